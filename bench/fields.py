"""How well date, title and authors are read, from HTML beside peers and from text alone.

A date is right when it names the annotated day, wrong when it names another, missing otherwise. A
title is right when it equals the annotated one but for blanks and case. Authors are right when the
words of their names are those of the annotated ones: "and" and punctuation do not count.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench.corpora import FLATTENINGS, Annotated, read
from bench.folds import CORPORA
from bench.text import table
from cleaner.document import process
from cleaner.model import HTML, Source
from cleaner.rulebook import Rulebook, load

CLEANER = "cleaner"
FIELDS = ("date", "title", "author")
RIGHT, WRONG, MISSING = "right", "wrong", "missing"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = frozenset(("and", "und", "et", "y", "e", "by", "von", "par", "por"))

Report = dict[str, dict[str, dict[str, dict[str, int]]]]  # corpus -> field -> tool -> counts


class Answer(NamedTuple):
    """What a tool reads from a page; None for a field that it does not read at all."""

    date: str | None = None
    title: str | None = None
    author: str | None = None


Tool = Callable[[Annotated], Answer]


def run(corpora: Path, pages: int | None, out: Path | None) -> None:
    """Print the tables, and write the counts as JSON when `out` is given."""
    report = measure(corpora, tools(), pages)
    print(tables(report))
    if out:
        out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def own() -> dict[str, Tool]:
    """This cleaner, from HTML and from text alone."""
    book = load()
    texts = {f"{CLEANER}, {flat}": _cleaner(book, flat) for flat in FLATTENINGS}
    return {CLEANER: _cleaner(book, "html")} | texts


def tools() -> dict[str, Tool]:
    found: dict[str, Tool] = {}
    if find_spec("htmldate"):
        found |= {"htmldate": _htmldate(False), "htmldate, original date": _htmldate(True)}
    if find_spec("trafilatura"):
        found["trafilatura"] = _trafilatura()
    return own() | found


def _cleaner(book: Rulebook, form: str) -> Tool:
    """Of HTML with its address; of a flattening the text alone."""

    def read_fields(page: Annotated) -> Answer:
        source = Source("page", page.flat(form))
        if form == "html":
            source = replace(source, url=page.url.strip(), media=HTML)
        document = process(source, book)
        authors = "; ".join(document.get("authors", ()))
        return Answer(document.get("date", "")[:10], document.get("title", ""), authors)

    return read_fields


def _htmldate(original: bool) -> Tool:
    """By default htmldate prefers the day of the last change."""
    find_date = import_module("htmldate").find_date
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)

    def read_date(page: Annotated) -> Answer:
        return Answer(date=find_date(page.html, original_date=original) or "")

    return read_date


def _trafilatura() -> Tool:
    extract = import_module("trafilatura").bare_extraction
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def read_metadata(page: Annotated) -> Answer:
        document = extract(page.html, url=page.url or None, with_metadata=True)
        if document is None:
            return Answer("", "", "")
        return Answer(document.date or "", document.title or "", document.author or "")

    return read_metadata


def measure(corpora: Path, contestants: Mapping[str, Tool], pages: int | None = None) -> Report:
    report: Report = {}
    for name in CORPORA:
        counts = {field: {tool: Counter[str]() for tool in contestants} for field in FIELDS}
        for page in islice(read(corpora, name, html=True), pages):
            gold = Answer(page.date if _DAY.fullmatch(page.date) else "", page.title, page.author)
            for tool, answer in contestants.items():
                for field, want, got in zip(FIELDS, gold, answer(page), strict=True):
                    if want and got is not None:
                        counts[field][tool][judged(field, got, want)] += 1
        report[name] = {field: _plain(counts[field]) for field in FIELDS}
    return report


def _plain(counts: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    kinds = (RIGHT, WRONG, MISSING)
    return {tool: {kind: one[kind] for kind in kinds} for tool, one in counts.items() if one}


def judged(field: str, got: str, want: str) -> str:
    """Right, wrong or missing."""
    if not got:
        return MISSING
    forms: dict[str, Callable[[str], Any]] = {"date": str, "title": squeezed, "author": words}
    return RIGHT if forms[field](got) == forms[field](want) else WRONG


def squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def words(names: str) -> frozenset[str]:
    return frozenset(_WORD.findall(names.casefold())) - _BETWEEN


def tables(report: Report) -> str:
    parts = []
    for corpus, fields in report.items():
        for field, counts in ((name, one) for name, one in fields.items() if one):
            total = sum(next(iter(counts.values())).values())
            rows = [
                [tool, *(f"{n / total:.3f}" for n in row.values())] for tool, row in counts.items()
            ]
            parts.append(
                f"{field}: {total} pages of {corpus}\n\n" + table(["", RIGHT, WRONG, MISSING], rows)
            )
    return "\n\n".join(parts)
