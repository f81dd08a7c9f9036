"""Runs into a folder of shards: every input, every form, whatever happens in between."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from multiprocessing import forkserver
from pathlib import Path
from threading import Timer
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from cleaner.batch.limits import Limits
from cleaner.batch.pool import Pool
from cleaner.files import locked
from cleaner.formats.parquet import arrow_schema
from cleaner.rulebook import Rulebook
from cleaner.schema import problems
from tests.conftest import ROOT
from tests.deadly import Deadly
from tests.doors import PAGE, Ran, cleaner_in, seeds_in

HTML = "<html><head><title>Bridge</title></head><body><p>{}</p></body></html>"


def text(number: int) -> str:
    return PAGE.replace("Monday", f"Monday {number}") if number % 7 else " "


def lines(count: int) -> bytes:
    """JSON lines, one in seven of them blank, so that it is rejected."""
    rows = [{"id": f"d{n}", "text": text(n), "url": f"https://e{n % 3}.org/"} for n in range(count)]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run(folder: Path, *arguments: str | Path, size: int = 20) -> Ran:
    return cleaner_in(folder, "clean", *arguments, "--shard-size", str(size))


def unpacked(path: Path) -> list[dict[str, Any]]:
    """The outcomes in a shard, read with the libraries that people read them with."""
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    data = path.read_bytes()
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    elif path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.splitlines()]


def outcomes(out: Path, part: str = "documents") -> list[dict[str, Any]]:
    return [one for path in sorted((out / part).iterdir()) for one in unpacked(path)]


def without_place(document: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "raw": None, "id": "", "url": ""}


# The same bytes, however many do the work.


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
def test_the_number_of_workers_changes_no_byte(tmp_path: Path, form: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(150))
    for jobs in ("1", "2", "3"):
        ran = run(tmp_path, "in.jsonl", "--out", jobs, "--to", form, "--jobs", jobs, size=70)
        assert (ran.code, ran.out) == (0, b"")
        assert ran.err == f"128 documents, 22 rejections; in {jobs}\n"
    assert tree(tmp_path / "1") == tree(tmp_path / "2") == tree(tmp_path / "3")
    assert sorted(tree(tmp_path / "1")) == [
        *(f"documents/shard-0000{n}.{form}" for n in range(3)),
        "manifest.jsonl",
        *(f"rejections/shard-0000{n}.{form}" for n in range(3)),
        "report.json",
    ]


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
def test_shards_hold_what_the_stream_gives(tmp_path: Path, form: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(50))
    streamed = [
        json.loads(line) for line in cleaner_in(tmp_path, "clean", "in.jsonl").out.splitlines()
    ]
    run(tmp_path, "in.jsonl", "--out", "run", "--to", form)
    kept = outcomes(tmp_path / "run")
    assert kept == [one for one in streamed if "removals" in one]
    assert outcomes(tmp_path / "run", "rejections") == [o for o in streamed if "removals" not in o]
    assert [problems("document", one) for one in kept] == [()] * len(kept)


def test_the_parquet_schema_is_the_published_one_whatever_the_data(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": "A plain text."}))
    run(tmp_path, "in.jsonl", "--out", "run", "--to", "parquet")
    found = pq.read_schema(tmp_path / "run" / "documents" / "shard-00000.parquet")
    assert found.equals(arrow_schema("document"))
    assert found.field("removals").type.value_type.field("start").type == pa.int64()
    assert not any(field.nullable for field in found)


def test_workers_write_the_stream_that_one_process_writes(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(150) + b"no json\n")
    one = cleaner_in(tmp_path, "clean", "in.jsonl")
    assert one.err == "128 documents, 23 rejections\n"
    for jobs in ("1", "3"):
        assert cleaner_in(tmp_path, "clean", "in.jsonl", "--jobs", jobs) == one
    long = json.dumps({"id": "long", "text": "a word\n" * 700_000}).encode()
    (tmp_path / "in.jsonl").write_bytes(lines(3) + long)
    ran = cleaner_in(tmp_path, "clean", "in.jsonl", "--jobs", "2", "--max-seconds", "0.4")
    codes = [json.loads(line).get("code") for line in ran.out.splitlines()]
    assert codes == ["empty", None, None, "timeout"]


# Inputs.


def warc(*pages: str | bytes, media: str = "text/html; charset=utf-8") -> bytes:
    records = []
    for number, page in enumerate(pages):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()
        block = head + (page if isinstance(page, bytes) else page.encode())
        records.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0-%d>\r\n"
            b"WARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (number, number, len(block), block)
        )
    return b"".join(map(gzip.compress, records))


def wide(data: bytes) -> bytes:
    """What `zstd --long=31` makes: a frame whose window is 2 GB (RFC 8878, 3.1.1), stored."""
    header = b"\x28\xb5\x2f\xfd" + bytes([0, (31 - 10) << 3])
    return header + (1 + (len(data) << 3)).to_bytes(3, "little") + data


def parquet(rows: list[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, row_group_size=3)
    return sink.getvalue()


def test_every_kind_of_input_gives_the_same_documents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts = [text(number) for number in range(8)]
    packed = {
        "a.jsonl": lines(8),
        "b.jsonl.gz": gzip.compress(lines(8)),
        "c.jsonl.zst": zstandard.compress(lines(4)) + zstandard.compress(lines(8)[len(lines(4)) :]),
        "d.parquet": parquet([{"id": f"d{n}", "text": t} for n, t in enumerate(texts)]),
    }
    for name, data in packed.items():
        (tmp_path / "in" / name).write_bytes(data)
    for number, one in enumerate(texts):
        (tmp_path / "in" / f"e{number}.txt").write_text(one)
    ran = run(tmp_path, "in", "--out", "run", "--to", "jsonl")
    assert ran.code == 0
    found = [without_place(one) for one in outcomes(tmp_path / "run")]
    assert len(found) == 5 * 6
    assert all(found[i] == found[i % 6] for i in range(len(found)))
    assert {one["code"] for one in outcomes(tmp_path / "run", "rejections")} == {"empty"}


def test_the_html_of_a_warc_gives_documents_with_their_address(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(HTML.format(PAGE), HTML.format("Another text.")))
    assert run(tmp_path, "a.warc.gz", "--out", "run").code == 0
    first, second = outcomes(tmp_path / "run")
    assert (first["url"], first["raw"]["id"]) == ("https://example.org/0", "0-0")
    assert "reopened on Monday" in first["text"]
    assert second["raw"]["media"] == "text/html"


RUSSIAN = "Мост открыт в понедельник."  # too short a text for a guess


@pytest.mark.parametrize(
    ("media", "declared", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ('Text/HTML;Charset="CP1251"', "", "cp1251"),
        ("text/html; charset=windows-1251", "iso-8859-5", "cp1251"),  # the header outranks the page
        ("text/html; charset=nonsense", "windows-1251", "cp1251"),
        ("text/html", "windows-1251", "cp1251"),
        ("text/html; charset=koi8-r", "", "koi8_r"),
    ],
)
def test_the_http_header_of_a_warc_record_says_its_encoding(
    tmp_path: Path, media: str, declared: str, encoding: str
) -> None:
    page = HTML.replace("<head>", f'<head><meta charset="{declared}">').format(RUSSIAN)
    (tmp_path / "a.warc.gz").write_bytes(warc(page.encode(encoding), media=media))
    run(tmp_path, "a.warc.gz", "--out", "run")
    (found,) = outcomes(tmp_path / "run")
    assert (found["text"], found["raw"]["encoding"]) == (RUSSIAN, encoding)


def test_utf8_outranks_the_http_header(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        gzip.decompress(warc(HTML.format(RUSSIAN), media="text/html; charset=windows-1251"))
    )
    run(tmp_path, "a.warc", "--out", "run")
    (found,) = outcomes(tmp_path / "run")
    assert (found["text"], found["raw"]["encoding"]) == (RUSSIAN, "utf-8")


def test_fields_are_named_by_options(tmp_path: Path) -> None:
    row = {"content": PAGE, "key": "x", "link": "https://a.example/", "site": "a.example"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (tmp_path / "b.parquet").write_bytes(parquet([row]))
    names = ["--text-field", "content", "--id-field", "key", "--url-field", "link"]
    run(tmp_path, "a.jsonl", "b.parquet", "--out", "run", *names, "--source-field", "site")
    one, other = outcomes(tmp_path / "run")
    assert (one["id"], one["url"], one["source"]) == ("x", "https://a.example/", "a.example")
    assert without_place(one) == without_place(other)


def test_globs_and_standard_input_are_inputs(tmp_path: Path) -> None:
    for name in ("a1", "a2", "b"):
        (tmp_path / f"{name}.jsonl").write_bytes(lines(3))
    stdin = lines(2)
    arguments = ["clean", "a*.jsonl", "-", "--from", "jsonl", "--out", "run"]
    assert cleaner_in(tmp_path, *arguments, stdin=stdin).code == 0
    assert [one["id"] for one in outcomes(tmp_path / "run")] == ["d1", "d2", "d1", "d2", "d1"]
    assert cleaner_in(tmp_path, "clean", "c*.jsonl", "--out", "x").code == 2


def test_no_document_comes_twice_whatever_is_named(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    (seeds / "sub").mkdir()
    (seeds / "sub" / "c.txt").write_text(PAGE)
    named = ["seeds", "seeds/a.txt", "seeds/sub", "seeds/../seeds/a.txt", "--to", "jsonl"]
    run(tmp_path, *named, "--out", "run")
    paths = sorted(one["raw"]["path"] for one in outcomes(tmp_path / "run"))
    assert paths == ["a.txt", "b.txt", "sub/c.txt"]


def test_an_id_that_stands_twice_is_counted(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(6) + lines(3))
    assert "2 documents have the id of another" in run(tmp_path, "in.jsonl", "--out", "run").err


# Inputs that are broken.


@pytest.mark.parametrize(
    ("name", "data", "code", "documents"),
    [
        ("cut.jsonl.gz", gzip.compress(lines(300))[:-40], "truncated", 200),
        ("cut.jsonl.zst", zstandard.compress(lines(9)) * 2, "truncated", 7),
        ("cut.warc.gz", warc(*[HTML.format(PAGE)] * 3)[:-30], "truncated", 2),
        ("cut.warc", gzip.decompress(warc(*[HTML.format(PAGE)] * 3))[:-30], "truncated", 2),
        ("bad.jsonl.gz", gzip.compress(lines(9)) + b"no gzip at all", "corrupt", 7),
        ("bad.jsonl.zst", zstandard.compress(lines(9)) + b"no zstd at all", "corrupt", 7),
        ("wide.jsonl.zst", zstandard.compress(lines(9)) + wide(lines(9)), "unreadable", 7),
        ("bad.parquet", parquet([{"text": PAGE}])[:-30], "corrupt", 0),
        ("bad.warc", b"no WARC at all" * 9, "corrupt", 0),
        ("other.parquet", parquet([{"body": PAGE}]), "no-text", 0),
        ("bomb.jsonl.gz", gzip.compress(lines(9) + bytes(200_000_000)), "bomb", 7),
        ("bomb.jsonl.zst", zstandard.compress(lines(9) + bytes(200_000_000)), "bomb", 7),
    ],
)  # fmt: skip
def test_a_broken_input_is_told_of_and_the_others_are_read(
    tmp_path: Path, name: str, data: bytes, code: str, documents: int
) -> None:
    (tmp_path / name).write_bytes(data[:-9] if name == "cut.jsonl.zst" else data)
    (tmp_path / "good.jsonl").write_bytes(lines(3))
    ran = run(tmp_path, name, "good.jsonl", "--out", "run", "--max-bytes", "100000")
    assert ran.code == (0 if code == "no-text" else 1)
    found = outcomes(tmp_path / "run")
    assert len([one for one in found if one["raw"]["path"] == name]) >= documents
    assert [one["id"] for one in found if one["raw"]["path"] == "good.jsonl"] == ["d1", "d2"]
    broken = [one for one in outcomes(tmp_path / "run", "rejections") if one["code"] == code]
    assert [one["raw"]["path"] for one in broken] == [name]
    assert problems("rejection", broken[0]) == ()


def test_a_stream_that_breaks_off_is_told_of_too(tmp_path: Path) -> None:
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines(300))[:-40])
    ran = cleaner_in(tmp_path, "clean", "cut.jsonl.gz")
    last = json.loads(ran.out.splitlines()[-1])
    assert (ran.code, last["code"], last["raw"]["path"]) == (1, "truncated", "cut.jsonl.gz")


def test_long_lines_and_lines_that_are_no_json_cost_only_themselves(tmp_path: Path) -> None:
    long = b'{"id": "long", "text": "' + b"x" * 5_000_000 + b'"}\n'
    (tmp_path / "in.jsonl").write_bytes(lines(3) + long + b"no json\n" + lines(3) + long)
    ran = run(tmp_path, "in.jsonl", "--out", "run", "--max-bytes", "10000")
    assert ran.code == 0
    assert len(outcomes(tmp_path / "run")) == 4
    codes = [one["code"] for one in outcomes(tmp_path / "run", "rejections")]
    assert codes == ["empty", "too-large", "not-json", "empty", "too-large"]


def test_a_format_whose_package_is_missing_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(3))
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    ran = run(tmp_path, "in.jsonl", "--out", "run", "--to", "parquet")
    assert (ran.code, "pip install 'corpus-cleaner[parquet]'" in ran.err) == (2, True)


# Budgets: a document that takes too much costs itself.


def poisoned(folder: Path) -> None:
    row = json.dumps({"id": "poison", "text": "a word\n" * 700_000})
    (folder / "in.jsonl").write_bytes(lines(3) + row.encode() + b"\n" + lines(3))


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--max-seconds", "0.4", "timeout"), ("--max-memory", "40000000", "memory")],
)
def test_a_document_over_its_budget_is_rejected_by_name(
    tmp_path: Path, option: str, value: str, code: str
) -> None:
    poisoned(tmp_path)
    for jobs in ("1", "2"):
        assert run(tmp_path, "in.jsonl", "--out", jobs, option, value, "--jobs", jobs).code == 0
        rejected = outcomes(tmp_path / jobs, "rejections")
        assert [one["code"] for one in rejected] == ["empty", code, "empty"]
        assert rejected[1]["raw"]["id"] in ("line-4", "poison")
        assert problems("rejection", rejected[1]) == ()
        assert len(outcomes(tmp_path / jobs)) == 4
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_a_worker_that_dies_costs_the_item_it_died_of() -> None:
    batches = [list(range(start, start + 5)) for start in range(0, 40, 5)]
    pool = Pool(Deadly(), 2, Limits())
    try:
        found = [done for _, done in pool.results(batches, lambda: None)]
    finally:
        pool.close()
    expected = [2 * number for number in range(40)]
    flat = [one for batch in found for one in batch]
    assert flat == [*expected[:13], "crashed", *expected[14:]]


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


# Disks that fail.


class InProcess:
    """The pool's work, done here: these tests are about writing."""

    def __init__(self, work: Any, *_: Any) -> None:
        self.act = work.prepared()

    def results(self, batches: Iterator[Any], tick: Callable[[], None]) -> Iterator[Any]:
        from contextlib import nullcontext

        for batch in batches:
            tick()
            yield batch, self.act(batch, {}, lambda _: nullcontext())

    def close(self) -> None:
        pass


class Faults:
    """Fails the `at`-th operation that writes, whatever it is."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, code: int) -> None:
        self.at, self.code, self.count = at, code, 0
        for owner, name in (
            (os, "fsync"),
            (os, "replace"),
            (os, "truncate"),
            (Path, "replace"),
            (Path, "mkdir"),
            (Path, "unlink"),
        ):
            patch.setattr(owner, name, self.failing(getattr(owner, name)))
        patch.setattr(os, "open", self.failing_open(os.open))
        patch.setattr(os, "fdopen", self.failing_file(os.fdopen))

    def hit(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise OSError(self.code, os.strerror(self.code))

    def failing(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **options: Any) -> Any:
            self.hit()
            return act(*arguments, **options)

        return failing

    def failing_open(self, act: Callable[..., int]) -> Callable[..., int]:
        def failing(path: Any, flags: int, *rest: Any, **options: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR):
                self.hit()
            return act(path, flags, *rest, **options)

        return failing

    def failing_file(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **options: Any) -> Any:
            file = act(*arguments, **options)
            return file if "r" in arguments[1] else Flaky(file, self.hit)

        return failing


class Flaky:
    def __init__(self, file: Any, hit: Callable[[], None]) -> None:
        self.file, self.hit, self.fileno = file, hit, file.fileno

    def write(self, data: bytes) -> int:
        self.hit()
        return int(self.file.write(data))

    def flush(self) -> None:
        self.hit()
        self.file.flush()

    def __enter__(self) -> Flaky:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=os.strerror)
def test_a_disk_that_fails_at_any_write_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Rulebook, code: int
) -> None:
    monkeypatch.setattr("cleaner.cli.runs.Pool", InProcess)
    monkeypatch.setattr("cleaner.job.load", lambda *_, **__: book)
    (tmp_path / "in.jsonl").write_bytes(lines(9))
    arguments = ["in.jsonl", "--to", "jsonl.zst", "--out"]
    run(tmp_path, *arguments, "whole", size=6)
    expected = tree(tmp_path / "whole")
    at, more = 0, True
    while more:
        at += 1
        out = f"out{at}"
        with monkeypatch.context() as patch:
            faults = Faults(patch, at, code)
            ran = run(tmp_path, *arguments, out, size=6)
            more = faults.count >= at
        assert ran.code == (3 if more else 0), ran.err
        if more:
            assert ran.err.startswith("cleaner: cannot write ")
            assert f"/{out}" in ran.err
            assert ran.err.endswith(f": {os.strerror(code)}\n")
            assert not [name for name in tree(tmp_path / out) if ".cleaner-" in name]
        for name, data in tree(tmp_path / out).items():
            assert expected[name].startswith(data), "nothing is half written"
            assert name == "manifest.jsonl" or expected[name] == data
        assert run(tmp_path, *arguments, out, size=6).code == 0
        assert tree(tmp_path / out) == expected
    assert at > 20


def test_a_report_is_written_where_asked_and_adds_up(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(30))
    run(tmp_path, "in.jsonl", "--out", "run", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert report == json.loads((tmp_path / "run" / "report.json").read_text())
    kept = outcomes(tmp_path / "run")
    assert (report["documents"], report["rejections"]) == (25, {"empty": 5})
    assert set(report["sources"]) == {"e0.org", "e1.org", "e2.org"}
    for key in ("in", "kept", "removed"):
        parts = [one["characters"][key] for one in report["sources"].values()]
        assert report["characters"][key] == sum(parts)
    removed = [cut for one in kept for cut in one["removals"]]
    assert report["characters"]["removed"] == sum(len(cut["text"]) for cut in removed)
    login = report["rules"]["account/login"]
    assert login["documents"] == 25
    texts = [cut["text"] for cut in removed if cut["rule"] == "account/login"]
    assert login["lines"] == sum(bool(line.strip()) for t in texts for line in t.splitlines())


def test_a_profile_tells_where_the_time_goes(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(30))
    ran = run(tmp_path, "in.jsonl", "--out", "run", "--profile")
    for stage in ("segment", "mark and settle", "language", "record", "validate", "write", "find"):
        assert f"\n  {stage} " in ran.err
    run(tmp_path, "in.jsonl", "--out", "plain")
    assert tree(tmp_path / "run") == tree(tmp_path / "plain")


def test_a_log_gets_a_line_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.cli.progress.BEAT", 0.0)
    (tmp_path / "in.jsonl").write_bytes(lines(200))
    beats = run(tmp_path, "in.jsonl", "--out", "run", "--jobs", "1").err.splitlines()[:-1]
    form = (
        r"\d+ documents, \d+/s, [\d.]+ MB/s(, \d+% done, \d+:\d\d:\d\d left)?; "
        r"kept \d+%, removed \d+%; \d+ rejected( \(empty \d+\))?"
    )
    assert all(re.fullmatch(form, line) for line in beats), beats
    assert beats[-1].startswith("171 documents, ")
    assert "100% done, 0:00:00 left" in beats[-1]


# A file a document, by workers.


def test_workers_write_the_tree_that_one_process_writes(tmp_path: Path) -> None:
    seeds_in(tmp_path, **{f"{n:03}_txt": text(n) for n in range(60)})
    one = cleaner_in(tmp_path, "clean", "--out", "one")
    ran = cleaner_in(tmp_path, "clean", "--out", "many", "--jobs", "2")
    assert (one.code, ran.code, ran.err) == (1, 1, one.err.replace("in one", "in many"))
    assert "60 files: 60 new, 0 changed, 0 up to date, 9 rejected" in ran.err
    assert tree(tmp_path / "many") == tree(tmp_path / "one")
    again = cleaner_in(tmp_path, "clean", "--out", "many", "--jobs", "2")
    assert (again.code, again.err) == (0, cleaner_in(tmp_path, "clean", "--out", "many").err)


def test_a_file_over_its_budget_costs_itself_alone(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, b_txt="a word\n" * 700_000, c_txt=PAGE)
    ran = cleaner_in(tmp_path, "clean", "--jobs", "1", "--max-seconds", "0.4")
    assert ran.code == 1
    assert "seeds/b.txt: rejected: timeout: took more than 0.4 seconds" in ran.err
    assert sorted(tree(tmp_path / "clean")) == ["_rejected/b.json", "a.json", "c.json"]
