"""The laws of docs/architecture.md, on generated pages, every rule's examples and the seeds."""

from __future__ import annotations

import random

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import process
from cleaner.edits import apply, ledger, undo
from cleaner.flow import clean
from cleaner.model import Change, Edit, Source
from cleaner.record import CHANGING, Document
from cleaner.rulebook import Rulebook, load, rulebook
from cleaner.schema import problems
from tests.pages import examples, pages, seeds, texts

BOOK = load()
KNOWN = [*examples(), *seeds()]


def source(text: str) -> Source:
    return Source("a", text, sha256="0" * 64)


def rebuilt(document: Document) -> str:
    """The page's text from the document alone."""
    entries = [Change(r["start"], r["text"], "") for r in document["removals"]]
    entries += [Change(c["start"], c["before"], c["after"]) for c in document["changes"]]
    entries.sort(key=lambda c: (c.start, c.start + len(c.before)))
    return undo(document["text"], entries)


# 1. undo(apply(x)) == x, and removals are where they say


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(a, b, "a/b", "nav", draw(st.text(max_size=3))) for a, b in pairs]


@given(edited())
def test_undo_gives_back_what_apply_took(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert undo(apply(text, edits), ledger(text, edits)) == text


def holds_the_first_law(text: str) -> None:
    cleaned = clean(source(text), BOOK)
    assert cleaned.text == apply(text, cleaned.edits)
    assert undo(cleaned.text, ledger(text, cleaned.edits)) == text


@given(texts)
def test_a_page_can_be_rebuilt(text: str) -> None:
    holds_the_first_law(text)


@pytest.mark.parametrize("text", KNOWN)
def test_known_pages_can_be_rebuilt(text: str) -> None:
    holds_the_first_law(text)


@given(texts)
def test_a_record_rebuilds_its_page_and_its_removals_are_where_they_say(text: str) -> None:
    document = process(source(text), BOOK)
    if "text" not in document:
        return
    assert rebuilt(document) == text
    position = 0
    for removal in document["removals"]:
        assert position <= removal["start"] < removal["end"] <= len(text)
        assert text[removal["start"] : removal["end"]] == removal["text"]
        before = (
            text[: removal["start"]]
            + removal["text"][: len(removal["text"]) - len(removal["text"].lstrip())]
        )
        assert removal["line"] == max(1, len((before + "x").splitlines()))
        position = removal["end"]


# 2. cleaning a cleaned text changes nothing


def holds_the_second_law(text: str) -> None:
    once = clean(source(text), BOOK).text
    again = clean(source(once), BOOK)
    assert again.text == once, [edit for edit in again.edits if edit.role not in CHANGING]


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    holds_the_second_law(text)


@pytest.mark.parametrize("text", KNOWN)
def test_cleaning_a_known_page_twice_is_cleaning_it_once(text: str) -> None:
    holds_the_second_law(text)


# 3. order changes nothing


@given(st.lists(pages(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_neither_the_order_of_rules_nor_of_documents_matters(
    batch: list[str], chance: random.Random
) -> None:
    shuffled = list(BOOK.rules)
    chance.shuffle(shuffled)
    other = rulebook(shuffled)
    assert other.digest == BOOK.digest
    forward = {text: orjson.dumps(process(source(text), BOOK)) for text in batch}
    backward = {text: orjson.dumps(process(source(text), other)) for text in reversed(batch)}
    assert forward == backward


# 4. every record validates


@given(texts)
def test_every_input_gives_a_valid_document_or_a_valid_rejection(text: str) -> None:
    document = process(source(text), BOOK)
    kind = "document" if "text" in document else "rejection"
    assert problems(kind, document) == ()
    assert document.get("code") != "invalid", document["message"]


# beside the laws


@given(st.lists(st.sampled_from(list("abcd")), max_size=5))
def test_text_without_clutter_only_loses_blanks(parts: list[str]) -> None:
    body = [
        f"Paragraph {part} tells how the bridge over the river reopened after a week of repairs."
        for part in parts
    ]
    assert clean(source("\n\n\n".join(body) + "\n"), BOOK).text == "\n\n".join(body)


def test_no_rule_leaves_the_book_unread(book: Rulebook) -> None:
    assert len(book.rules) > 20
