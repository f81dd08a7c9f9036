"""Metadata x rules -> findings: what the markup says of the page, by the rule that read it.

Nothing here looks at the text of the page; `fields` compares the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner.detect.meta import titles
from cleaner.detect.meta.metadata import Metadata, gather
from cleaner.detect.meta.readers import HEADING, READERS
from cleaner.detect.names import key
from cleaner.model import LAST, Found, Page
from cleaner.rule import Rule
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
    if not any(one.field == "authors" for one in found):
        found += _sites_own(rules, data)
    headings = {rule.id for rule in rules if rule.read and HEADING in rule.read.names}
    return _with_one_title(found, headings, data.outlets)


def _sites_own(rules: Iterable[Rule], data: Metadata) -> Iterator[Found]:
    """The name of the site where it is told as the author: a blog under the name of who writes it,
    a company. It is believed last: papers say it of every page, beside the byline that readers see.
    """
    bare = replace(data, outlets=frozenset())
    for rule in rules:
        for one in READERS[rule.field](rule, bare) if rule.field == "authors" else ():
            if key(str(one.value)) in data.outlets:
                yield one._replace(rank=LAST)


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
