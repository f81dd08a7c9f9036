"""Do lxml and BeautifulSoup give the same blocks? On every page of the corpora."""

from __future__ import annotations

import time
from pathlib import Path

from bench.corpora import read
from cleaner.model import HTML, Page, ParserName, Source
from cleaner.segment import segment

CORPORA = ("wcxb-dev", "traf-dev")


def run(corpora: Path, pages: int | None) -> int:
    """Print the pages that come out differently, and the time of each; 1 when there are any."""
    spent = {"lxml": 0.0, "bs4": 0.0}
    count = differing = 0
    for name in CORPORA:
        for number, page in enumerate(read(corpora, name, html=True)):
            if number == pages:
                break
            source = Source(page.id, page.html, media=HTML)
            found = [_timed(source, parser, spent) for parser in ("lxml", "bs4")]
            count += 1
            if found[0] != found[1]:
                differing += 1
                print(f"{name} {page.id}: {_difference(*found)}")
    times = ", ".join(f"{parser} {1000 * total / count:.1f} ms" for parser, total in spent.items())
    print(f"{count} pages, {differing} differ; a page by {times}")
    return 1 if differing else 0


def _timed(source: Source, parser: ParserName, spent: dict[str, float]) -> Page:
    start = time.process_time()
    page = segment(source, parser)
    spent[parser] += time.process_time() - start
    return page


def _difference(one: Page, other: Page) -> str:
    for left, right in zip(one.blocks, other.blocks, strict=False):
        if left != right:
            return f"{one.text[left.start : left.end]!r}, {other.text[right.start : right.end]!r}"
    if len(one.blocks) != len(other.blocks):
        return f"{len(one.blocks)} blocks, {len(other.blocks)}"
    heads = (pair for pair in zip(one.head, other.head, strict=False) if pair[0] != pair[1])
    return str(next(heads, "elements with metadata"))
