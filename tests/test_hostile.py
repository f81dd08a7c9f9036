"""Pages made to hurt come to a clear outcome; `python -m bench hostile` runs the full sizes."""

from __future__ import annotations

import pytest

from bench.hostile import PAGES, Page, outcome


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_hostile_page_has_a_clear_outcome(page: Page) -> None:
    assert outcome(page.make(page.small)) == page.outcome


def test_entities_are_not_expanded() -> None:
    from tests.test_html import page

    bomb = next(one for one in PAGES if one.name == "entities of entities")
    assert len(page(bomb.make(bomb.full)).text) < 50


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_declared_as_utf_8_is_read_as_what_it_is(encoding: str) -> None:
    html = "<html><head><meta charset='utf-8'></head><body><p>Brücke über den Fluß</p></body>"
    assert outcome(html.encode(encoding)) == "document"


def test_broken_utf_16_is_refused() -> None:
    assert outcome("<meta charset=utf-8><p>Brücke</p>".encode("utf-16") + b"\0") == "undecodable"
