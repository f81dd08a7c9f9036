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
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cleaner.detect.beside import is_beside
from cleaner.detect.datecandidates import (
    DAY,
    SHORT,
    Candidate,
    candidates,
    dated,
    with_marked,
    without_twins,
)
from cleaner.detect.dates import read_by_others
from cleaner.model import Block
from cleaner.view import View

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

# The main text is the run of blocks that sums highest: prose counts its columns, but no more than
# CAP (one long line is no article); any other block costs COST.
CAP, COST = 400, 30

# What comments, answers and members' cards say beside their dates.
_ANSWER = re.compile(
    r"#[0-9]|\b(?:says|said|reply|replies|quote|report|permalink|joined|registered|writes|wrote"
    r"|comment by|commented|answered|edited|antworten?|schreibt|sagt|schrieb|meint|zitieren|zitat"
    r"|melden|registriert|kommentar von|répondre|responder|rispondi|odpowiedz|svara|beantwoorden"
    r"|trả lời|ответить|yanıtla|vastaa|balas)\b"
)


def ranked(view: View) -> list[Candidate]:
    """The dates of the page with ENOUGH points, best first; of equals the first on the page.

    A month is read only where no day is.
    """
    lines = dated(view, len(view.blocks))
    if not (lines or view.page.head):
        return []
    place = _Place.of(view.blocks)
    found = candidates(view, lines, place.start)
    if not found and not view.page.head:
        return []
    found = with_marked(view, without_twins([one for one in found if not place.is_today(one)]))
    days = [one for one in found if len(one.day) == DAY]
    months = [one for one in found if len(one.day) < DAY]
    own = [one for one in days if not is_beside(view.blocks[one.block].context)]
    return _best(view, place, own) or _best(view, place, days) or _best(view, place, months)


def _best(view: View, place: _Place, found: Sequence[Candidate]) -> list[Candidate]:
    points = _points(view, place, found)
    read = read_by_others([one.hit for one in found])
    only = len({one.day for one in found}) == 1
    order = sorted(range(len(found)), key=lambda at: (-points[at], at))
    return [
        found[at]._replace(hit=read[at], points=points[at], only=only)
        for at in order
        if points[at] >= (ENOUGH if view.blocks[found[at].block].context is None else ENOUGH_HTML)
    ]


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
