"""Which dates of a page may be its own: in lines like date headers, in markup, before the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.detect.datefind import (
    Run,
    find_runs,
    is_of_other_use,
    label_of,
    opens_byline,
    rest_is_header,
)
from cleaner.detect.datemarkup import marked
from cleaner.detect.dates import MAX_LINE, DateHit
from cleaner.view import View

# A year, or a date of three short numbers: what every line with a date holds. Digits of other
# scripts are not looked at more closely. A set at the start makes the search fast.
_DATED = re.compile(
    r"[0-9０-９٠-٩۰-۹०-९](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<![0-9])\d{3}|[./-]\d\d?[./-]\d\d)"
)
DAY = len("2024-05-21")
# A date that a paragraph opens with stands in one of the FIRST blocks of the main text, among the
# first code points, before a dash.
FIRST, MAX_OPENING = 5, 60
_OPENING = re.compile(r"[(\[]?\d")
_DASH = re.compile(r"\s?[-–—:)\]]")

# Before there were pages: with other words on its line a date is of what they tell ("signed into
# law on August 14, 1935"); pages of old papers have theirs on a line of its own.
WEB = "1990"

# A line beside a date that is longer is no label and no button.
SHORT = 60
# Whose lines may hold the page's date: nobody's, or those of a header.
_ROLES = frozenset({"", "byline", "date", "dateline", "title"})
# In HTML the markup tells better where a line stands; these lines have dates of their own.
_OTHER_ROLES = frozenset({"caption", "comments", "credit", "hidden", "legal"})


class Candidate(NamedTuple):
    """A date that may be the page's; the hit's places are code points of its block's text."""

    block: int
    hit: DateHit
    labelled: bool
    alone: bool  # nothing else on its line
    weekday: bool
    marked: bool = False  # the markup calls it a date
    points: int = 0
    only: bool = False  # no candidate is of another day

    @property
    def day(self) -> str:
        return (self.hit.value or self.hit.readings[0])[:DAY]

    @property
    def days(self) -> set[str]:
        """All days that it may mean."""
        return {day[:DAY] for day in (self.hit.value, *self.hit.readings) if day}


def dated(view: View, stop: int) -> list[int]:
    """Of the first `stop` blocks those with something like a year or a date of numbers, in order.

    Longer ones than MAX_LINE are left out.
    """
    flat, blocks = view.page.flat, view.blocks
    return [
        index
        for index in view.numbered[: bisect_left(view.numbered, stop)]
        if (block := blocks[index]).width <= MAX_LINE
        and _DATED.search(flat, block.start, block.end)
    ]


def candidates(view: View, lines: Sequence[int], first: int) -> list[Candidate]:
    """The dates of these lines and of the beginnings of the main text, which starts with block
    `first`, in the order of the page."""
    found = [*_in_lines(view, lines), *_openings(view, first)]
    return sorted(found, key=lambda one: (one.block, one.hit.start))


def with_marked(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with what the markup says of them, and the dates that it alone tells."""
    known = {(one.block, day): one for one in found for day in one.days}
    gone: set[Candidate] = set()
    more: list[Candidate] = []
    for index, hit, labelled in marked(view):
        if not _may_hold(view, index):
            continue
        one = Candidate(index, hit, labelled, alone=True, weekday=False, marked=True)
        twin = known.get((index, one.day))
        if twin and twin.labelled:  # words that readers see say more than names of classes
            one = one._replace(hit=hit._replace(kind=twin.hit.kind), labelled=True)
        elif twin and (twin.hit.kind != hit.kind or (hit.value and not twin.hit.value)):
            gone.add(twin)  # the markup says what the text leaves open
        if not twin or twin in gone or len(hit.value) > len(twin.hit.value):
            more.append(one)
    rest = [one for one in found if one not in gone]
    return sorted([*rest, *more], key=lambda one: (one.block, one.hit.start))


def _in_lines(view: View, lines: Sequence[int]) -> Iterator[Candidate]:
    for index in lines:
        block, role = view.blocks[index], view.taken.get(index, "")
        if block.width > MAX_LINE or not _may_hold(view, index):
            continue
        line = view.text(index)
        if block.prose and not opens_byline(line):
            continue
        runs = find_runs(line)
        if runs and rest_is_header(line, runs, role == "byline"):
            yield from _of_line(view, index, runs)


def _openings(view: View, first: int) -> Iterator[Candidate]:
    """The dates that the first paragraphs begin with: "29.11.2022 – ", "(21. November 2022) "."""
    for index in range(first, min(first + FIRST, len(view.blocks))):
        head = view.text(index)[:MAX_OPENING]
        if not (view.blocks[index].prose and _OPENING.match(head) and _may_hold(view, index)):
            continue
        for run in find_runs(head)[:1]:
            if run.start <= 1 and _DASH.match(head, run.end):
                hits = [hit for hit in run.hits if len(hit.value) >= DAY or hit.readings]
                yield from (Candidate(index, hit, False, False, False) for hit in hits)


def _may_hold(view: View, index: int) -> bool:
    """Whether the page's date may stand in a block, by what rules say of it."""
    role = view.taken.get(index, "")
    return role in _ROLES or (view.blocks[index].context is not None and role not in _OTHER_ROLES)


def _of_line(view: View, index: int, runs: Sequence[Run]) -> Iterator[Candidate]:
    """The dates of a line, with the label or the other purpose that the line above gives them."""
    alone = len(runs) == 1 and runs[0].whole
    bare = alone and not runs[0].label
    above = _label_above(view, index) if bare else ""
    if bare and not above and index and is_of_other_use(view.text(index - 1)):
        return
    for run in runs:
        labelled = bool(above or run.label)
        for hit in run.hits:
            if len(hit.value) < DAY and not (hit.readings or (labelled and alone)):
                continue
            if labelled or alone or (hit.value or hit.readings[0]) >= WEB:
                own = hit._replace(kind="updated") if above == "U" else hit
                yield Candidate(index, own, labelled, alone, run.weekday)


def without_twins(found: Sequence[Candidate]) -> list[Candidate]:
    """Without the later of two dates on lines of their own, one under the other: the update."""
    gone = set()
    for at in range(1, len(found)):
        one, other = found[at - 1], found[at]
        pair = one.alone and other.alone and not (one.labelled or other.labelled)
        if pair and other.block - one.block == 1 and one.day != other.day:
            gone.add(at if one.day < other.day else at - 1)
    return [one for at, one in enumerate(found) if at not in gone]


def _label_above(view: View, index: int) -> str:
    """The label that a scraper left on a line of its own above a date: P, U or ""."""
    for above in range(index - 1, max(index - 3, -1), -1):
        label = label_of(view.text(above)) if view.blocks[above].width <= SHORT else None
        if label != "":
            return label or ""
    return ""
