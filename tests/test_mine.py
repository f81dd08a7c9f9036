"""Rules proposed for what recurs: a made-up corpus with boilerplate planted in it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.document import process
from cleaner.fold import phrase_key
from cleaner.mine import mine
from cleaner.mine.count import Least
from cleaner.mine.draft import Draft
from cleaner.mine.lines import seen_in, site_of
from cleaner.model import Source
from cleaner.prove import prove
from cleaner.rule import read_rule
from cleaner.rulebook import load, read_rules
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.pages import SENTENCES, pages, texts

pytest.importorskip("duckdb")

WORDS = [f"word{number}" for number in range(500)]
SITES = ["daily.example", "gazette.example", "herald.example", "post.example"]
PAGES = 12  # of each site

# Planted, as (scope, zone): on every page of its site, or in the head or tail of every site.
PLANTED = {
    ("*", "head"): ["Puzzles | Weather | Today's paper"],
    ("*", "tail"): ["Printed on recycled paper"],
    ("daily.example", "lead"): ["The Daily morning briefing is free of charge"],
    ("gazette.example", "body"): ["Gazette readers chose this story", "12 Gazette points earned"],
    ("herald.example", "tail"): ["The Herald was founded in 1871"],
}
# Not to be proposed: sub-headings that sites share, what rules remove today, what stands on three
# pages of a site, and a story that every site has copied.
SUBHEADING = "What comes after"
REMOVED_TODAY = "Share on Facebook"
RARE = "A ferry timetable in three pages"
COPIED = ["How the ferry burned", "Ten are in hospital"]


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=14))
    return f"The {words} {chance.randrange(10**9)} stood there."


def page(site: str, number: int) -> str:
    chance = random.Random(f"{site} {number}")
    said = {key: lines for key, lines in PLANTED.items() if key[0] in ("*", site)}
    prose = [sentence(chance) for _ in range(7)]
    body = [
        *([SUBHEADING] if number < 5 else []),
        *said.get((site, "body"), []),
        *([RARE] if number < 3 else []),
    ]
    lines = [
        *said[("*", "head")],
        prose[0],
        *said.get((site, "lead"), []),
        *prose[1:4],
        *body,
        *prose[4:],
        *said.get((site, "tail"), []),
        *said[("*", "tail")],
        REMOVED_TODAY,
    ]
    return "\n\n".join(lines) + "\n"


def copied(site: str) -> str:
    chance = random.Random("copied")
    prose = [sentence(chance) for _ in range(5)]
    return "\n\n".join([prose[0], COPIED[0], *prose[1:4], COPIED[1], prose[4], site]) + "\n"


def corpus() -> list[dict[str, str]]:
    rows = [
        {"id": f"{site}-{number}", "text": page(site, number), "source": site}
        for site in SITES
        for number in range(PAGES)
    ]
    rows += [
        {"id": f"copy-{site}-{number}", "text": copied(site), "source": site}
        for site in SITES
        for number in range(3)
    ]
    return rows


def documents(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    sources = (Source(row["id"], row["text"], name=row["source"]) for row in rows)
    return [process(source, BOOK) for source in sources]


def written(folder: Path) -> None:
    """The corpus in a file, and the settings of BOOK."""
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in corpus()))
    (folder / "cleaner.toml").write_text(f"ignore = {json.dumps(IGNORED)}\n")


def proposed(drafts: list[Draft]) -> set[tuple[str, str, str]]:
    return {(line.scope, line.zone, line.key) for draft in drafts for line in draft.lines}


# What is planted is clutter: the scorer may see through it, and then there is nothing to mine.
IGNORED = ["score/content", "region/outside"]
BOOK = load(ignore=IGNORED)

WANTED = {
    (scope, zone, phrase_key(line.replace("12", "#").replace("1871", "#")))
    for (scope, zone), lines in PLANTED.items()
    for line in lines
}


def test_all_that_is_planted_is_proposed_and_nothing_else() -> None:
    found = proposed(mine(documents(corpus()), BOOK))
    assert found == WANTED


def test_order_and_threads_change_nothing() -> None:
    found = documents(corpus())
    once = mine(found, BOOK, threads=1)
    assert mine(found[::-1], BOOK, threads=3) == once
    random.Random(1).shuffle(found)
    assert mine(found, BOOK, threads=2, memory="200MB") == once


def test_a_line_tells_how_often_and_where_it_stands() -> None:
    cleaned = documents(corpus())
    drafts = {draft.id: draft for draft in mine(cleaned, BOOK)}
    (line,) = drafts["mined/daily-example-lead"].lines
    assert (line.documents, line.zones) == (PAGES, (("lead", PAGES),))
    assert line.places == (("daily.example-0", 5), ("daily.example-1", 5), ("daily.example-10", 5))
    (everywhere,) = drafts["mined/any-site-tail"].lines
    # Where the rules of today take the line, it is not counted.
    left = [one for one in cleaned if PLANTED["*", "tail"][0] in one["text"].split("\n\n")]
    assert everywhere.documents == len(left)
    sites = sorted({one["source"] for one in left})
    assert everywhere.sites == len(sites)
    assert [place.rpartition("-")[0] for place, _ in everywhere.places] == sites[:3]


def test_drafts_pass_their_tests_and_do_what_they_say_once_accepted(tmp_path: Path) -> None:
    written(tmp_path)
    ran = cleaner_in(tmp_path, "mine", "pages.jsonl", "--out", "pack")
    assert ran.code == 0
    assert "gazette readers chose this story\n    12 documents (body 12); see" in ran.text
    rules = read_rules(tmp_path / "pack")
    assert [rule.status for rule in rules] == ["draft"] * 5
    for rule in rules:
        assert cleaner_in(tmp_path, "rules", "test", rule.id, "--rules", "pack").code == 0
    (tmp_path / "page.txt").write_text(page("daily.example", 0))
    ran = cleaner_in(tmp_path, "explain", "page.txt", "--rules", "pack", "--source", SITES[0])
    assert "briefing is free of charge  # draft mined/daily-example-lead\n" in ran.text
    before = cleaner_in(tmp_path, "clean", "pages.jsonl", "--rules", "pack").out
    for file in (tmp_path / "pack").rglob("*.toml"):
        file.write_text(file.read_text("utf-8").replace('"draft"', '"stable"'), "utf-8")
    after = cleaner_in(tmp_path, "clean", "pages.jsonl", "--rules", "pack").out
    for old, new in zip(before.splitlines(), after.splitlines(), strict=True):
        left, kept = (set(json.loads(line)["text"].split("\n\n")) for line in (old, new))
        site = json.loads(new)["source"]
        said = {line for key, lines in PLANTED.items() if key[0] in ("*", site) for line in lines}
        assert left - kept == left & said
    again = cleaner_in(tmp_path, "mine", "pages.jsonl", "--rules", "pack")
    assert again.text == "", "lines that rules remove are left out"


def test_finished_documents_are_mined_alike_and_edited_drafts_stay(tmp_path: Path) -> None:
    written(tmp_path)
    cleaner_in(tmp_path, "clean", "pages.jsonl", "--out", "run", "--to", "jsonl.gz")
    raw = cleaner_in(tmp_path, "mine", "pages.jsonl")
    assert cleaner_in(tmp_path, "mine", "run", "--cleaned").text == raw.text != ""
    assert cleaner_in(tmp_path, "mine", "pages.jsonl", "--jobs", "1").text == raw.text
    cleaner_in(tmp_path, "mine", "run", "--cleaned", "--out", "pack")
    edited = tmp_path / "pack" / "mined" / "any-site-head.toml"
    edited.write_text("edited")
    ran = cleaner_in(tmp_path, "mine", "run", "--cleaned", "--out", "pack")
    assert "any-site-head.toml is there already" in ran.err
    assert edited.read_text() == "edited"


def test_thresholds_are_options() -> None:
    found = documents(corpus())
    rare = {key for _, _, key in proposed(mine(found, BOOK, Least(3, 3, 0.0)))}
    assert RARE.lower() in rare
    assert SUBHEADING.lower() in rare, "of one site, any zone counts"
    assert not {line.lower() for line in COPIED} & rare, "a copied story is one story"


@settings(max_examples=100)
@given(texts)
def test_any_document_can_be_looked_at(text: str) -> None:
    document = process(Source("x", text), BOOK)
    seen = seen_in(document) if "removals" in document else None
    if seen:
        lines = text.splitlines()
        assert len({line.key for line in seen.lines}) == len(seen.lines)
        for line in seen.lines:
            assert lines[line.number - 1].strip("\ufeff").strip() == line.text


@settings(max_examples=20)  # a database each
@given(st.lists(pages(), min_size=1, max_size=3))
def test_whatever_recurs_a_draft_is_a_rule_that_passes_its_own_tests(found: list[str]) -> None:
    """Each page twice, told apart by its longest paragraph, the last."""
    ends = [f"{' '.join(SENTENCES[:4] * 4)} {n}." for n in range(2)]
    twice = [f"{page}\n\n{end}\n" for page in found for end in ends]
    outcomes = [process(Source(f"page-{n}", page), BOOK) for n, page in enumerate(twice)]
    cleaned = [outcome for outcome in outcomes if "removals" in outcome]
    for draft in mine(cleaned, BOOK, Least(2, 2, 0.0), threads=1):
        if draft.text:
            rule = read_rule(draft.id, draft.text, "draft.toml")
            assert rule.status == "draft"
            assert not prove(rule, BOOK)


def test_a_memory_that_does_not_do_is_a_usage_error_and_leaves_nothing(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    (tmp_path / "counts").mkdir()
    for memory in ("much", "1KB"):
        ran = cleaner_in(tmp_path, "mine", "--memory", memory, "--temp", "counts")
        assert (ran.code, f"--memory {memory}" in ran.err) == (2, True)
    assert not list((tmp_path / "counts").iterdir())


def test_a_site_is_what_a_rule_can_name() -> None:
    def site(source: str, url: str) -> str:
        return site_of({"source": source, "url": url})

    assert site("vnexpress.net", "https://www.a.example/1") == "vnexpress.net"
    assert site("The Daily", "https://www.a.example/1") == "a.example"
    assert site("!not", "") == ""
    assert site("", "http://[") == ""
