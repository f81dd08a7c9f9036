"""Which of a page's dates is the page's own: candidates scored by their place and company.

A page carries the dates of its comments, its teasers and the events it announces beside its own.
What tells them apart is where they stand: a page's own date stands around the beginning of the
main text, before all others. The weights follow a softmax over the candidates of a page, fitted on
1,164 pages with a known date (traf-dev, wcxb-dev), in halves of a logit; a point more or less in
any one of them moves the share of right dates by less than two in a hundred.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from cleaner.detect.beside import is_beside
from cleaner.detect.datefind import Run, find_runs, is_of_other_use, label_of, rest_is_header
from cleaner.detect.datemarkup import marked
from cleaner.detect.dates import MAX_LINE, DateHit, read_by_others
from cleaner.model import Block
from cleaner.view import View

# A year, or a date of three short numbers: what every line with a date holds. Digits of other
# scripts are not looked at more closely. A set at the start makes the search fast.
_DATED = re.compile(
    r"[0-9０-９٠-٩۰-۹०-९](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<![0-9])\d{3}|[./-]\d\d?[./-]\d\d)"
)
_YEAR = re.compile(r"\d{4}")

# Points for the place; a candidate needs ENOUGH in all.
ABOVE, WELL_ABOVE = (8, 3), (30, 2)  # (blocks above the main text, points)
OPENING, INSIDE, DEEP = (2500, 2), (4000, -1), -4  # (columns of prose before it, points)
BELOW, FAR_BELOW = (12, -1), -2  # (blocks below the main text, points)
TOP, FAR = (6, 20), -2  # among the first 6 lines, over 20 above the text: today's date
# Points for the company: none, one, or more other dates before it on the page, or near it.
BEFORE = (0, -3, -6)
NEAR = (0, -2, -5)
# Teasers and comments are less than 10 blocks apart; with 300 columns of prose between them two
# dates belong to different things, however short the article.
NEIGHBOURS, APART = 10, 300
LABELLED = 3  # "Published:"
EARLIEST = 2  # of several dates: answers, comments and updates come later
TIMED = 1  # news say the minute
ANSWERED = -2  # a word of comments on the line or beside it
ONLY = 2  # no other date on the page
# In HTML, set by hand after a softmax over 20 features of the markup, cross-validated by domain: of
# those the heading and the regions count; a point more or less in either moves three pages at most.
HEADED, ABOVE_HEADING, BELOW_HEADING = 3, 3, 4  # points near a heading of the first level; blocks
BESIDE = -2  # in the navigation, in comments and teasers
SHORT_YEAR = -2  # "2.28.27" is as often a version or a result
ENOUGH, ENOUGH_HTML = 1, -1  # regions of the markup have taken most of the others out
# With fewer a date without a label gives way to metadata that say a later day: of 22 pages with a
# known date where they do, the metadata are right on all 5 below, the page on 15 of the others.
FIRM = 5

DAY = len("2024-05-21")

# The main text is the run of blocks that sums highest: prose counts its columns, but no more than
# CAP (one long line is no article); any other block costs COST.
CAP, COST = 400, 30

# A line beside a date that is longer is no label and no button.
SHORT = 60
# What comments, answers and members' cards say beside their dates.
_ANSWER = re.compile(
    r"#[0-9]|\b(?:says|said|reply|replies|quote|report|permalink|joined|registered|writes|wrote"
    r"|comment by|commented|answered|edited|antworten?|schreibt|sagt|schrieb|meint|zitieren|zitat"
    r"|melden|registriert|kommentar von|répondre|responder|rispondi|odpowiedz|svara|beantwoorden"
    r"|trả lời|ответить|yanıtla|vastaa|balas)\b"
)
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

    @property
    def day(self) -> str:
        return (self.hit.value or self.hit.readings[0])[:10]


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


def ranked(view: View, lines: Sequence[int]) -> list[Candidate]:
    """The dates of these lines with ENOUGH points, best first; of equals the first on the page.

    A month is read only where no day is.
    """
    candidates = list(_candidates(view, lines))
    if not candidates and not view.page.head:
        return []
    place = _Place.of(view.blocks)
    found = _without_twins([one for one in candidates if not place.is_today(one)])
    found = _with_marked(view, found)
    days = [one for one in found if len(one.day) == DAY]
    months = [one for one in found if len(one.day) < DAY]
    own = [one for one in days if not is_beside(view.blocks[one.block].context)]
    return _best(view, place, own) or _best(view, place, days) or _best(view, place, months)


def _with_marked(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with what the markup says of them, and the dates that it alone tells."""
    known = {(one.block, one.day): one for one in found}
    more: list[Candidate] = []
    for index, hit, labelled in marked(view):
        if not _may_hold(view, index):
            continue
        one = Candidate(index, hit, labelled, alone=True, weekday=False, marked=True)
        twin = known.get((index, one.day))
        if twin and twin.labelled:  # words that readers see say more than names of classes
            one = one._replace(hit=hit._replace(kind=twin.hit.kind), labelled=True)
        if not twin or len(hit.value) > len(twin.hit.value):
            more.append(one)
    return sorted([*found, *more], key=lambda one: (one.block, one.hit.start))


def _best(view: View, place: _Place, found: Sequence[Candidate]) -> list[Candidate]:
    points = _points(view, place, found)
    read = read_by_others([one.hit for one in found])
    order = sorted(range(len(found)), key=lambda at: (-points[at], at))
    return [
        found[at]._replace(hit=read[at], points=points[at])
        for at in order
        if points[at] >= (ENOUGH if view.blocks[found[at].block].context is None else ENOUGH_HTML)
    ]


def _candidates(view: View, lines: Sequence[int]) -> Iterator[Candidate]:
    for index in lines:
        block, role = view.blocks[index], view.taken.get(index, "")
        if block.prose or block.width > MAX_LINE or not _may_hold(view, index):
            continue
        line = view.text(index)
        runs = find_runs(line)
        if runs and rest_is_header(line, runs, role == "byline"):
            yield from _of_line(view, index, runs)


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
            if len(hit.value) >= DAY or hit.readings or (labelled and alone):
                own = hit._replace(kind="updated") if above == "U" else hit
                yield Candidate(index, own, labelled, alone, run.weekday)


def _without_twins(found: Sequence[Candidate]) -> list[Candidate]:
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


def _points(view: View, place: _Place, found: Sequence[Candidate]) -> list[int]:
    days = [one.day for one in found]
    first = min(days, default="")
    several = len(set(days)) > 1
    before, near = _others_before(days), _others_near(found, place.prose)
    headings = [at for at, b in enumerate(view.blocks) if b.context and b.context.heading == 1]
    return [
        place.points(one.block)
        + BEFORE[before[at]]
        + NEAR[near[at]]
        + LABELLED * one.labelled
        + _by_markup(view, one.block, headings)
        + EARLIEST * (several and one.day == first)
        + ONLY * (not several)
        + SHORT_YEAR * (_YEAR.search(one.hit.raw) is None)
        + TIMED * ("T" in one.hit.value and one.block < place.start)
        + ANSWERED * _is_answer(view, one.block)
        for at, one in enumerate(found)
    ]


def _by_markup(view: View, at: int, headings: Sequence[int]) -> int:
    """Points for where in the markup a date stands; none in plain text."""
    context = view.blocks[at].context
    if context is None:
        return 0
    next_one = bisect_left(headings, at - BELOW_HEADING)
    headed = next_one < len(headings) and headings[next_one] <= at + ABOVE_HEADING
    return BESIDE * is_beside(context) + HEADED * headed


def _others_before(days: Sequence[str]) -> list[int]:
    """How many other days stand before each, 2 for more."""
    seen: dict[str, None] = {}
    counts = []
    for day in days:
        counts.append(min(len(seen) - (day in seen), 2))
        seen[day] = None
    return counts


def _others_near(found: Sequence[Candidate], prose: Sequence[int]) -> list[int]:
    """How many other days stand near each, 2 for more; `prose`: columns before each block."""
    counts = []
    window: deque[Candidate] = deque()
    ahead = 0
    for one in found:
        while ahead < len(found) and found[ahead].block <= one.block + NEIGHBOURS:
            window.append(found[ahead])
            ahead += 1
        while window[0].block < one.block - NEIGHBOURS:
            window.popleft()
        here = prose[one.block]
        near = {other.day for other in window if abs(prose[other.block] - here) <= APART}
        counts.append(min(len(near - {one.day}), 2))
    return counts


def _is_answer(view: View, index: int) -> bool:
    for at in (index, index - 1, index + 1):
        if 0 <= at < len(view.blocks) and (at == index or view.blocks[at].width < SHORT):
            block = view.blocks[at]
            if _ANSWER.search(view.page.folded, block.start, block.end):
                return True
    return False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the main text is: blocks [start, end], and the columns of prose before each block."""

    start: int
    end: int
    prose: Sequence[int]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> _Place:
        """The run of blocks with the highest sum (Kadane's algorithm); below all without prose."""
        widths = [min(block.width, CAP) if block.prose else 0 for block in blocks]
        best, start, end = 0, len(blocks), len(blocks)
        total, begin, behind = 0, 0, 0
        for at in [at for at, width in enumerate(widths) if width]:
            total -= COST * (at - behind)
            if total <= 0:
                total, begin = 0, at
            total += widths[at]
            behind = at + 1
            if total > best:
                best, start, end = total, begin, at
        return cls(start, end, list(accumulate(widths, initial=0)))

    def is_today(self, one: Candidate) -> bool:
        """Whether a date is the reader's day, as the heads of papers have it: with its weekday,
        without a minute, not right above the text."""
        bare = one.weekday and not one.labelled and "T" not in one.hit.value
        return bare and self.start - one.block > ABOVE[0]

    def points(self, at: int) -> int:
        if at < self.start:
            above = self.start - at
            early = TOP[1] < above and at < TOP[0] and self.end < len(self.prose) - 1
            return next((p for far, p in (ABOVE, WELL_ABOVE) if above <= far), FAR * early)
        if at > self.end:
            return BELOW[1] if at - self.end <= BELOW[0] else FAR_BELOW
        before = self.prose[at] - self.prose[self.start]
        return next((p for far, p in (OPENING, INSIDE) if before <= far), DEEP)
