"""Reads a date header: a line that says when a page was published or updated, and nothing else.

Closed lists of words (`datewords`, CLDR) and of forms (`dategrammar`): nothing is guessed, nothing
is filled in from today. A sentence that mentions a date is no header.

    >>> read_header("Thứ tư, 22/10/2025, 19:25 (GMT+7)").hits[0].value
    '2025-10-22T19:25+07:00'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from cleaner.detect.dategrammar import Piece
from cleaner.detect.datenames import MAX_BYLINE_WORDS, is_count, is_handle, is_name, is_place
from cleaner.detect.dateshape import Shape, order_of, shape_of
from cleaner.detect.datestamps import Moment, puts_day_first, read_stamp, run_of, stamps_of

# The longest header on 2,020 pages (published and updated, with names) has 89 code points.
MAX_LINE = 200
# The mark of a crawl at a line's start, seen on the pages of many outlets; what follows is text.
_CRAWL = re.compile(r" ?date (\d{4})-(\d\d)-(\d\d)(?: |$)", re.ASCII)
# The digits of the scripts whose dates are read; a plain set is three times as fast as \d.
_DIGIT = re.compile("[0-9０-９٠-٩۰-۹०-९]").search
_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d\d?)([/-])(\d\d?)\2\d{2}(?:\d\d)?(?!\d)")


class DateHit(NamedTuple):
    """A date in a line: what it says, and the characters that say it (code points, half-open).

    `value` is ISO 8601 cut to `precision`: 2024 | 2024-05 | 2024-05-21 | 2024-05-21T17:51 |
    2024-05-21T17:51:08+07:00; "" when the order of day and month is unknown. Where the date itself
    does not tell it, `readings` holds both values, day first, month first.
    """

    start: int
    end: int
    value: str
    precision: str
    raw: str
    kind: str
    readings: tuple[str, ...] = ()


class Header(NamedTuple):
    """The dates of a date header, in order, and the part of the line [start, end) that is header
    with its labels, weekday and separators; `whole` when nothing else stands on the line."""

    hits: tuple[DateHit, ...]
    start: int
    end: int
    whole: bool


def crawl_prefix(line: str) -> DateHit | None:
    """The date of the prefix " date 2025-12-02 " at the start of a line of any length."""
    match = _CRAWL.match(line)
    if not match:
        return None
    try:
        value = date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
    start, end = match.start(1), match.end(3)
    return DateHit(start, end, value, "day", line[start:end], "published")


def read_header(line: str) -> Header | None:
    """The date header that a line is, or None.

    A header is a line of nothing but labels, dates and times. A short name may stand before it,
    behind a bullet, a bar or a dash, or a place before a comma; then `whole` is False and
    [start, end) is the date part with the separator. So it is for the crawl prefix, which ends
    after its blank. Lines of more than 200 code points are looked at for that prefix only.
    """
    header = _read_short(line) if len(line) <= MAX_LINE and _DIGIT(line) else None
    if header and header.whole:
        return header
    prefix = crawl_prefix(line)
    if not prefix:
        return header
    end = min(prefix.end + 1, len(line))
    return Header((prefix,), 0, end, not line[end:].strip())


def resolve(
    hit: DateHit, *, lang: str = "und", order: str = "", others: Sequence[DateHit] = ()
) -> DateHit:
    """The hit with its reading chosen, or the hit as it is when nothing decides.

    In turn: the user's `order` ("dmy" or "mdy"); the order of the document's other numeric dates
    that have one reading; another date of the document that is the same day; the order usual in
    `lang` (BCP 47, by CLDR). Raises ValueError when `order` is none of "dmy", "mdy" and "".
    """
    if order not in ("", "dmy", "mdy"):
        raise ValueError(f'date order "{order}" is unknown: use "dmy" or "mdy", or leave it empty')
    if not hit.readings:
        return hit
    chosen = order or _order_among(others)
    if not chosen and hit.value:
        return hit._replace(readings=())
    if not chosen:
        days = {other.value[:10] for other in others if other.value}
        same = [reading for reading in hit.readings if reading[:10] in days]
        if len(same) == 1:
            return hit._replace(value=same[0], readings=())
        chosen = order_of(lang)
    if not chosen:
        return hit
    return hit._replace(value=hit.readings[chosen == "mdy"], readings=())


def read_by_others(hits: Sequence[DateHit]) -> list[DateHit]:
    """The dates of a page, where the others tell the order of day and month with that value too.

    Their readings stay, so that the user's order can still overrule it in `resolve`.
    """
    chosen = _order_among(hits)
    if not chosen:
        return list(hits)
    return [
        hit._replace(value=hit.readings[chosen == "mdy"]) if hit.readings else hit for hit in hits
    ]


def _order_among(hits: Iterable[DateHit]) -> str:
    """The order of the numeric dates with a number that can be no month; "" if they disagree."""
    found = set()
    for hit in hits:
        match = _DAY_AND_MONTH.search(hit.raw) if hit.value else None
        if match and int(match[1]) > 12:
            found.add("dmy")
        elif match and int(match[3]) > 12:
            found.add("mdy")
    return found.pop() if len(found) == 1 else ""


def _read_short(line: str) -> Header | None:
    shape = shape_of(line)
    run = run_of(shape)
    if not run:
        return None
    first, last = run[0].first, run[-1].last
    whole = last - first == len(shape.letters)
    if not (_may_precede(line, shape, run) and _may_follow(line, shape, run)):
        return None
    # With a name on both sides the separator between them stays.
    if first > 0 and last < len(shape.letters) and run[-1].kind == "sign":
        last -= 1
    hits = hits_of(line, shape, run)
    return Header(hits, shape.spans[first][0], shape.spans[last - 1][1], whole) if hits else None


def _may_precede(line: str, shape: Shape, run: list[Piece]) -> bool:
    """Whether nothing stands before the header, or a name that is clearly set apart."""
    first, last = run[0].first, run[-1].last
    opening = shape.letters[first]
    if first == 0:
        # "On May 21, 2024" alone is the beginning of a sentence, "v2.10.2024" a version.
        return opening not in "ptoa" or any(piece.kind in ("time", "label") for piece in run)
    before = line[: shape.spans[first][0]]
    if shape.letters[0] == "b" and opening not in ":(":
        return is_name(before[shape.spans[0][1] :].lstrip(" :："), MAX_BYLINE_WORDS)
    if opening == "|":
        return is_name(before) or is_count(before)
    # "HANOI, May 21, 2024 — Reuters" is a dateline.
    return opening == "," and last == len(shape.letters) and is_place(before)


def _may_follow(line: str, shape: Shape, run: list[Piece]) -> bool:
    """Whether nothing stands behind the header, or a name or a count that is set apart."""
    last = run[-1].last
    if last == len(shape.letters):
        return True
    if shape.letters[last] == "b":
        author = line[shape.spans[last][1] :].lstrip(" :：")
        labelled = any(piece.kind == "label" for piece in run)
        return is_name(author, MAX_BYLINE_WORDS) or (labelled and is_handle(author))
    behind = line[shape.spans[last - 1][1] :]
    return is_count(behind) or (shape.letters[last - 1] == "|" and is_name(behind))


def hits_of(line: str, shape: Shape, run: list[Piece]) -> tuple[DateHit, ...]:
    """The dates of a header; none when one of them cannot be read.

    A second date without a label is the end of a span of days, unless it is the same once more, as
    templates write that have one for people and one for machines, or glued to the first: those two
    are published and updated, whichever stands first.
    """
    hits: list[DateHit] = []
    for stamp in stamps_of(shape, run):
        moment = read_stamp(shape, stamp)
        if moment is None:
            return ()
        if len(moment.readings) > 1 and puts_day_first(shape, run):
            moment = moment._replace(readings=moment.readings[:1])
        hit = _hit(line, moment)
        if not hits or stamp.label:
            hits.append(hit)
        elif hit.start == hits[0].end and hit.value and hits[0].value:
            hits = sorted((hits[0], hit), key=lambda one: one.value)[:1]
        elif (hit.value, hit.readings) != (hits[0].value, hits[0].readings):
            return ()
    return tuple(hits)


def _hit(line: str, moment: Moment) -> DateHit:
    start, end, readings, precision, updated = moment
    kind = "updated" if updated else "published"
    if len(readings) == 1:
        return DateHit(start, end, readings[0], precision, line[start:end], kind)
    return DateHit(start, end, "", precision, line[start:end], kind, readings)
