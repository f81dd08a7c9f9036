"""Cleaned -> the JSON document of `schemas/document.schema.json`: flat, every key, no nulls."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from cleaner import __version__
from cleaner.detect.dateline import Dateline
from cleaner.detect.dates import DateHit, resolve
from cleaner.model import Cleaned, Found, Problem, Source
from cleaner.schema import schema_id

# Roles whose edits repair or lay out; everything else is a removal.
CHANGING = ("space", "repair")
# Below this share of kept characters a person should look, whatever the rules say.
MOSTLY = 0.2

# Between two names of a byline: en, de, fr/ro, es, it/pt, vi, nl, pl/cs, zh/ja.
_AND = re.compile(r",?\s+(?:and|und|et|y|e|và|en|i|a)\s+|\s*[&、]\s*")

Document = dict[str, Any]


def record(
    cleaned: Cleaned, digest: str, *, language: tuple[str, float] = ("und", 0.0), order: str = ""
) -> Document:
    """The document of a cleaned page.

    `digest` is the rulebook's; `language` what `identify` says of the cleaned text; `order`
    ("dmy", "mdy" or "") how the user reads numeric dates.
    """
    source = cleaned.page.source
    found = sorted(cleaned.found, key=lambda one: one.start)
    dates, doubts = _dates(cleaned.found, language[0], order)
    removals, changes = _ledger(cleaned)
    return {
        "schema": schema_id("document"),
        "id": source.id,
        "source": source.name,
        "url": source.url,
        "title": next(iter(_values(cleaned.found, "title")), ""),
        "text": cleaned.text,
        "lang": language[0],
        "lang_score": language[1],
        **dates,
        "dateline": _dateline(found),
        "authors": [name for line in _values(found, "authors") for name in names_in(line)],
        "credits": _values(found, "credits"),
        "captions": _values(found, "captions"),
        "raw": raw(source, len(cleaned.page.text)),
        "text_sha256": hashlib.sha256(cleaned.text.encode()).hexdigest(),
        "removals": removals,
        "changes": changes,
        "warnings": [
            {"code": problem.code, "message": problem.message}
            for problem in (*cleaned.problems, *doubts, *_doubts(cleaned, dates["date"]))
        ],
        "tool": {"name": "cleaner", "version": __version__, "rules_sha256": digest},
    }


def rejection(source: Source, problem: Problem, rule: str = "") -> Document:
    """What is written for an input that gives no document: why, and which input it was."""
    return {
        "schema": schema_id("rejection"),
        "id": source.id,
        "raw": raw(source, len(source.text)),
        "code": problem.code,
        "rule": rule,
        "message": problem.message,
    }


def raw(source: Source, chars: int) -> Document:
    """Where the document comes from. `chars` are code points: of the page's text; where there is
    no page, of what the input was decoded to."""
    return {
        "id": source.raw_id or source.id,
        "path": source.path,
        "media": source.media,
        "encoding": source.encoding,
        "bytes": source.bytes,
        "chars": chars,
        "sha256": source.sha256,
    }


def _values(found: Iterable[Found], field: str) -> list[str]:
    """The distinct values of a field, in order, their blanks squeezed."""
    texts = (" ".join(str(one.value).split()) for one in found if one.field == field)
    return list(dict.fromkeys(texts))


def names_in(byline: str) -> list[str]:
    """The names of a byline: apart by `and` in its languages, and by commas before that.

    Without an `and` a comma may set off a title ("Jane Doe, science editor"): one name then.
    """
    *before, last = _AND.split(byline)
    listed = [name for part in before for name in part.split(",")] + [last]
    return [name.strip() for name in listed if name.strip()]


def _dateline(found: Sequence[Found]) -> Document:
    lines = [one.value for one in found if isinstance(one.value, Dateline)]
    if not lines:
        return {"place": "", "date": "", "agency": "", "raw": ""}
    line = lines[0]
    return {"place": line.place, "date": line.date, "agency": line.agency, "raw": line.raw}


def _dates(found: Sequence[Found], lang: str, order: str) -> tuple[Document, list[Problem]]:
    """The first date of each kind that can be read one way; doubts about the others.

    Detectors name the best first, and look first at the whole page.
    """
    seen = [(one, one.value) for one in found if isinstance(one.value, DateHit)]
    hits = [hit for _, hit in seen]
    document: Document = {"date": "", "date_precision": "none"}
    document |= dict.fromkeys(("date_raw", "date_rule", "updated"), "")
    doubts: list[Problem] = []
    for one, seen_hit in seen:
        others = [other for other in hits if other != seen_hit]
        hit = resolve(seen_hit, lang=lang, order=order, others=others)
        if hit.readings and not hit.value:
            message = f"{hit.raw!r} can be read as {' or '.join(hit.readings)}: not read"
            doubts.append(Problem("ambiguous-date", message))
        elif hit.kind == "updated":
            document["updated"] = document["updated"] or hit.value
        elif not document["date"] or _refines(hit.value, document["date"]):
            document |= {"date": hit.value, "date_precision": hit.precision}
            document |= {"date_raw": hit.raw, "date_rule": one.rule}
    return document, doubts


def _refines(value: str, known: str) -> bool:
    """Whether a date says what the known one says, and more: the header below a crawl's prefix."""
    return len(value) > len(known) and value.startswith(known)


def _ledger(cleaned: Cleaned) -> tuple[list[Document], list[Document]]:
    """The edits as removals and changes, in code points of the page's text."""
    text = cleaned.page.text
    lines = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
    removals: list[Document] = []
    changes: list[Document] = []
    for edit in cleaned.edits:
        before = text[edit.start : edit.end]
        if edit.role in CHANGING:
            changes.append(
                {"rule": edit.rule, "start": edit.start, "before": before, "after": edit.new}
            )
            continue
        seen = edit.start + len(before) - len(before.lstrip())
        removals.append(
            {
                "rule": edit.rule,
                "role": edit.role,
                "start": edit.start,
                "end": edit.end,
                "line": bisect_right(lines, seen),
                "text": before,
            }
        )
    return removals, changes


def _doubts(cleaned: Cleaned, date: str) -> Iterable[Problem]:
    if not date:
        yield Problem("no-date", "the document does not say when it was published")
    if len(cleaned.text) < MOSTLY * len(cleaned.page.text.strip()):
        share = len(cleaned.text) / len(cleaned.page.text)
        yield Problem("mostly-removed", f"only {share:.0%} of the page was kept")
