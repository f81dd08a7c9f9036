"""What kind of page this is, as far as it decides whether to cut at all."""

from __future__ import annotations

from cleaner.model import Page

# A page with this many lines and no running text is a list of links, a table or a menu.
LISTING_LINES = 12
# A round that takes more than this share of the running text has mistaken the text for clutter.
MAX_LOSS = 0.8


def looks_like_listing(page: Page) -> bool:
    return len(page.blocks) >= LISTING_LINES and not any(block.prose for block in page.blocks)


def holds_text(after: Page, before: Page) -> bool:
    """Whether a round leaves a floor of running text; a page without any has nothing to lose."""
    whole = sum(block.width for block in before.blocks if block.prose)
    kept = sum(block.width for block in after.blocks if block.prose)
    return kept >= (1 - MAX_LOSS) * whole
