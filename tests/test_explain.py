"""The gutter shows exactly what was removed; the table adds up; nothing acts on the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import process
from cleaner.explain import NOTE, explain, rendered, summary
from cleaner.flow import clean
from cleaner.model import Cleaned, Edit, Mark, Source
from cleaner.prove import draw
from cleaner.record import CHANGING
from cleaner.report import Tally, table
from cleaner.rule import Example
from cleaner.rulebook import Rulebook, rulebook
from cleaner.segment import segment
from cleaner.visible import visible
from tests.conftest import ROOT
from tests.doors import PAGE

SHA = "0" * 64


def page_of(text: str) -> Source:
    return Source("x", text, sha256=SHA)


def gutter(cleaned: Cleaned) -> str:
    """The page as an example in a rule file would have it."""
    return "\n".join(f"{line.mark} {line.text}" for line in explain(cleaned))


def kept_by_lines(cleaned: Cleaned) -> list[str]:
    """What is left of each line, by the gutter, without blanks."""
    return [
        "".join((left or "").split()) for _, left, *_ in draw(Example("", gutter(cleaned))).rows
    ]


def kept_by_edits(cleaned: Cleaned) -> list[str]:
    """The same by the edits, without what explain knows."""
    text = cleaned.page.text
    keep = [True] * len(text)
    for edit in cleaned.edits:
        if edit.role not in CHANGING:
            keep[edit.start : edit.end] = [False] * (edit.end - edit.start)
    left, at = [], 0
    for line in text.splitlines(keepends=True):
        stay = [char for char, stays in zip(line, keep[at:], strict=False) if stays]
        left.append("".join("".join(stay).split()))
        at += len(line)
    return left


def test_the_page_stands_in_the_gutter_with_its_rules(book: Rulebook) -> None:
    lines = list(explain(clean(page_of(PAGE), book)))
    assert "".join(line.mark for line in lines) == "--     -"
    shown = {line.text: (line.mark, line.note) for line in lines if line.text}
    assert shown["Log in"] == ("-", "account/login")
    assert shown["Source: VNA"][0] == "-"
    assert shown["Source: VNA"][1].startswith("credit/")


def test_a_line_that_loses_its_start_shows_what_goes(book: Rulebook) -> None:
    text = "HÀ NỘI — The two ministers met on Tuesday to sign the agreement on the new line."
    (line,) = explain(clean(page_of(text), book))
    assert (line.mark, line.note) == ("~", "dateline/opening")
    assert line.text.startswith("[[HÀ NỘI")
    assert line.text.endswith(
        "]]The two ministers met on Tuesday to sign the agreement on the new line."
    )


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda p: p.stem)
def test_the_gutter_of_a_seed_says_what_its_edits_do(seed: object, book: Rulebook) -> None:
    cleaned = clean(page_of(seed.read_text("utf-8")), book)  # type: ignore[attr-defined]
    assert kept_by_lines(cleaned) == kept_by_edits(cleaned)


@given(
    st.lists(st.sampled_from(["one two three", "  indented", "", "a", "Đ x"]), max_size=6),
    st.data(),
)
def test_the_gutter_says_what_any_edits_do(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join([*lines, "end"])
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    edits = tuple(Edit(start, end, "a/b", "nav") for start, end in pairs if start < end)
    cleaned = Cleaned(segment(page_of(text)), "", edits, (), (), ())
    assert kept_by_lines(cleaned) == kept_by_edits(cleaned)


def test_a_removal_names_the_reason_of_its_mark() -> None:
    text = "gone\nstays"
    mark = Mark("a/b", "nav", "remove", 0, 4, "score -1.3")
    draft = Mark("c/d", "nav", "report", 5, 10)
    page = segment(page_of(text))
    cleaned = Cleaned(page, "stays", (Edit(0, 5, "a/b", "nav"),), (mark, draft), (), ())
    assert [(line.mark, line.note) for line in explain(cleaned)] == [
        ("-", "a/b (score -1.3)"),
        (" ", "draft c/d"),
    ]


def test_a_draft_rule_is_shown_and_not_applied(book: Rulebook) -> None:
    login = next(rule for rule in book.rules if rule.id == "account/login")
    layout = [rule for rule in book.rules if rule.role in ("space", "repair")]
    drafted = rulebook([*layout, replace(login, status="draft")])
    first = next(iter(explain(clean(page_of(PAGE), drafted))))
    assert (first.mark, first.text, first.note) == (" ", "Log in", "draft account/login")


HOSTILE = (
    "a\x1b[31mred\x1b[0m \u202ekcab\u202c \x9b1m \u2066x\u2069 \ufeff \u200b \U000e0041 \x07 \x7f"
)


def test_nothing_on_a_page_acts_on_the_terminal(book: Rulebook) -> None:
    (line,) = explain(clean(page_of(HOSTILE), book))
    shown = rendered(line, colour=False)
    assert shown.isprintable()
    assert "\\u{001B}[31m" in shown
    assert "\\u{202E}" in shown


def test_letters_of_every_script_are_shown_as_they_are() -> None:
    for text in ("Việt Nam", "می\u200cخواهم", "क्\u200dष", "日本語", "a\tb"):
        assert visible(text) == text


@given(st.text(st.characters()))
def test_shown_text_is_harmless_and_can_be_printed_anywhere(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(ord(char) < 32 and char != "\t" for char in shown)
    assert not set(shown) & set("\x1b\x7f\x9b\u202a\u202e\u2066\u2069\u2028\u2029")


def test_colour_never_reaches_past_its_line(book: Rulebook) -> None:
    for line in explain(clean(page_of(PAGE), book)):
        shown = rendered(line, colour=True)
        assert shown.count("\x1b[") % 2 == 0
        plain = shown
        for code in ("\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"):
            plain = plain.replace(code, "")
        assert plain == rendered(line, colour=False)


def test_the_summary_names_fields_and_warnings(book: Rulebook) -> None:
    lines = list(summary(process(page_of(PAGE), book)))
    assert "credits: VNA" in lines
    assert any(line.startswith("no-date: ") for line in lines)
    assert list(summary(process(page_of(" "), book))) == [
        "rejected: empty: the input holds nothing but blanks"
    ]


def test_the_table_adds_up(book: Rulebook) -> None:
    outcomes = [process(page_of(text), book) for text in (PAGE, PAGE, "", "A line of text.")]
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    assert (tally.documents, dict(tally.rejections)) == (3, {"empty": 1})
    cuts = [cut for outcome in outcomes for cut in outcome.get("removals", [])]
    assert tally.whole.by_characters.total() == sum(len(cut["text"]) for cut in cuts)
    assert tally.whole.by_documents["account/login"] == 2
    assert tally.whole.by_lines["account/login"] + tally.whole.by_lines["account/subscribe"] == 4
    head, *rows = table(tally)
    assert head.split() == ["removed", "by", "documents", "lines", "characters"]
    assert len({len(row) for row in [head, *rows]}) == 1
    assert [row.split()[0] for row in rows] == sorted(
        tally.whole.by_characters,
        key=lambda rule: (-tally.whole.by_characters[rule], rule),
    )


def test_two_tallies_merge_into_one(book: Rulebook) -> None:
    one, two, both = Tally(), Tally(), Tally()
    for tally, text in ((one, PAGE), (two, "")):
        outcome = process(page_of(text), book)
        tally.add(outcome)
        both.add(outcome)
    one.merge(two)
    assert one == both


def test_no_removals_give_no_table() -> None:
    assert table(Tally()) == []
    assert NOTE.strip() == "#"
