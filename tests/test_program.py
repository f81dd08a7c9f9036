"""The program around the commands: help, wrong calls, errors, signals, pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleaner import __version__
from cleaner.schema import problems
from tests.conftest import ROOT
from tests.doors import PAGE, cleaner_in, load, seeds_in, snapshot

# The program around the commands.


def test_the_version_and_the_help_are_there(tmp_path: Path) -> None:
    assert cleaner_in(tmp_path, "--version").text == f"cleaner {__version__}\n"
    assert "clean" in cleaner_in(tmp_path, "--help").text
    for command in ("clean", "check", "validate", "explain", "restore", "rules", "status"):
        assert cleaner_in(tmp_path, command, "--help").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["clean", "missing"], "no such file or folder: missing"),
        (["clean", "-"], "--from"),
        (["clean", "--rules", "missing"], "no such folder of rules"),
        (["clean", "--select", "no/such"], "no rule has an id like this"),
        (["clean", "--to", "json", "x.jsonl"], "leave out --to json"),
        (["clean", "--nonsense"], "No such option"),
        (["explain", "."], "is not one text or HTML file"),
        (["restore", "missing"], "cannot read missing"),
        (["validate", "missing"], "cannot read missing"),
        (["status", "."], "is no run folder"),
        (["clean", "--to", "parquet"], "name a folder with --out"),
        (["clean", ".", "--restart"], "are for shards"),
        (["rules", "new", "a/b"], "name a folder for it"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_exits_with_2(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    ran = cleaner_in(tmp_path, *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_unexpected_error_is_a_short_message_and_exit_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("a defect")

    seeds_in(tmp_path, a_txt=PAGE)
    monkeypatch.setattr("cleaner.job.load", broken)
    ran = cleaner_in(tmp_path, "clean")
    assert (ran.code, ran.err.splitlines()[0]) == (
        3,
        "cleaner: internal error: KeyError: 'a defect'",
    )
    with pytest.raises(KeyError):
        cleaner_in(tmp_path, "clean", "--traceback")


def test_a_defect_in_one_document_costs_only_that_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleaner.document import process

    def broken(source: Any, *rest: Any) -> Any:
        if source.id == "b":
            raise ZeroDivisionError("a defect")
        return process(source, *rest)

    monkeypatch.setattr("cleaner.job.process", broken)
    seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE, c_txt=PAGE)
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 3
    assert set(snapshot(tmp_path / "clean")) == {"a.json", "_rejected/b.json", "c.json"}
    assert load(tmp_path / "clean" / "_rejected" / "b.json")["code"] == "internal-error"


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """`cleaner ARGUMENTS` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "cleaner", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        **options,
    )


def test_help_imports_nothing_heavy() -> None:
    """Its time is measured by `python -m bench help`; what costs time is known by name."""
    heavy = ["numpy", "jsonschema", "jsonschema_rs", "langdetect", "bs4", "rich", "ahocorasick_rs"]
    code = (
        "import sys\n"
        "sys.argv = ['cleaner', '--help']\n"
        "from cleaner.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert b"Usage: " in done.stdout
    assert done.stderr.decode().strip() == "[]"


def test_a_reader_that_has_gone_is_no_error() -> None:
    seed = next((ROOT / "seeds").iterdir())
    process = start("explain", seed, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


def test_a_full_disk_behind_standard_output_is_a_short_message() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("clean", ROOT / "seeds", "--to", "jsonl", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 3
    assert err == b"cleaner: cannot write standard output: No space left on device\n"


def test_runs_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path)
    for number in range(60):
        (seeds / f"{number:02}.txt").write_text(PAGE * (number + 1))
    processes = [start("clean", "--force", cwd=tmp_path) for _ in range(4)]
    for process in processes:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert len(list((tmp_path / "clean").iterdir())) == 60
    assert cleaner_in(tmp_path, "check").code == 0


def test_control_c_leaves_every_file_whole(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path)
    for number in range(600):  # seconds of work: the signal comes before its end
        (seeds / f"{number:03}.txt").write_text(PAGE * 40)
    process = start("clean", cwd=tmp_path)
    clean = tmp_path / "clean"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (clean / "010.json").exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert b"Traceback" not in err
    written = sorted(clean.rglob("*"))
    assert 10 < len(written) < 600
    for path in written:
        assert problems("document", load(path)) == ()
    assert cleaner_in(tmp_path, "clean").code == 0
    assert len(list(clean.iterdir())) == 600
    assert cleaner_in(tmp_path, "check").code == 0
