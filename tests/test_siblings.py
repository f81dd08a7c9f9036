"""Pages laid out as real outlets lay theirs out come out with the right text and fields.

The pages are invented, after the news conventions of each outlet. `NAME.toml` says what must come
of `NAME.txt`; a field it does not name must be empty. `todo` names what is known to fail.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaner.document import process
from cleaner.model import Source
from cleaner.record import Document
from cleaner.rulebook import Rulebook

PAGES = sorted((Path(__file__).parent / "siblings").glob("*.txt"))

EMPTY: dict[str, Any] = {
    "title": "",
    "date": "",
    "date_precision": "none",
    "updated": "",
    "authors": [],
    "credits": [],
    "captions": [],
}


def wrong(document: Document, want: dict[str, Any]) -> dict[str, str]:
    """What is not as the page's TOML says, by name, with what is there instead."""
    text = document["text"]
    lines = [line for line in text.split("\n") if line]
    dateline = {"place": "", "agency": ""} | want.get("dateline", {})
    bad = {key: f"{document[key]!r}" for key in EMPTY if document[key] != want.get(key, EMPTY[key])}
    for key in dateline:
        if document["dateline"][key] != dateline[key]:
            bad[f"dateline.{key}"] = f"{document['dateline'][key]!r}"
    if not text.startswith(want["begins"]):
        bad["begins"] = lines[0]
    if not text.endswith(want["ends"]):
        bad["ends"] = lines[-1]
    if len(lines) != want["lines"]:
        bad["lines"] = f"{len(lines)}"
    if left := [line for line in want.get("gone", []) if line in lines]:
        bad["gone"] = f"still there: {left}"
    if lost := [line for line in want.get("kept", []) if line not in lines]:
        bad["kept"] = f"lost: {lost}"
    return bad


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_sibling_page_comes_out_as_its_outlet_means_it(path: Path, book: Rulebook) -> None:
    want = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    document = process(Source(path.stem, path.read_text("utf-8"), sha256="0" * 64), book)
    bad = wrong(document, want)
    todo = set(want.get("todo", []))
    assert {key: bad[key] for key in bad.keys() - todo} == {}
    assert todo - bad.keys() == set(), "marked todo, but right: take it off the list"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_lines_that_must_go_or_stay_are_lines_of_the_page(path: Path) -> None:
    want = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    lines = [line.strip() for line in path.read_text("utf-8").split("\n")]
    for line in (*want.get("gone", []), *want.get("kept", [])):
        # the crawl's prefix may stand before it
        assert any(whole == line or whole.endswith(f" {line}") for whole in lines)
