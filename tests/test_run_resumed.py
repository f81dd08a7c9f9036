"""Runs that are killed and gone on with, or must not be."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from cleaner.batch.limits import Limits
from cleaner.batch.pool import Pool
from cleaner.files import locked
from tests.conftest import ROOT
from tests.deadly import Deadly
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.runs import lines, run, tree

# Killed, and gone on with.


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleaner", "clean", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)


def test_the_server_that_workers_are_forked_from_may_be_killed() -> None:
    def doubled() -> list[Any]:
        pool = Pool(Deadly(), 1, Limits())
        try:
            return [done for _, done in pool.results([[1, 2]], lambda: None)]
        finally:
            pool.close()

    assert doubled() == [[2, 4]]
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    os.kill(server, signal.SIGSTOP)  # so that it is asked for a worker, and killed before
    Timer(0.3, os.kill, (server, signal.SIGKILL)).start()
    assert doubled() == [[2, 4]]


def test_a_killed_run_goes_on_and_ends_as_if_unbroken(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines(400)))
    arguments = ["in.jsonl.gz", "--to", "jsonl.zst", "--jobs", "2", "--shard-size", "30", "--out"]
    cleaner_in(tmp_path, "clean", *arguments, "unbroken")
    manifest = tmp_path / "killed" / "manifest.jsonl"
    for shards in (1, 5, 9):
        process = started(tmp_path, *arguments, "killed")
        while process.poll() is None and not (
            manifest.exists() and manifest.read_bytes().count(b"\n") > shards
        ):
            time.sleep(0.002)
        process.kill()
        process.communicate()
        state = cleaner_in(tmp_path, "status", "killed")
        assert (state.code, state.text.split(":")[0]) == (1, "interrupted")
    with manifest.open("ab") as file:
        file.write(b'{"shard": 10, "fi')  # as a loss of power leaves it
    (tmp_path / "killed" / ".cleaner-0123").touch()
    seen = {path: path.stat().st_ino for path in (tmp_path / "killed" / "documents").iterdir()}
    ran = cleaner_in(tmp_path, "clean", *arguments, "killed")
    assert ran.err.startswith("going on after ")
    assert tree(tmp_path / "killed") == tree(tmp_path / "unbroken")
    done = json.loads(manifest.read_text().splitlines()[1])["files"][0]["path"]
    first = tmp_path / "killed" / done
    assert first.stat().st_ino == seen[first], "a finished shard is not written again"
    assert cleaner_in(tmp_path, "status", "killed").code == 0


def test_a_finished_run_reads_no_document_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(9))
    run(tmp_path, "in.jsonl", "--out", "run")
    before = tree(tmp_path / "run")
    monkeypatch.setattr("cleaner.cli.runs.Pool", None)
    assert run(tmp_path, "in.jsonl", "--out", "run").code == 0
    assert tree(tmp_path / "run") == before


def test_another_run_in_the_same_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(9))
    (tmp_path / "run").mkdir()
    with locked(tmp_path / "run") as ours:
        assert ours
        ran = run(tmp_path, "in.jsonl", "--out", "run")
    assert (ran.code, "another run is at work on run" in ran.err) == (2, True)
    assert run(tmp_path, "in.jsonl", "--out", "run").code == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--ignore", "share/*"], "rules_sha256 was"),
        (["--to", "jsonl.gz"], 'to was "jsonl", is "jsonl.gz"'),
        (["--source", "x"], 'source was "", is "x"'),
        (["--max-seconds", "5"], "seconds was 60.0, is 5.0"),
        (["more.jsonl"], "the inputs are others"),
    ],
)
def test_a_run_is_not_gone_on_with_otherwise(tmp_path: Path, options: list[str], says: str) -> None:
    for name in ("in.jsonl", "more.jsonl"):
        (tmp_path / name).write_bytes(lines(9))
    run(tmp_path, "in.jsonl", "--out", "run")
    before = tree(tmp_path / "run")
    ran = run(tmp_path, "in.jsonl", "--out", "run", *options)
    assert (ran.code, says in ran.err, "--restart" in ran.err) == (2, True, True)
    assert tree(tmp_path / "run") == before
    assert run(tmp_path, "in.jsonl", "--out", "run", *options, "--restart").code == 0
    run(tmp_path, "in.jsonl", "--out", "new", *options)
    assert tree(tmp_path / "run") == tree(tmp_path / "new")


def test_an_input_that_has_changed_is_noticed(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    run(tmp_path, "seeds", "--out", "run", "--to", "jsonl")
    (tmp_path / "seeds" / "b.txt").write_text(PAGE + "More.")
    assert "the inputs" in run(tmp_path, "seeds", "--out", "run", "--to", "jsonl").err


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(9))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    for options in ([], ["--restart"]):
        ran = run(tmp_path, "in.jsonl", "--out", "mine", *options)
        assert (ran.code, "something else" in ran.err) == (2, True)
    assert list(tree(tmp_path / "mine")) == ["notes.txt"]
