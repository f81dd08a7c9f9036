"""Runs into a folder of shards: every form, workers, budgets, reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.batch.limits import Limits
from cleaner.batch.pool import Pool
from cleaner.formats.parquet import arrow_schema
from cleaner.schema import problems
from tests.deadly import Deadly
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.runs import lines, outcomes, run, text, tree

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


# What a run tells.


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
