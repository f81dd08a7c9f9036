"""Date headers: lines, and the crawl prefix of a line, that say when a page was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.detect.datecandidates import dated
from cleaner.detect.datechoice import FIRM, ranked
from cleaner.detect.dates import crawl_prefix, read_header
from cleaner.model import LAST, WEAK, Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# A line that is a date header with a byline or a place around it; longer ones are sentences.
MAX_WIDTH = 90
# Words beside a date on its line: a place, a desk, a name.
MAX_REST = 45
# What stands between a date and a second remark: `May 21, 2024 · Updated 5 hours ago`.
SEPARATOR = re.compile(r"\s[·•|]\s")
# How a byline opens in the languages of the conventions.
BYLINE = re.compile(r"(?i)(?:by|von|par|por|di|door|av|af|oleh|tekst|text|autor|author)\b")


def crawl_prefixes(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """` date 2025-12-02 ` that a crawl put at a line's start; what follows it stays."""
    for index in view.numbered:
        block = view.blocks[index]
        if view.page.folded.startswith("date ", block.start):
            line = " " + view.page.text[block.start : block.end]
            hit = crawl_prefix(line)
            if hit:
                end = block.start + hit.end - 1
                while end < block.end and view.page.text[end].isspace():
                    end += 1
                yield removes(rule, block.start, end)
                yield reads(rule, hit, block.start, end, "date")


def date_headers(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Lines above or among the first paragraphs that are dates, with labels, a place or a byline.

    A byline stays behind for the rules that read it; other words beside the date go with it. What
    the page's own date is, is another question: it may stand in a line that stays.
    """
    # Dates are told by the company they keep: once something has gone, the last comment of many
    # would look like the only date on the page.
    lines = dated(view, view.zones.lead)
    yield from (removes(rule, *span) for span in _header_spans(view, lines))
    if view.page.whole:
        yield from _own_dates(view, rule)


def only_changes(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """The day of the last change, on a page that shows no other, as its date.

    As readers are told it: beside a stamp for machines the page is as often older (2 of 5 annotated
    pages right, against 16 of 20).
    """
    known = view.page.whole and view.page.head  # of plain text nobody knows what metadata say
    found = view.once(ranked) if known else []
    if all(one.only and one.hit.kind == "updated" and one.hit.precision == "day" for one in found):
        for one in found[:1]:
            yield from (removes(rule, *span) for span in _header_spans(view, [one.block]))
            start = view.blocks[one.block].start
            hit = one.hit._replace(kind="published")
            yield reads(rule, hit, start + hit.start, start + hit.end, "date")._replace(rank=LAST)


def says_when(view: View, index: int) -> bool:
    """Whether a line is a date header."""
    if view.taken.get(index) == "date":
        return True
    block = view.blocks[index]
    header = read_header(block.line) if "#" in block.key else None
    return header is not None and bool(header.hits)


def _header_spans(view: View, lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What goes of the lines of the head that are date headers."""
    for index in lines:
        if index < view.zones.lead and index not in view.taken:
            span = _header_span(view, index)
            if span:
                yield span


def _header_span(view: View, index: int) -> tuple[int, int] | None:
    """What goes of a line that is a date header."""
    block = view.blocks[index]
    if block.width > MAX_WIDTH:
        return None
    line = view.text(index)
    header = read_header(line) or read_header(SEPARATOR.split(line, maxsplit=1)[0])
    if header is None or not header.hits or crawl_prefix(" " + line):
        return None
    if not header.whole and len(line) - (header.end - header.start) > MAX_REST:
        return None
    byline = not header.whole and BYLINE.match(line)
    return block.start + header.start if byline else block.start, block.end


def _own_dates(view: View, rule: Rule) -> Iterator[Found]:
    """When the page was published and updated, best first; and where it says the same day again,
    perhaps to the minute or in words."""
    found = view.once(ranked)
    for kind in ("published", "updated"):
        own = [one for one in found if one.hit.kind == kind]
        for one in own:
            if one is own[0] or not one.days.isdisjoint(own[0].days):
                start = view.blocks[one.block].start
                span = (start + one.hit.start, start + one.hit.end)
                rank = 0 if one.labelled or one.points >= FIRM else WEAK
                yield reads(rule, one.hit, *span, "date")._replace(rank=rank)
