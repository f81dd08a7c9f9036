"""`cleaner clean`: streams become streams."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.schema import problems
from tests.doors import PAGE, cleaner_in, load, seeds_in

# Streams.


def test_a_stream_gives_one_line_for_each_line_in_order(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": PAGE, "url": "https://example.com/a", "source": "example.com"},
        {"id": "<urn:uuid:1>", "html": f"<title>T</title><p>{PAGE}</p><script>x</script>"},
        {"id": "a", "text": PAGE},
        {"id": "b"},
        {"id": "c", "text": " "},
    ]
    stdin = b"\n".join(json.dumps(line).encode() for line in lines) + b"\nnot json\n\n"
    ran = cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", "--to", "jsonl", stdin=stdin)
    assert (ran.code, ran.err) == (0, "3 documents, 3 rejections\n")
    outcomes = [json.loads(line) for line in ran.text.splitlines()]
    kinds = [outcome["schema"].split(":")[3] for outcome in outcomes]
    assert kinds == ["document"] * 3 + ["rejection"] * 3
    for kind, outcome in zip(kinds, outcomes, strict=True):
        assert problems(kind, outcome) == ()
    assert [outcome["raw"]["id"] for outcome in outcomes] == [
        "a", "<urn:uuid:1>", "a", "b", "c", "line-6",
    ]  # fmt: skip
    ids = [outcome["id"] for outcome in outcomes]
    assert (ids[0], ids[2]) == ("a", "a"), "an id is made from its line alone"
    assert (outcomes[0]["url"], outcomes[0]["source"]) == (
        "https://example.com/a", "example.com",
    )  # fmt: skip
    assert outcomes[1]["raw"]["media"] == "text/html"
    assert "id-changed" in {warning["code"] for warning in outcomes[1]["warnings"]}
    assert "T" not in outcomes[1]["text"].split()
    assert [o["code"] for o in outcomes[3:]] == ["no-text", "empty", "not-json"]


def test_a_stream_and_a_file_give_the_same_text_and_edits(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    line = json.dumps({"id": "a", "text": PAGE}).encode()
    streamed = json.loads(cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=line).out)
    document = load(tmp_path / "clean" / "a.json")
    streamed["raw"]["path"] = "a.txt"
    assert streamed == document


def test_a_stream_goes_to_a_file_at_once_and_whole(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": PAGE}) + "\n")
    assert cleaner_in(tmp_path, "clean", "in.jsonl", "--out", "out.jsonl").code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text())["raw"]["path"] == "in.jsonl"
    assert cleaner_in(tmp_path, "validate", "out.jsonl").code == 0


def test_files_can_go_into_one_stream(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, b_txt="", c_jsonl=json.dumps({"id": "x", "text": PAGE}))
    ran = cleaner_in(tmp_path, "clean", "--to", "jsonl")
    outcomes = [json.loads(line) for line in ran.text.splitlines()]
    assert [outcome["id"] for outcome in outcomes] == ["a", "b", "x"]
    cleaner_in(tmp_path, "clean")
    assert outcomes[0] == load(tmp_path / "clean" / "a.json")


@pytest.mark.parametrize("kind", ["text", "html"])
def test_one_page_on_standard_input_gives_one_document(tmp_path: Path, kind: str) -> None:
    ran = cleaner_in(tmp_path, "clean", "-", "--from", kind, stdin=PAGE.encode())
    assert (ran.code, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert problems("document", document) == ()
    assert (document["id"], document["raw"]["path"]) == ("stdin", "")
    refused = cleaner_in(tmp_path, "clean", "-", "--from", kind, stdin=b"%PDF-")
    assert (refused.code, json.loads(refused.out)["code"]) == (1, "binary")
