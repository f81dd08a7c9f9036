"""`cleaner report`: counts that add up, near-duplicates, and what moved since last time."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cleaner.drift import ENOUGH, Move, moves
from cleaner.report import SCHEMA, Tally, report
from tests.doors import PAGE, cleaner_in, load

SHARED = "Source: VNA\n"


def run(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / f"{name}.jsonl").write_text(lines)
    assert cleaner_in(folder, "clean", f"{name}.jsonl", "--out", name, "--jobs", "1").code == 0


def reported(run: Path) -> dict[str, Any]:
    """A run's own report; only it remembers which ids stood twice."""
    found = load(run / "report.json")
    found.pop("repeated_ids")
    return found


def rows(count: int, source: str, text: str = PAGE) -> list[dict[str, str]]:
    made = (text.replace("a week", f"{number} weeks") for number in range(count))
    return [{"id": f"{source}-{i}", "text": page, "source": source} for i, page in enumerate(made)]


def test_the_report_of_a_folder_is_the_report_that_its_run_wrote(tmp_path: Path) -> None:
    run(tmp_path, "new", [*rows(5, "a.example"), *rows(3, "b.example"), {"id": "x", "text": " "}])
    ran = cleaner_in(tmp_path, "report", "new", "--json", "-")
    assert json.loads(ran.out) == reported(tmp_path / "new")
    counts = json.loads(ran.out)
    assert (counts["documents"], counts["rejections"]) == (8, {"empty": 1})
    for key in ("documents", "lines", "characters"):
        for rule, found in counts["rules"].items():
            by_source = [one["rules"][rule][key] for one in counts["sources"].values()]
            assert found[key] == sum(by_source)
    assert counts["warnings"] == {"no-date": 8}


def test_every_form_of_output_gives_the_same_report(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    some = rows(4, "a.example")
    run(tmp_path, "lines", some)
    for form in ("jsonl.gz", "jsonl.zst", "parquet"):
        cleaner_in(tmp_path, "clean", "lines.jsonl", "--out", form, "--to", form, "--jobs", "1")
        ran = cleaner_in(tmp_path, "report", form, "--json", "-")
        assert json.loads(ran.out) == reported(tmp_path / "lines")
    (tmp_path / "seeds").mkdir()
    for row in some:
        (tmp_path / "seeds" / f"{row['id']}.txt").write_text(row["text"])
    cleaner_in(tmp_path, "clean", "--source", "a.example")
    ran = cleaner_in(tmp_path, "report", "clean", "--json", "-")
    assert json.loads(ran.out)["rules"] == load(tmp_path / "lines" / "report.json")["rules"]


def test_a_person_reads_what_was_kept_and_what_went(tmp_path: Path) -> None:
    run(tmp_path, "new", [*rows(5, "a.example"), *rows(3, "b.example"), {"id": "x", "text": " "}])
    text = cleaner_in(tmp_path, "report", "new").text
    assert text.startswith("8 documents, 1 rejections; ")
    for line in (
        "rejected as  inputs",
        "empty             1",
        "a.example          5",
        "removed by",
    ):
        assert line in text
    assert cleaner_in(tmp_path, "report", "new/report.json").text == text


def test_near_duplicates_are_a_field_of_the_report(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    other = "\n\n".join(f"The {word} was quiet on the day that it rained." for word in "abcdefgh")
    copies = [{"id": f"copy-{number}", "text": PAGE} for number in range(3)]
    run(tmp_path, "new", [*copies, {"id": "other", "text": other}])
    ran = cleaner_in(tmp_path, "report", "new", "--near-duplicates", "--json", "near.json")
    assert "2 documents are nearly the same as one of 1 others:" in ran.text
    assert "\n  copy-0: copy-1 (1.00), copy-2 (1.00)\n" in ran.text
    (group,) = load(tmp_path / "near.json")["near_duplicates"]
    assert [one["id"] for one in group["documents"]] == ["copy-1", "copy-2"]


def test_what_moved_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    run(tmp_path, "old", [*rows(40, "a.example"), *rows(40, "b.example")])
    changed = rows(40, "b.example", PAGE.replace(SHARED, ""))
    run(tmp_path, "new", [*rows(40, "a.example"), *changed])
    same = cleaner_in(tmp_path, "report", "old", "--compare", "old/report.json")
    assert (same.code, same.text) == (0, "")
    ran = cleaner_in(tmp_path, "report", "new", "--compare", "old/report.json")
    assert ran.code == 1
    assert "b.example: rule credit/source: 100.0% -> 0.0%\n" in ran.text
    assert "a.example" not in ran.text
    (tmp_path / "few.jsonl").write_text("")
    ran = cleaner_in(tmp_path, "report", "new", "--compare", "few.jsonl")
    assert (ran.code, "few.jsonl" in ran.err) == (2, True)


def test_what_is_not_ours_is_a_usage_error_and_in_a_folder_passed_over(tmp_path: Path) -> None:
    run(tmp_path, "new", rows(1, "a.example"))
    (tmp_path / "new" / "notes.json").write_text('{"mine": true}')
    assert cleaner_in(tmp_path, "report", "new").text.startswith("1 documents")
    for name, content in {"x.json": "{}", "y.jsonl": "no JSON\n", "z.jsonl.gz": "no gzip"}.items():
        (tmp_path / name).write_text(content)
        ran = cleaner_in(tmp_path, "report", name)
        assert (ran.code, name in ran.err, ran.out) == (2, True, b"")
    assert cleaner_in(tmp_path, "report", "nowhere").code == 2
    (tmp_path / "empty").mkdir()
    ran = cleaner_in(tmp_path, "report", "empty", "--near-duplicates")
    assert (ran.code, ran.text) == (0, "0 documents, 0 rejections; 0.0% kept 0.0% removed\n")
    one = cleaner_in(tmp_path, "clean", "new.jsonl").text
    (tmp_path / "edited.jsonl").write_text(one.replace("bridge", "ferry"))
    ran = cleaner_in(tmp_path, "report", "edited.jsonl")
    assert (ran.code, "edited.jsonl:1: $.text_sha256" in ran.err) == (2, True)
    shard = tmp_path / "new" / "documents" / "shard-00000.jsonl"
    shard.write_bytes(shard.read_bytes() + b'{"torn": ')
    ran = cleaner_in(tmp_path, "report", "new")
    assert (ran.code, "shard-00000.jsonl:2" in ran.err) == (2, True)


def made(documents: dict[str, int], rules: dict[str, float], chance: random.Random) -> Any:
    """A report of sources whose documents each meet each rule with its probability."""
    found = report(Tally(), "")
    for source, count in documents.items():
        met = {rule: sum(chance.random() < p for _ in range(count)) for rule, p in rules.items()}
        found["sources"][source] = {
            "documents": count,
            "characters": {"in": 100 * count, "kept": 80 * count, "removed": 20 * count},
            "rules": {rule: {"documents": n} for rule, n in met.items() if n},
            "warnings": {},
        }
        found["documents"] += count
    return found


SOURCES = {f"site-{number}.example": 40 + 40 * number for number in range(25)}
RULES = {f"rule/{number}": 0.02 + number * 0.048 for number in range(20)}


def test_chance_alone_names_hardly_anything() -> None:
    chance = random.Random(1)
    reports = [made(SOURCES, RULES, chance) for _ in range(41)]
    alarms = sum(bool(moves(old, new)) for old, new in pairwise(reports))
    assert alarms <= 2, "one in a hundred comparisons, of 40"


def test_one_rule_that_stops_in_one_source_is_found_among_all() -> None:
    chance = random.Random(2)
    old, new = (made(SOURCES, RULES, chance) for _ in range(2))
    source, rule = "site-9.example", "rule/6"
    new["sources"][source]["rules"].pop(rule)
    found = [move for move in moves(old, new) if move.what == f"rule {rule}"]
    assert [(move.source, move.new) for move in found] == [(source, 0.0)]
    assert [move.source for move in moves(new, old) if move.old == 0.0] == [source]


def test_too_few_documents_and_small_effects_are_not_told() -> None:
    def one(count: int, share: float) -> Any:
        found = made({"a.example": count}, {}, random.Random(0))
        found["sources"]["a.example"]["rules"]["x/y"] = {"documents": round(count * share)}
        return found

    assert not moves(one(ENOUGH - 1, 1.0), one(1000, 0.0))
    assert moves(one(ENOUGH, 1.0), one(1000, 0.0)) == [Move("a.example", "rule x/y", 1.0, 0.0)]
    assert not moves(one(10**6, 0.50), one(10**6, 0.55))
    assert moves(one(1000, 0.50), one(1000, 0.65))


def test_rejections_are_compared_by_their_reasons() -> None:
    old, new = (made({"a.example": 1000}, {}, random.Random(0)) for _ in range(2))
    new["rejections"] = {"not-json": 200}
    assert [move.what for move in moves(old, new)] == ["rejected not-json"]
    assert old["schema"] == SCHEMA
