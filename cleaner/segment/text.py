"""Plain text -> Page: where the blocks are."""

from __future__ import annotations

from cleaner.blocks import make_block
from cleaner.fold import fold
from cleaner.model import Block, Page, Source

BOM = "\ufeff"


def segment_text(source: Source) -> Page:
    """Every line that is not blank is a block. Line ends are those of `str.splitlines`."""
    text = source.text
    folded = fold(text)
    blocks: list[Block] = []
    # A byte order mark is a mark of the encoding, not a character of the first line.
    position = 1 if text.startswith(BOM) else 0
    gap = 0
    for line in text[position:].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = position + line.index(bare[0])
            blocks.append(make_block(text, folded, start, start + len(bare), gap))
            gap = 1
        elif gap:
            gap = 2
        position += len(line)
    return Page(source, text, folded, blocks)
