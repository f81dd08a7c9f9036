"""Dates in lines that are more than a date header: what inline tags and scrapers ran together.

`By Jane DoePublished: Jan 29, 2025`, `Posted on 28. Juli 201928. Juli 2019Author Jane`: the dates
are read where they stand; the rest of the line has to look like that of a header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.detect.dategrammar import DATES, Piece, may_hold_date, pieces_of
from cleaner.detect.dates import DateHit, hits_of
from cleaner.detect.dateshape import Shape, shape_of
from cleaner.detect.datestamps import MAX_DATES

# Words beside the dates: names, a section, a count of comments. A line that begins with its date
# or a byline may list many sections.
MAX_REST, MAX_LISTED = 60, 120
# Short years are as often numbers of something: little else may stand beside them.
MAX_REST_SHORT = 45

_YEAR = re.compile(r"[0-9]{4}")
# References: addresses, numbers of files and of pages.
_REFERENCE = re.compile(r"https?:|www\.|\bdoi\b|\d[./_]\d|\d[-–]\d")
_RIGHTS = re.compile(r"(?i)©|\(c\)|copyright|all rights")
# Right before a date: "Deadline:" (known labels are part of the date's run), "redeem by", "14. - ".
_OTHER_USE = re.compile(
    r"[^\W\d_]\s?[:：]$|\d\.?\s?[-–]$"
    r"|\b(?:by|before|until|till|through|since|from|bis|ab|seit|vor|dès|depuis|jusqu'au|hasta|desde"
    r"|joined|registered|registriert|born|founded|as of)$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?i)(?:by|von|par|por|di|av|af|door|oleh|posted|written|geschrieben)\b")
# A label alone on its line, with what leads to a date.
_LABEL = re.compile(r"[-|:(~]*[PU][-|:(~PUptq]*")
_LEAD = re.compile(r"[-|:(~ptq]*")


class Run(NamedTuple):
    """Known pieces in a row with a date among them: [start, end) of the line; `label` is P, U
    or ""."""

    hits: tuple[DateHit, ...]
    start: int
    end: int
    whole: bool
    label: str
    weekday: bool


def find_runs(line: str) -> list[Run]:
    """The runs of a line that can be read as date headers, in order."""
    shape = shape_of(line)
    if not may_hold_date(shape.letters):
        return []
    runs = []
    for run in _split(line, shape):
        hits = hits_of(line, shape, run)
        if hits:
            runs.append(_run(line, shape, run, hits))
    return runs


def _split(line: str, shape: Shape) -> list[list[Piece]]:
    """The rows of known pieces that hold one date or two; more are a calendar."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces_of(shape.letters):
        if piece.kind != "other":
            rows[-1].append(piece)
        elif rows[-1]:
            # A label before other words is theirs: "May 21, 2024 · Updated 5 hours ago".
            goes_on = line[shape.spans[piece.first][0]].isalnum()
            while goes_on and rows[-1] and rows[-1][-1].kind not in DATES | {"time", "weekday"}:
                rows[-1].pop()
            rows.append([])
    return [row for row in rows if 0 < sum(piece.kind in DATES for piece in row) <= MAX_DATES]


def _run(line: str, shape: Shape, run: list[Piece], hits: tuple[DateHit, ...]) -> Run:
    first, last = run[0].first, run[-1].last
    labels = [shape.letters[piece.first] for piece in run if piece.kind == "label"]
    start, end = shape.spans[first][0], shape.spans[last - 1][1]
    label = "".join(labels[:1]) or _glued_label(line[:start])
    if label == "U" and not labels:
        hits = tuple([hit._replace(kind="updated") for hit in hits])
    weekday = any(piece.kind == "weekday" for piece in run)
    return Run(hits, start, end, last - first == len(shape.letters), label, weekday)


def _glued_label(before: str) -> str:
    """The label at the end of a name that it was glued to: `DoePublished: `."""
    word = before.rstrip(" :：").rpartition(" ")[2]
    capital = max((at for at, char in enumerate(word) if char.isupper()), default=0)
    letters = shape_of(word[capital:]).letters if capital else ""
    return letters if letters in ("P", "U") else ""


def label_of(line: str) -> str | None:
    """P or U of a line that is a label alone, "" of one that merely leads to a date, else None."""
    letters = shape_of(line).letters
    if _LABEL.fullmatch(letters):
        return "U" if "U" in letters else "P"
    return "" if _LEAD.fullmatch(letters) else None


def is_of_other_use(before: str) -> bool:
    """Whether the words right before a date say that it is of something else."""
    return _OTHER_USE.search(before[-MAX_REST:].rstrip()) is not None


def opens_byline(line: str) -> bool:
    """Whether a line begins as bylines do: "Posted by", "Von"."""
    return _BYLINE.match(line) is not None


def rest_is_header(line: str, runs: Sequence[Run], byline: bool) -> bool:
    """Whether what stands beside the runs looks like the rest of a header, not like a sentence,
    a reference or a notice of rights."""
    first = runs[0]
    if _RIGHTS.search(line, 0, first.start):
        return False
    edges = [0, *(edge for run in runs for edge in (run.start, run.end)), len(line)]
    rest = " ".join(line[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()
    labelled = any(run.label for run in runs)
    before = line[: first.hits[0].start]
    if _REFERENCE.search(rest) or (not labelled and is_of_other_use(before)):
        return False
    listed = labelled or byline or first.start == 0 or opens_byline(line)
    if not all(_YEAR.search(hit.raw) for run in runs for hit in run.hits):
        return len(rest) <= MAX_REST_SHORT
    return len(rest) <= (MAX_LISTED if listed else MAX_REST)
