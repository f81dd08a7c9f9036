"""The main content of a page by rules alone: the best region of running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.blocks import SENTENCE
from cleaner.model import Block, Mark
from cleaner.rule import Rule
from cleaner.score.evidence import EVIDENCE, of_lines
from cleaner.view import View, removes

# What a block is worth, in columns of running text, set by hand on wcxb-dev articles: running
# text counts its width up to a long paragraph's, a short sentence a sixth of its own, a label
# costs a little, a line that rules know as clutter more than any label.
MOST = 500
SENTENCE_WORTH = 0.15
LABEL = -10
CLUTTER = -120
# Roles of lines that stand among an article's own.
WITHIN = ("byline", "caption", "credit", "date", "media", "related", "teaser", "title", "ad")


def outside(view: View, rule: Rule) -> Iterator[Mark]:
    """Everything before and after the region whose blocks are worth most together.

    Left alone when too little of what would go is known clutter: then nothing says that the page
    has any.
    """
    first, last = best([worth(block, view.taken.get(i, "")) for i, block in enumerate(view.blocks)])
    if first > last:
        return
    known = of_lines([block.key for block in view.blocks])
    for low, high in ((0, first), (last + 1, len(view.blocks))):
        if int(known[:first].sum() + known[last + 1 :].sum()) >= EVIDENCE and low < high:
            note = "outside the best region"
            yield removes(rule, view.blocks[low].start, view.blocks[high - 1].end, note)


def worth(block: Block, role: str) -> float:
    """What a block is worth; `role` is that of the line rule that takes it, if one does."""
    if role:
        return 0 if role in WITHIN else CLUTTER
    if block.prose:
        return min(block.width, MOST)
    return SENTENCE_WORTH * block.width if block.ended and block.width >= SENTENCE else LABEL


def best(values: Sequence[float]) -> tuple[int, int]:
    """First and last index of the run of values with the greatest sum; (0, -1) when none is
    positive (Bentley, Programming Pearls, 1984)."""
    most = current = 0.0
    start, found = 0, (0, -1)
    for index, value in enumerate(values):
        if current <= 0:
            current, start = 0.0, index
        current += value
        if current > most:
            most, found = current, (start, index)
    return found
