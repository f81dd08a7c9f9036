"""Metadata x rules -> findings: what the markup says of the page, by the rule that read it.

The findings of a field come best first: by the rank of their rules, titles as `titles.choose`
says. Nothing here looks at the text of the page; `fields` compares the two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from cleaner.detect.beside import is_beside
from cleaner.detect.datefind import find_runs
from cleaner.detect.meta import titles
from cleaner.detect.meta.properties import statements
from cleaner.detect.meta.statement import Statement
from cleaner.detect.names import is_personal, key, names_in
from cleaner.detect.stamps import read_stamp
from cleaner.model import Found, Page
from cleaner.rule import Rule
from cleaner.rulebook import Rulebook
from cleaner.view import applies, names

Said = Mapping[tuple[str, str], Sequence[Statement]]

HEADING = ("tag", "h1")
# What names the site: never a title and never an author.
_OUTLETS = (
    ("json_ld", "WebSite.name"), ("json_ld", "Organization.name"), ("json_ld", "Article.publisher"),
    ("json_ld", "WebPage.isPartOf"), ("meta", "ogsitename"), ("meta", "applicationname"),
    ("meta", "publisher"), ("meta", "dcpublisher"),
)  # fmt: skip
_PART = re.compile(r"\s+[|\-–—•·:»]\s+")
# Highwire's form of a name: "Doe, Jane".
_FAMILY_FIRST = re.compile(r"([^,;]+), *([^,;]+)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)", re.ASCII)
# Readers see these: what else stands on the page may have one of its own.
_SEEN = ("link", "microdata", "class")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's markup says, and what the readers of all fields have to know."""

    said: Said
    outlets: Collection[str]  # keys of the names of the site
    address: str  # what relative addresses are relative to, "" when not known


def read_metadata(page: Page, book: Rulebook) -> list[Found]:
    """The findings of the rules with a `[read]` table; none for a page without metadata."""
    if not page.head or not book.readers:
        return []
    asked = {name for rule in book.readers if rule.read for name in rule.read.names}
    data = _gather(page, [name for kind, name in sorted(asked) if kind == "class"])
    sites = names(page.source)
    found: list[Found] = []
    for rule in book.readers:
        if rule.status == "stable" and applies(rule, sites):
            found += READERS[rule.field](rule, data)
    headings = {rule.id for rule in book.readers if rule.read and HEADING in rule.read.names}
    return _chosen(found, headings, data)


def _gather(page: Page, words: Collection[str]) -> Metadata:
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements(page.head, page.source.url, words):
        if one.start < 0 or not _stands_beside(page, one.start):
            said[one.kind, one.name].append(one)
    base = next((one.value for one in said["link", "base"]), "")
    address = urljoin(page.source.url, base)
    return Metadata(said, _outlets(said, page.source.url), address)


def _stands_beside(page: Page, start: int) -> bool:
    """Whether a place is in a region that is not the page's own: comments, teasers, the footer."""
    starts = [block.start for block in page.blocks]
    at = bisect_right(starts, start) - 1
    return at >= 0 and is_beside(page.blocks[at].context)


def _outlets(said: Said, url: str) -> Collection[str]:
    """The names of the site, its parts, its host and the labels of that."""
    found = {urlsplit(one.value).hostname or "" for one in said.get(("link", "canonical"), ())}
    found.add(urlsplit(url).hostname or "")
    hosts = [host.removeprefix("www.") for host in found]
    named = [one.value for name in _OUTLETS for one in said.get(name, ())]
    parts = [part for one in named for part in (one, *_PART.split(one))]
    labels = [label for host in hosts for label in (host, *host.split(".")[:-1]) if len(label) > 2]
    return frozenset(key(name) for name in (*parts, *labels)) - {""}


def _each(rule: Rule, data: Metadata) -> Iterator[Sequence[Statement]]:
    """What is said under each of the rule's names, in their order."""
    for name in rule.read.names if rule.read else ():
        if name in data.said:
            yield data.said[name]


def _found(rule: Rule, value: object, one: Statement) -> Found:
    """A finding with the rank of its rule; its empty span is where the element stands."""
    place = max(one.start, 0)
    return Found(rule.field, value, rule.id, place, place, rule.read.rank if rule.read else 0)


def _dates(rule: Rule, data: Metadata) -> Iterator[Found]:
    """The first date of the first name that has one; dates that readers see are found by their
    place (`datechoice`)."""
    kind = "updated" if rule.field == "updated" else "published"
    for group in _each(rule, data):
        for one in group:
            hit = read_stamp(one.value) if one.start < 0 else None
            if hit:
                yield _found(rule, hit._replace(kind=kind), one)
                return


def _titles(rule: Rule, data: Metadata) -> Iterator[Found]:
    """All headings, and the first title of every other name."""
    for group in _each(rule, data):
        for one in group if group[0].name == "h1" else group[:1]:
            title = titles.headline(one.value, data.outlets)
            if title:
                yield _found(rule, title, one)


def _chosen(found: Sequence[Found], headings: Collection[str], data: Metadata) -> list[Found]:
    """The findings with one title, the one that `titles.choose` takes."""
    own = [one for one in found if one.field == "title"]
    shown = [one for one in own if one.rule in headings]
    others = [one for one in own if one.rule not in headings]
    best = titles.choose(_values(shown), _values(others), data.outlets)
    chosen = next((one for one in own if one.value == best), None)
    return [one for one in found if one.field != "title" or one is chosen]


def _values(found: Iterable[Found]) -> list[str]:
    return [str(one.value) for one in found]


def _authors(rule: Rule, data: Metadata) -> Iterator[Found]:
    """The names under the first name of a property that has any; of what readers see, the first
    element's alone: further down stand the authors of other pages."""
    for group in _each(rule, data):
        several: dict[str, Found] = {}
        for one in group:
            for name in _names(one, data):
                several.setdefault(key(name), _found(rule, name, one))
            if several and one.kind in _SEEN:
                break
        if several:
            yield from several.values()
            return


def _names(one: Statement, data: Metadata) -> list[str]:
    if one.kind not in _SEEN:
        name = _FAMILY_FIRST.fullmatch(one.value) if one.name.startswith("citation") else None
        return [f"{name[2]} {name[1]}"] if name else names_in(one.value, data.outlets)
    text, last = "", 0
    for run in find_runs(one.value) if len(one.value) <= MAX_BYLINE else ():
        text, last = f"{text}{one.value[last : run.start]} | ", run.end
    found = names_in(text + one.value[last:], data.outlets)
    return [name for name in found if is_personal(name) or (len(found) == 1 and " " not in name)]


# The text of an element whose class says that it is a byline; a longer one tells of the author.
MAX_BYLINE = 100


def _addresses(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in _each(rule, data):
        for one in group:
            url = _absolute(one.value, data.address)
            if url:
                yield _found(rule, url, one)
                return


def _absolute(value: str, base: str) -> str:
    """The value as an address of the web, "" when it is none."""
    try:
        url = urljoin(base, value.strip())
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and "." in host and " " not in url else ""


def _sources(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in _each(rule, data):
        for one in group:
            if any(map(str.isalpha, one.value)) and "//" not in one.value:
                yield _found(rule, one.value, one)
                return


def _languages(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in _each(rule, data):
        for one in group:
            match = _LANGUAGE.fullmatch(one.value.strip())
            if match:
                region = match[2].replace("_", "-")
                tag = match[1].lower() + (region.upper() if len(region) == 3 else region)
                yield _found(rule, tag, one)
                return


READERS: Mapping[str, Callable[[Rule, Metadata], Iterator[Found]]] = {
    "title": _titles,
    "date": _dates,
    "updated": _dates,
    "authors": _authors,
    "url": _addresses,
    "source": _sources,
    "lang": _languages,
}
