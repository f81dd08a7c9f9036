"""Puts the pieces of a date header together: which time and which label belong to which date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.detect.dategrammar import DATES, Piece, pieces_of, read_clock, read_day
from cleaner.detect.dateshape import Shape

# Published and updated. Three dates are a calendar.
MAX_DATES = 2

_NOTHING = Piece("", 0, 0)


@dataclass(slots=True)
class Stamp:
    """A date and what belongs to it; `day` is empty until the date comes."""

    day: Piece = _NOTHING
    clock: Piece | None = None
    label: Piece | None = None
    weekday: int = 0


class Moment(NamedTuple):
    """A stamp as read: [start, end) in the line, its one or two readings, its precision."""

    start: int
    end: int
    readings: tuple[str, ...]
    precision: str
    updated: bool


def run_of(shape: Shape) -> list[Piece]:
    """The pieces of the header in a line: all that are known, around the dates, without a break.

    Where something else stands beside them, the header begins (ends) with a separator if it has
    one there: "The Sun | May 21, 2024" is not about a Sunday.
    """
    pieces = pieces_of(shape.letters)
    dates = [at for at, piece in enumerate(pieces) if piece.kind in DATES]
    if not 0 < len(dates) <= MAX_DATES:
        return []
    first, last = dates[0], dates[-1]
    while first > 0 and pieces[first - 1].kind != "other":
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1].kind != "other":
        last += 1
    if first > 0:
        signs = [at for at in range(first, dates[0]) if shape.letters[pieces[at].first] in ",|"]
        first = signs[0] if signs else first
    if last + 1 < len(pieces):
        signs = [at for at in range(dates[-1], last + 1) if shape.letters[pieces[at].first] == "|"]
        last = signs[-1] if signs else last
    run = pieces[first : last + 1]
    return [] if any(piece.kind == "other" for piece in run) else run


def stamps_of(shape: Shape, run: Sequence[Piece]) -> list[Stamp]:
    """The dates of a header, each with its time, label and weekday.

    None when a time is left over (the hours of an event), unless a label of its own leads it
    ("Updated 20:56").
    """
    stamps: list[Stamp] = []
    coming = Stamp()  # what stands before the next date
    current: Stamp | None = None  # the date that a time or a weekday behind it still belongs to
    for piece in run:
        if piece.kind in DATES:
            current, coming = coming, Stamp()
            current.day = piece
            stamps.append(current)
        elif piece.kind == "label":
            # "Updated date:": of two labels in a row the one that says more.
            if not coming.label or shape.letters[coming.label.first] == "P":
                coming.label = piece
            current = None
        elif piece.kind == "time":
            owner = current if current and not current.clock else coming
            if owner.clock:
                return []
            owner.clock = piece
        elif piece.kind == "weekday" and shape.letters[piece.first] == "w":
            owner = current if current and not current.weekday else coming
            owner.weekday = shape.number(piece.first)
    if coming.clock and not coming.label:
        return []
    if coming.label and not coming.clock and not stamps[0].label:
        _take_labels_behind(stamps, coming.label)
    return stamps


def _take_labels_behind(stamps: list[Stamp], last: Piece) -> None:
    """ "2023/11/02 公開 2023/11/03 更新": each label belongs to the date before it."""
    for stamp, label in zip(stamps, [s.label for s in stamps[1:]] + [last], strict=True):
        stamp.label = label


def puts_day_first(shape: Shape, run: Sequence[Piece]) -> bool:
    """Whether a word of the header, or the "by" beside it, is of languages that put the day first.

    The name of a month is no such word: it never stands beside a date of numbers alone.
    """
    first, last = run[0].first, run[-1].last
    beside = [at for at in (0, last) if shape.letters[at : at + 1] == "b"]
    known = [at for at in range(first, last) if shape.letters[at] not in "MX"]
    return any(shape.words[at].order for at in beside + known)


def read_stamp(shape: Shape, stamp: Stamp) -> Moment | None:
    """What a stamp says; None when there is no such day or time, or too little to tell a date."""
    day = read_day(shape, stamp.day, stamp.weekday)
    if day is None or _is_bare(shape, stamp, day.precision):
        return None
    readings, precision = day
    _, first, last = stamp.day
    if stamp.clock:
        clock = read_clock(shape, stamp.clock)
        if clock is None or precision != "day":
            return None
        readings = tuple([reading + clock.text for reading in readings])
        precision = clock.precision
        first, last = min(first, stamp.clock.first), max(last, stamp.clock.last)
    updated = stamp.label is not None and shape.letters[stamp.label.first] == "U"
    return Moment(shape.spans[first][0], shape.spans[last - 1][1], readings, precision, updated)


def _is_bare(shape: Shape, stamp: Stamp, precision: str) -> bool:
    """Whether a date needs a label or a time beside it and has none.

    "May 2024" may be a heading, "12-05-24" a part of a number.
    """
    if precision != "day":
        return not stamp.label
    short = shape.letters[stamp.day.first : stamp.day.last] == "d-d-d"
    return short and not (stamp.label or stamp.clock or stamp.weekday)
