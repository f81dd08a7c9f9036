"""Metadata x rules -> findings: what the markup says of the page, by the rule that read it.

Nothing here looks at the text of the page; `fields` compares the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from cleaner.detect.meta import titles
from cleaner.detect.meta.metadata import gather
from cleaner.detect.meta.readers import HEADING, READERS
from cleaner.model import Found, Page
from cleaner.rulebook import Rulebook
from cleaner.view import applies, names


def read_metadata(page: Page, book: Rulebook) -> list[Found]:
    """The findings of the rules with a `[read]` table, by their ranks, with one title; none for a
    page without metadata."""
    if not page.head or not book.readers:
        return []
    sites = names(page.source)
    rules = [r for r in book.readers if r.status == "stable" and applies(r, sites)]
    data = gather(page, rules)
    found = [one for rule in rules for one in READERS[rule.field](rule, data)]
    headings = {rule.id for rule in rules if rule.read and HEADING in rule.read.names}
    return _with_one_title(found, headings, data.outlets)


def _with_one_title(
    found: Sequence[Found], headings: Collection[str], outlets: Collection[str]
) -> list[Found]:
    own = [one for one in found if one.field == "title"]
    shown = _values(one for one in own if one.rule in headings)
    others = _values(one for one in own if one.rule not in headings)
    best = titles.choose(shown, others, outlets)
    chosen = next((one for one in own if one.value == best), None)
    return [one for one in found if one.field != "title" or one is chosen]


def _values(found: Iterable[Found]) -> list[str]:
    return [str(one.value) for one in found]
