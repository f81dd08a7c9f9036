"""Date headers: lines, and the crawl prefix of a line, that say when a page was published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.detect.dates import crawl_prefix, looks_dated, read_header
from cleaner.model import Found, Mark
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
    for block in view.blocks:
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

    A byline stays behind for the rules that read it; other words beside the date go with it.
    """
    for index in view.free(range(min(view.zones.lead, len(view.blocks)))):
        block = view.blocks[index]
        if block.width > MAX_WIDTH or not looks_dated(view.page.folded[block.start : block.end]):
            continue
        line = view.text(index)
        header = read_header(line) or read_header(SEPARATOR.split(line, maxsplit=1)[0])
        if header is None or not header.hits or crawl_prefix(" " + line):
            continue
        if header.whole or len(line) - (header.end - header.start) <= MAX_REST:
            start, end = block.start, block.end
            if not header.whole and BYLINE.match(line):
                start += header.start
            yield removes(rule, start, end)
            for hit in header.hits:
                span = (block.start + hit.start, block.start + hit.end)
                yield reads(rule, hit, *span, "date")
