"""What kind of page this is, as far as it decides whether to cut at all."""

from __future__ import annotations

from cleaner.model import Page

# A page with this many lines and no running text is a list of links, a table or a menu.
LISTING_LINES = 12
# A round that takes more than this share of the running text has mistaken the text for clutter.
MAX_LOSS = 0.8


def looks_like_listing(page: Page) -> bool:
    """Only of text: in HTML the markup tells a list of results from a menu, and to leave such
    pages alone cost .012 of F1 (a fourth of wcxb-dev)."""
    many = len(page.blocks) >= LISTING_LINES and not has_markup(page)
    return many and not any(block.prose for block in page.blocks)


def holds_text(after: Page, before: Page) -> bool:
    """Whether a round leaves a floor of running text; a page without any has nothing to lose.

    In HTML any block will do: under a short article may stand hundreds of comments.
    """
    if has_markup(before):
        return bool(after.blocks)
    whole = sum(block.width for block in before.blocks if block.prose)
    kept = sum(block.width for block in after.blocks if block.prose)
    return kept >= (1 - MAX_LOSS) * whole


def has_markup(page: Page) -> bool:
    return any(block.context for block in page.blocks[:1])
