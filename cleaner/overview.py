"""A report as it is made of finished documents, and as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from cleaner.files import read_existing
from cleaner.job import is_rejection
from cleaner.near import NearDuplicates
from cleaner.record import Document
from cleaner.report import SCHEMA, Tally, aligned, report, table
from cleaner.tree import UsageError, shown

# Rows of a table, groups of near-duplicates: more are for programs to read.
MOST = 20


def made(outcomes: Iterable[Document], *, near: bool = False) -> dict[str, Any]:
    """The report of a run, from what it wrote; with `near`, the near-duplicates too.

    The digest of the rules is "" where the documents were made by different ones.
    """
    tally, digests = Tally(), set[str]()
    sketches = NearDuplicates() if near else None
    for outcome in outcomes:
        tally.add(outcome)
        if not is_rejection(outcome):
            digests.add(outcome["tool"]["rules_sha256"])
            if sketches:
                sketches.add(outcome)
    found = report(tally, digests.pop() if len(digests) == 1 else "")
    return found | ({"near_duplicates": sketches.found()} if sketches else {})


def is_report(path: Path) -> bool:
    """Whether a file is a report of ours, by how it begins."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return SCHEMA.encode() in file.read(200)


def read_report(path: Path) -> dict[str, Any]:
    """A report from a file. Raises UsageError for anything else."""
    data = read_existing(path)
    if data is None:
        raise UsageError(f"cannot read {shown(path)}")
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{shown(path)} is not JSON: {error}") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise UsageError(f"{shown(path)} is no report of cleaner: its schema is not {SCHEMA}")
    return found


def overview(found: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a report: what was kept, by what rules the rest went, where, and what to see."""
    rejected = sum(found["rejections"].values())
    yield f"{found['documents']:,} documents, {rejected:,} rejections; {' '.join(_shares(found))}"
    tables = (
        _counts("rejected as", "inputs", found["rejections"]),
        _counts("warned of", "documents", found["warnings"]),
        _sources(found["sources"]),
        table(Tally.from_counts(found)),
        _near(found.get("near_duplicates", [])),
    )
    for lines in filter(None, tables):
        yield ""
        yield from lines


def _counts(what: str, of: str, counts: Mapping[str, int]) -> list[str]:
    """Counts by name, the largest first."""
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return aligned([(what, of), *rows]) if rows else []


def _sources(sources: Mapping[str, Any]) -> list[str]:
    """The largest sources, and how much of each was kept and removed."""
    ordered = sorted(sources.items(), key=lambda item: (-item[1]["documents"], item[0]))
    if len(ordered) < 2:
        return []
    rows = [(name or "(not known)", one["documents"], *_shares(one)) for name, one in ordered]
    more = [f"... and {len(rows) - MOST:,} more"] if len(rows) > MOST else []
    return aligned([("source", "documents", "", ""), *rows[:MOST]]) + more


def _shares(counts: Mapping[str, Any]) -> tuple[str, str]:
    """Of the characters of the pages; the rest was squeezed blanks."""
    characters = counts["characters"]
    whole = max(1, characters["in"])
    return f"{characters['kept'] / whole:.1%} kept", f"{characters['removed'] / whole:.1%} removed"


def _near(groups: Sequence[Mapping[str, Any]]) -> list[str]:
    copies = sum(len(group["documents"]) for group in groups)
    if not copies:
        return []
    lines = [f"{copies:,} documents are nearly the same as one of {len(groups):,} others:"]
    for group in groups[:MOST]:
        named = [f"{one['id']} ({one['similarity']:.2f})" for one in group["documents"][:MOST]]
        more = ["..."] if len(group["documents"]) > MOST else []
        lines.append(f"  {group['of']}: {', '.join([*named, *more])}")
    return lines + ([f"  ... and {len(groups) - MOST:,} more"] if len(groups) > MOST else [])
