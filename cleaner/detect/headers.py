"""Date headers: lines, and the crawl prefix of a line, that say when a page was published."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.detect.dates import crawl_prefix, looks_dated, read_header
from cleaner.model import Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# A line that is a date header with a byline or a place around it; longer ones are sentences.
MAX_WIDTH = 90


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
    """Whole lines above or among the first paragraphs that are dates with their labels."""
    for index in view.free(range(min(view.zones.lead, len(view.blocks)))):
        block = view.blocks[index]
        if block.width > MAX_WIDTH or not looks_dated(view.page.folded[block.start : block.end]):
            continue
        header = read_header(view.text(index))
        if header is None or not header.hits:
            continue
        yield removes(rule, block.start, block.end)
        for hit in header.hits:
            start, end = block.start + hit.start, block.start + hit.end
            yield reads(rule, hit, start, end, "date")
