"""Cleaner in datatrove's own executor: two tasks, poison in the input, and a rerun."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datatrove")

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader

from cleaner.integrations.datatrove import Clean, Pages, lines
from cleaner.mapper import CleanDict
from cleaner.schema import problems
from tests.doors import PAGE, cleaner_in

POISON = [
    b'{"id": "blank", "text": "  "}',
    b"[1, 2]",
    b'{"id": "torn", "text": "no end',
    b'{"id": "\xff", "text": "no UTF-8"}',
    b'{"id": "none"}',
]


def inputs(folder: Path) -> Path:
    """Two files of lines, one with poison in its middle, and a page of its own."""
    folder.mkdir()
    good = [
        json.dumps({"id": f"page-{i}", "text": PAGE.replace("a week", f"{i} weeks")}).encode()
        for i in range(6)
    ]
    (folder / "a.jsonl").write_bytes(b"\n".join([*good[:2], *POISON, good[2]]) + b"\n")
    (folder / "b.jsonl").write_bytes(b"\n".join(good[3:]) + b"\n")
    (folder / "c.txt").write_text(PAGE)
    return folder


def run(pages: Path, out: Path, workers: int = 1) -> Any:
    steps = [
        Pages(str(pages)),
        Clean(rejections=lines(str(out / "rejections"))),
        lines(str(out / "documents")),
    ]
    return LocalPipelineExecutor(steps, 2, workers, str(out / "logs")).run()


def written(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.gz"))
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]


def test_two_tasks_give_what_the_command_line_gives_and_poison_becomes_rejections(
    tmp_path: Path,
) -> None:
    pages = inputs(tmp_path / "pages")
    run(pages, tmp_path / "out", workers=2)
    documents, rejections = (written(tmp_path / "out" / k) for k in ("documents", "rejections"))
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 2, "a file a task"
    assert not any(problems("document", one) for one in documents)
    assert not any(problems("rejection", one) for one in rejections)
    ran = cleaner_in(tmp_path, "clean", "pages", "--to", "jsonl")
    by_id = {one["id"]: one for one in map(json.loads, ran.out.splitlines())}
    assert {one["id"]: one for one in [*documents, *rejections]} == by_id
    assert len(documents) == 7
    assert sorted(one["code"] for one in rejections) == [
        "empty",
        "no-text",
        "not-json",
        "not-json",
        "not-json",
    ]


def test_a_rerun_skips_the_tasks_that_are_done(tmp_path: Path) -> None:
    pages, out = inputs(tmp_path / "pages"), tmp_path / "out"
    run(pages, out)
    before = {file: file.stat().st_mtime_ns for file in (out / "documents").iterdir()}
    (out / "logs" / "completions" / "00001").unlink()  # as if that task had been killed
    run(pages, out)
    after = {file: file.stat().st_mtime_ns for file in (out / "documents").iterdir()}
    again = [file.name for file in before if after[file] != before[file]]
    assert again == ["00001.jsonl.gz"]
    assert len(written(out / "documents")) == 7


def test_documents_of_datatrove_s_own_reader_are_cleaned_and_keep_their_metadata(
    tmp_path: Path,
) -> None:
    line = {"id": "x", "text": PAGE, "url": "https://a.example/1", "dump": "CC-MAIN-2026-01"}
    (tmp_path / "x.jsonl").write_text(json.dumps(line) + "\n")
    (document,) = Clean().run(JsonlReader(str(tmp_path)).run())
    expected = CleanDict()({key: line[key] for key in ("id", "text", "url")})
    assert (document.id, document.text) == ("x", expected["text"])
    assert document.metadata["dump"] == "CC-MAIN-2026-01"
    assert document.metadata["removals"] == expected["removals"]


def test_a_defect_of_ours_costs_one_document_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cleaner import job
    from cleaner.document import process

    def failing(source: Any, book: Any) -> Any:
        if source.id == "page-1":
            raise RuntimeError("planted")
        return process(source, book)

    monkeypatch.setattr(job, "process", failing)
    run(inputs(tmp_path / "pages"), tmp_path / "out")
    codes = {one["id"]: one["code"] for one in written(tmp_path / "out" / "rejections")}
    assert codes["page-1"] == "internal-error"
    assert len(written(tmp_path / "out" / "documents")) == 6
