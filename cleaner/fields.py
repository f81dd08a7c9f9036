"""Findings -> the fields of a document: which of the values that were read is the page's own.

What the visible page says and what its metadata say are compared here, and nowhere else. Findings
of metadata have a rank; those of a field come best first, and so do those of the visible page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cleaner.detect.dates import DateHit, resolve
from cleaner.detect.names import names_in
from cleaner.model import LAST, Found, Problem

# There was no page of the web before; such dates are those of clocks that were never set.
FIRST_DAY = "1990-01-01"
# A moment told in UTC may be of the day before or after where the page was written.
ZULU = ("Z", "+00:00", "-00:00")
# Metadata of this rank are believed against the visible page: what it shows may be another date.
SURE = 1
DAY = len("2024-05-21")
# The best come first; what stands so far behind decides nothing, and each is held against all.
MAX_DATES = 100


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read, by which rule, of which rank, and whether readers see it."""

    hit: DateHit
    rule: str
    rank: int
    seen: bool

    @property
    def day(self) -> str:
        return self.hit.value[:DAY]


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page was published and updated, None where it does not say."""

    published: Dated | None
    updated: Dated | None
    doubts: tuple[Problem, ...]


def values(found: Iterable[Found], field: str) -> list[str]:
    """The distinct values of a field, in order, their blanks squeezed."""
    texts = (" ".join(str(one.value).split()) for one in found if one.field == field)
    return list(dict.fromkeys(texts))


def first(found: Iterable[Found], field: str) -> str:
    return next(iter(values(found, field)), "")


def authors(found: Sequence[Found]) -> list[str]:
    """The names of the source that is believed most: metadata, else the bylines of the page."""
    own = [one for one in found if one.field == "authors"]
    told = [one for one in own if one.start == one.end]
    lines = [one for one in own if one.start < one.end]
    if told and (told[0].rank < LAST or not lines):
        return values([one for one in told if one.rule == told[0].rule], "authors")
    shown = values(sorted(lines, key=lambda one: one.start), "authors")
    return list(dict.fromkeys(name for line in shown for name in names_in(line)))


def language(found: Sequence[Found], identified: tuple[str, float]) -> tuple[str, float]:
    """What the text was found to be written in; else what the page says, which nobody checked."""
    claimed = first(found, "lang")
    if identified[0] != "und" or not claimed:
        return identified
    return claimed.partition("-")[0], 0.0


def dates(found: Sequence[Found], *, lang: str = "und", order: str = "", as_of: str = "") -> Dates:
    """The page's own dates, and doubts about those that were refused or cannot be read one way.

    `lang` is the language of the text, `order` how the user reads numeric dates, `as_of` the day
    after which no page can be.
    """
    pairs = [(one, one.value) for one in found if isinstance(one.value, DateHit)][:MAX_DATES]
    told = {hit.value[:DAY] for one, hit in pairs if one.start == one.end}
    hits = [hit if order else _as_told(hit, told) for _, hit in pairs]
    tag = _regional(first(found, "lang"), lang)
    read, doubts = list[Dated](), list[Problem]()
    for (one, _), hit in zip(pairs, hits, strict=True):
        others = [other for other in hits if other != hit]
        own = resolve(hit, lang=tag, order=order, others=others)
        dated = Dated(own, one.rule, one.rank, one.start < one.end)
        doubt = _doubt(dated, as_of)
        if doubt:
            doubts.append(doubt)
        else:
            read.append(dated)
    if any(one.rank < LAST and not one.seen for one in read):
        read = [one for one in read if one.rank < LAST]
    kinds = [[one for one in read if one.hit.kind == kind] for kind in ("published", "updated")]
    published, updated = _published(kinds[0]), _updated(kinds[1])
    if published and updated and not updated.seen and updated.hit.value <= published.hit.value:
        updated = None  # templates write the same moment twice
    doubts += _mismatch(kinds[0], published)
    return Dates(published, updated, tuple(doubts))


def _as_told(hit: DateHit, told: Collection[str]) -> DateHit:
    """A date that can be read two ways, read as the metadata have it, if they have one of them."""
    fitting = [reading for reading in hit.readings if reading[:DAY] in told]
    return hit._replace(value=fitting[0], readings=()) if len(fitting) == 1 else hit


def _regional(claimed: str, lang: str) -> str:
    """The language of the text with the region that the page claims for it: en-GB."""
    return claimed if claimed and lang in ("und", claimed.partition("-")[0]) else lang


def _doubt(one: Dated, as_of: str) -> Problem | None:
    hit = one.hit
    if hit.readings and not hit.value:
        message = f"{hit.raw!r} can be read as {' or '.join(hit.readings)}: not read"
        return Problem("ambiguous-date", message)
    if not one.seen and one.day < FIRST_DAY[: len(one.day)]:
        return Problem("bad-date", f"{hit.raw!r} of {one.rule} is before {FIRST_DAY}: refused")
    if as_of and one.day > as_of[: len(one.day)]:
        return Problem("bad-date", f"{hit.raw!r} of {one.rule} is after {as_of}: refused")
    return None


def _published(read: Sequence[Dated]) -> Dated | None:
    """The date of one kind: the visible page's and the metadata's, where they agree.

    Where they do not, the metadata of the first rank; the day that the page shows for a moment in
    UTC; the earlier day, since a page shows the day of its last change as often as its first.
    """
    shown = [one for one in read if not one.rank]
    told = sorted((one for one in read if one.rank), key=lambda one: one.rank)
    if not shown or not told:
        best = next(iter(shown or told), None)
        return best and _finest(_local(best, told), read)
    best, first = shown[0], told[0]
    if any(_agree(best, one) for one in told):
        return _finest(best, read)
    if first.rank > SURE and any(_is_neighbour(best, one) for one in told):
        return best
    if first.rank == SURE or len(best.day) < DAY or first.day < best.day:
        return _finest(first, read)
    return best


def _updated(read: Sequence[Dated]) -> Dated | None:
    """The visible page's date, else that of the metadata believed most."""
    best = next((one for one in read if one.seen), next(iter(read), None))
    return best and _finest(best, read)


def _agree(one: Dated, other: Dated) -> bool:
    return one.day.startswith(other.day) or other.day.startswith(one.day)


def _finest(best: Dated, read: Sequence[Dated]) -> Dated:
    """Of the dates that say what `best` says, and more, the one that says most."""
    known = {True: best.hit.value, False: best.day}
    same = [one for one in read if one.hit.value.startswith(known[one.seen])]
    return max([best, *same], key=lambda one: len(one.hit.value))


def _local(best: Dated, told: Sequence[Dated]) -> Dated:
    """For a moment in UTC the day that another source gives it where the page was written."""
    if not best.hit.value.endswith(ZULU):
        return best
    return next((one for one in told if not one.seen and _is_neighbour(one, best)), best)


def _is_neighbour(local: Dated, moment: Dated) -> bool:
    """Whether a moment in UTC can be of the local day before or after it."""
    utc = (local.hit.value.endswith(ZULU), moment.hit.value.endswith(ZULU))
    if utc != (False, True) or len(local.day) < DAY:
        return False
    gap = date.fromisoformat(local.day) - date.fromisoformat(moment.day)
    return abs(gap) == timedelta(days=1)


def _mismatch(read: Sequence[Dated], chosen: Dated | None) -> Iterator[Problem]:
    """The page and its metadata say different days."""
    seen = next((one for one in read if one.seen and not one.rank), None)
    told = next((one for one in read if not one.seen), None)
    if not (seen and told and chosen) or _agree(seen, told) or _is_neighbour(seen, told):
        return
    page, markup = seen.hit.value, f"{told.hit.value} by {told.rule}"
    yield Problem("date-mismatch", f"the page says {page}, {markup}: {chosen.hit.value} is taken")
