"""What kind of page this is, as far as it decides whether to cut at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from cleaner.model import Edit, Page

# A page with this many lines and no running text is a list of links, a table or a menu.
LISTING_LINES = 12
# A round that takes more than this share of the running text has mistaken the text for clutter.
MAX_LOSS = 0.8
# Columns of running text, some four paragraphs, that are a text by themselves.
LONG = 600


def looks_like_listing(page: Page) -> bool:
    """Only of text: in HTML the markup tells a list of results from a menu, and to leave such
    pages alone cost .012 of F1 (a fourth of wcxb-dev)."""
    many = len(page.blocks) >= LISTING_LINES and not has_markup(page)
    return many and not any(block.prose for block in page.blocks)


def holds_text(after: Page, before: Page, gone: Iterable[Edit]) -> bool:
    """Whether a round leaves a floor of running text; a page without any has nothing to lose.

    Below a text of some length comments do not count: what readers wrote may be ten times as long
    as what they read. In HTML any block will do: under a short article may stand hundreds of them.
    """
    if has_markup(before):
        return bool(after.blocks)
    kept = sum(block.width for block in after.blocks if block.prose)
    answers = sorted((e.start, e.end) for e in gone if e.role == "comments" and kept >= LONG)
    whole = sum(
        block.width
        for block in before.blocks
        if block.prose and not _is_within(answers, block.start)
    )
    return kept >= (1 - MAX_LOSS) * whole


def _is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether one of these spans, sorted and apart, holds the place."""
    at = bisect_right(spans, place, key=itemgetter(0)) - 1
    return at >= 0 and place < spans[at][1]


def has_markup(page: Page) -> bool:
    return any(block.context for block in page.blocks[:1])
