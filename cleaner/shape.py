"""What kind of page this is, as far as it decides whether to cut at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from cleaner.model import Block, Mark, Page

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


def holds_text(after: Page, before: Page, marks: Iterable[Mark]) -> bool:
    """Whether a round leaves a floor of running text; a page without any has nothing to lose.

    Below a text of some length what `marks` call comments does not count: what readers wrote may be
    ten times as long as what they read. In HTML any block will do: under a short article may stand
    hundreds of them.
    """
    if has_markup(before):
        return bool(after.blocks)
    prose = [block for block in before.blocks if block.prose]
    kept = sum(block.width for block in after.blocks if block.prose)
    if kept >= LONG:
        prose = _outside([one for one in marks if one.role == "comments"], prose)
    return kept >= (1 - MAX_LOSS) * sum(block.width for block in prose)


def _outside(marks: Iterable[Mark], blocks: Iterable[Block]) -> list[Block]:
    """The blocks that no mark would remove."""
    gone = sorted((one.start, one.end) for one in marks if one.action == "remove")
    starts = [start for start, _ in gone]
    ends = [0, *accumulate((end for _, end in gone), max)]  # of the first so many
    return [block for block in blocks if block.start >= ends[bisect_right(starts, block.start)]]


def has_markup(page: Page) -> bool:
    return any(block.context for block in page.blocks[:1])
