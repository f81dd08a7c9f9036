"""Cleaned -> the JSON document of `schemas/document.schema.json`: flat, every key, no nulls."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from cleaner import __version__, fields
from cleaner.detect.dateline import Dateline
from cleaner.fields import Dates
from cleaner.model import Cleaned, Found, Problem, Source
from cleaner.schema import schema_id

# Roles whose edits repair or lay out; everything else is a removal.
CHANGING = ("space", "repair")
# Below this share of kept characters a person should look, whatever the rules say.
MOSTLY = 0.2


Document = dict[str, Any]


def record(
    cleaned: Cleaned,
    digest: str,
    *,
    language: tuple[str, float] = ("und", 0.0),
    order: str = "",
    as_of: str = "",
) -> Document:
    """The document of a cleaned page.

    `digest` is the rulebook's; `language` what `identify` says of the cleaned text; `order`
    ("dmy", "mdy" or "") how the user reads numeric dates; `as_of` the day after which no page is.
    """
    source, read = cleaned.page.source, cleaned.found
    found = sorted(read, key=lambda one: one.start)
    lang, score = fields.language(read, language)
    dates = fields.dates(read, lang=lang, order=order, as_of=as_of)
    removals, changes = _ledger(cleaned)
    return {
        "schema": schema_id("document"),
        "id": source.id,
        "source": source.name or fields.first(read, "source"),
        "url": source.url or fields.first(read, "url"),
        "title": fields.first(read, "title"),
        "text": cleaned.text,
        "lang": lang,
        "lang_score": score,
        **_dates(dates),
        "dateline": _dateline(found),
        "authors": fields.authors(read),
        "credits": fields.values(found, "credits"),
        "captions": fields.values(found, "captions"),
        "raw": raw(source, len(cleaned.page.text)),
        "text_sha256": hashlib.sha256(cleaned.text.encode()).hexdigest(),
        "removals": removals,
        "changes": changes,
        "warnings": [
            {"code": problem.code, "message": problem.message}
            for problem in (*cleaned.problems, *dates.doubts, *_doubts(cleaned, dates))
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


def _dateline(found: Sequence[Found]) -> Document:
    lines = [one.value for one in found if isinstance(one.value, Dateline)]
    if not lines:
        return {"place": "", "date": "", "agency": "", "raw": ""}
    line = lines[0]
    return {"place": line.place, "date": line.date, "agency": line.agency, "raw": line.raw}


def _dates(dates: Dates) -> Document:
    published, updated = dates.published, dates.updated
    return {
        "date": published.hit.value if published else "",
        "date_precision": published.hit.precision if published else "none",
        "date_raw": published.hit.raw if published else "",
        "date_rule": published.rule if published else "",
        "updated": updated.hit.value if updated else "",
    }


def _ledger(cleaned: Cleaned) -> tuple[list[Document], list[Document]]:
    """The edits as removals and changes, in code points of the page's text."""
    text = cleaned.page.text
    line, at = 1, 0  # the number of the line at `at`
    removals: list[Document] = []
    changes: list[Document] = []
    for edit in cleaned.edits:
        before = text[edit.start : edit.end]
        if edit.role in CHANGING:
            changes.append(
                {"rule": edit.rule, "start": edit.start, "before": before, "after": edit.new}
            )
            continue
        seen = edit.end - len(before.lstrip())
        line += len(f"{text[at:seen]}.".splitlines()) - 1
        at = seen
        removals.append(
            {
                "rule": edit.rule,
                "role": edit.role,
                "start": edit.start,
                "end": edit.end,
                "line": line,
                "text": before,
            }
        )
    return removals, changes


def _doubts(cleaned: Cleaned, dates: Dates) -> Iterable[Problem]:
    if not dates.published:
        yield Problem("no-date", "the document does not say when it was published")
    if len(cleaned.text) < MOSTLY * len(cleaned.page.text.strip()):
        share = len(cleaned.text) / len(cleaned.page.text)
        yield Problem("mostly-removed", f"only {share:.0%} of the page was kept")
