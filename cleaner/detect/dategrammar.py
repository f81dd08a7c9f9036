"""The forms of dates and times, as regular expressions over the shape of a line (`dateshape`).

A line is a row of pieces: dates, times, weekdays, labels, leads and signs; whatever else stands
there is `other`. The forms are those of the date strings of 4,323 pages of news and of ISO 8601.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from cleaner.detect.dateshape import FIRST_YEAR, Shape

# POSIX %y: the two digits 69-99 are of the 1900s, 00-68 of the 2000s. No page of the web is older
# than 1990, so any pivot from 69 on would do; this one is a standard.
PIVOT = 69
# The largest offset in use is +14:00 (Kiribati).
MAX_OFFSET_HOURS = 14

# Date forms, by the order of what they say. `numeric` is day and month in an order that its values
# or its neighbours tell; `hijri` is the other calendar's date, which is passed over.
DATES = frozenset({"ymd", "numeric", "dmy", "mdy", "month", "year"})
_DATE = r"""
  (?P<ymd>     Y(?P<a>[-/.])d(?P=a)d\.?[gm]? | Yjdkdl? | Y[.,]?[-/]?[MX][-/]?d[.l]?(?![:Yhd]) )
| (?P<hijri>   d(?P<b>[-/])d(?P=b)N[em] )
| (?P<numeric> d(?P<c>[-/])d(?P=c)(?:Y[gm]?|d(?![:hk/.-])) | d\.d\.(?:Y[gm]?\.?|d(?![:hk.])) )
| (?P<dmy>     do?\.?[-/,]?f?[MX][-/,]?f?(?:Y[gm]?|'?d(?![:.haoHk/MX-]|[~|]d)) | d[-/]?kd[-/,]?j?Y )
| (?P<mdy>     [MX][-/]?f?do?[.,]?f?[-/]?Y )
| (?P<month>   [MX][-/,]?f?Y | kd[-/,]?j?Y | Yjdk | d/Y | Y-d(?!-) )
| (?P<year>    (?<=[PU]:)Y$ )
"""
# 17:51:08.5, 21時37分, 15h57, 16h; 10.55 where a neighbour shows that it is a time; 9 pm.
_CLOCK = r"""
  d:d(?::d(?:[.,][dYNn])?)?h?
| dHd(?:I(?:dS)?)? | dH | dhd(?![.:/MXko-])I? | dh
| (?:(?<=[to])|(?<=[Yl])|(?<=[Yl][,|~]))d\.dh? | d\.d(?=[haz])h?
| d(?=a)
"""
# An offset with a minus is told from a span of hours ("10:30-12:00") by seconds or by the T.
_ZONE = r"""
  [,|]?(?:\(z(?:[-+](?:d:d|d|N))?\) | z(?:[-+](?:d:d|d|N))?)
| \(?\+(?:d:d|d|N)\)? | (?:(?<=d:d:d)|(?<=\.[dYNn])|(?<=Td:d))-(?:d:d|N)
"""
_PIECE = re.compile(
    rf"""
  {_DATE}
| (?P<time>    a?(?:{_CLOCK})[ams]?(?:{_ZONE})? )
| (?P<weekday> [wXs] | \([kl]\) )
| (?P<label>   [PU] )
| (?P<lead>    [tpqTo] | a(?=d) )
| (?P<sign>    [-/,:()~|] )
| (?P<other>   . )
""",
    re.VERBOSE,
)
# What every date form has one of: a month, a sign between numbers, a unit, the colon of a label.
_MAY_HOLD_DATE = re.compile("[MXjk/.-]|:Y$")
_ZONE_START = re.compile("[-+z]")
_HALF = re.compile("[ams]")


class Piece(NamedTuple):
    """The tokens [first, last) that are one thing."""

    kind: str
    first: int
    last: int


class Day(NamedTuple):
    """A date as written, ISO 8601 cut to its precision; two days, the day-first reading first,
    when only the order of day and month is unknown."""

    readings: tuple[str, ...]
    precision: str


class Clock(NamedTuple):
    """A time of the day as ISO 8601 writes it behind a date: "T17:51:08+07:00"."""

    text: str
    precision: str


def may_hold_date(letters: str) -> bool:
    """Whether a look at the pieces of a shape is worth it: most lines with a year are headlines."""
    return _MAY_HOLD_DATE.search(letters) is not None


def pieces_of(letters: str) -> list[Piece]:
    """The pieces of a shape; they adjoin and cover it. Linear: no form is open-ended."""
    return [Piece(m.lastgroup or "other", *m.span()) for m in _PIECE.finditer(letters)]


def read_day(shape: Shape, piece: Piece, weekday: int = 0) -> Day | None:
    """The date of a piece, or None when there is no such day.

    `weekday` (ISO, 0 for unknown) decides a numeric date that it fits in one order only.
    """
    form, start, stop = piece
    places = [at for at in range(start, stop) if shape.letters[at] in "dYMX"]
    first, second, third = ([shape.number(at) for at in places] + [0, 0])[:3]
    if form == "year":
        return Day((f"{first}",), "year")
    if form == "month":
        year, month = (first, second) if first >= FIRST_YEAR else (second, first)
        return Day((f"{year}-{month:02}",), "month") if 1 <= month <= 12 else None
    if form == "ymd":
        return _choose([_day(first, second, third)])
    if shape.letters[places[2]] == "d":
        # "1.2.3" is a version number: a year has two digits at least.
        third += 0 if shape.width(places[2]) < 2 else 1900 if third >= PIVOT else 2000
    if form == "mdy":
        return _choose([_day(third, first, second)])
    days = [_day(third, second, first)]
    # Dots mean that the day comes first, unless there is no such month: "05.21.2024".
    if form == "numeric" and (shape.letters[start + 1] != "." or days == [None]):
        days.append(_day(third, first, second))
    return _choose(days, weekday)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(candidates: list[date | None], weekday: int = 0) -> Day | None:
    """The possible days among the candidates: one, if the weekday or the calendar decides."""
    days = [day for day in candidates if day and day.year >= FIRST_YEAR]
    if len(days) == 2:
        fitting = [day for day in days if day.isoweekday() == weekday]
        if len(fitting) == 1 or days[0] == days[1]:
            days = fitting[:1] or days[:1]
    return Day(tuple([day.isoformat() for day in days]), "day") if days else None


def read_clock(shape: Shape, piece: Piece) -> Clock | None:
    """The time of a piece, or None when there is no such time ("25:10").

    A name of a zone with several meanings leaves the time without an offset.
    """
    _, start, stop = piece
    letters = shape.letters[start:stop]
    zone = _ZONE_START.search(letters)
    stop = start + zone.start() if zone else stop
    places = [at for at in range(start, stop) if shape.letters[at] in "dYNn"]
    hour, minute, second = ([shape.number(at) for at in places[:3]] + [0, 0])[:3]
    half = _HALF.search(letters)
    if half:
        morning = half[0] == "s" or (half[0] == "a" and shape.number(start + half.start()) == 0)
        if morning and hour > 12 and half[0] == "a":
            return None
        if morning and hour == 12:
            hour = 0
        elif not morning and hour < 12:
            hour += 12
    # "1:5" is a score; only "1時5分" has a minute of one digit.
    thin = len(places) > 1 and shape.width(places[1]) < 2 and "I" not in letters
    if hour > 23 or minute > 59 or second > 59 or thin:
        return None
    offset = _offset(shape, stop, piece.last) if zone else ""
    if len(places) > 2:
        return Clock(f"T{hour:02}:{minute:02}:{second:02}{offset}", "second")
    return Clock(f"T{hour:02}:{minute:02}{offset}", "minute")


def _offset(shape: Shape, start: int, stop: int) -> str:
    """ "Z", "+07:00" or "" of the tokens of a zone: "GMT+7", "+0700", "WIB"."""
    sign, base = "", "Z"
    hours = minutes = 0
    for at in range(start, stop):
        letter, value = shape.letters[at], shape.words[at].value
        if letter == "z":
            base = str(value)
        elif letter in "+-":
            sign = letter
        elif letter == "N":
            hours, minutes = divmod(int(value), 100)
        elif letter == "d" and shape.letters[at - 1] == ":":
            minutes = int(value)
        elif letter == "d":
            hours = int(value)
    if not sign:
        return base
    if base != "Z" or hours > MAX_OFFSET_HOURS or minutes > 59:
        return ""
    return f"{sign}{hours:02}:{minutes:02}" if hours or minutes else "Z"
