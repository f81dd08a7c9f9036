"""One reader for each field: a rule and the page's metadata -> findings, the best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from cleaner.detect.datefind import find_runs
from cleaner.detect.meta.metadata import Metadata, absolute
from cleaner.detect.meta.statement import Statement
from cleaner.detect.meta.titles import headline
from cleaner.detect.names import is_personal, key, names_in
from cleaner.detect.stamps import read_stamp
from cleaner.model import Found
from cleaner.rule import Rule

HEADING = ("tag", "h1")
# Kinds that readers of the page see: further down may stand those of other pages.
_SEEN = ("link", "microdata", "class")
# The text of an element whose class says that it is a byline; a longer one tells of the author.
MAX_BYLINE = 100
# Highwire's form of a name: "Doe, Jane".
_FAMILY_FIRST = re.compile(r"([^,;]+), *([^,;]+)")
# BCP 47, and POSIX's pt_BR.
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)", re.ASCII)


def _found(rule: Rule, value: object, one: Statement) -> Found:
    """A finding with the rank of its rule; its span is empty, where the element stands."""
    place = max(one.start, 0)
    return Found(rule.field, value, rule.id, place, place, rule.read.rank if rule.read else 0)


def _dates(rule: Rule, data: Metadata) -> Iterator[Found]:
    """The first date that can be read; those that readers see are found by their place."""
    kind = "updated" if rule.field == "updated" else "published"
    for group in data.of(rule):
        for one in group:
            hit = read_stamp(one.value) if one.start < 0 else None
            if hit:
                yield _found(rule, hit._replace(kind=kind), one)
                return


def _titles(rule: Rule, data: Metadata) -> Iterator[Found]:
    """All headings, and the first title of every other name, without the site's."""
    for group in data.of(rule):
        several = (group[0].kind, group[0].name) == HEADING
        for one in group if several else group[:1]:
            title = headline(one.value, data.outlets)
            if title:
                yield _found(rule, title, one)


def _authors(rule: Rule, data: Metadata) -> Iterator[Found]:
    """The names under the first name of a property that has any; of what readers see those of the
    first element alone."""
    for group in data.of(rule):
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
        turned = _FAMILY_FIRST.fullmatch(one.value) if one.name.startswith("citation") else None
        return [f"{turned[2]} {turned[1]}"] if turned else names_in(one.value, data.outlets)
    found = names_in(_without_dates(one.value), data.outlets)
    lone = len(found) == 1 and " " not in found[0]  # the name of an account
    return found if lone else [name for name in found if is_personal(name)]


def _without_dates(text: str) -> str:
    """A visible byline with bars for the dates in it; "" for a longer text."""
    if len(text) > MAX_BYLINE:
        return ""
    parts, last = [], 0
    for run in find_runs(text):
        parts.append(text[last : run.start])
        last = run.end
    return " | ".join([*parts, text[last:]])


def _addresses(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in data.of(rule):
        for one in group:
            url = absolute(one.value, data.address)
            if url:
                yield _found(rule, url, one)
                return


def _sources(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in data.of(rule):
        for one in group:
            if any(map(str.isalpha, one.value)) and "//" not in one.value:
                yield _found(rule, one.value, one)
                return


def _languages(rule: Rule, data: Metadata) -> Iterator[Found]:
    for group in data.of(rule):
        for one in group:
            match = _LANGUAGE.fullmatch(one.value.strip())
            if match:
                tail = match[2].replace("_", "-")
                region = tail.upper() if len(tail) == len("-GB") else tail
                yield _found(rule, match[1].lower() + region, one)
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
