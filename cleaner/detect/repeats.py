"""What a page says twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.model import Block, Mark
from cleaner.rule import Rule
from cleaner.view import View, removes

# One doubled line can be a picture's alternative text above its caption; a list has more.
MIN_TEASERS = 2
# Columns of the shortest title; shorter lines that stand twice are cells of tables.
TITLE = 12


def doubled_teasers(view: View, rule: Rule) -> Iterator[Mark]:
    """A list of teasers, each a title twice (the picture's text, then the link) and perhaps a lead.

    A run of at least MIN_TEASERS such entries one after another goes, from the first title to
    the last lead.
    """
    blocks = view.blocks
    done = 0
    twins = [index for index, (one, two) in enumerate(pairwise(blocks)) if one.key == two.key]
    for index in twins:
        if index < done or not _doubled(blocks, index):
            continue
        entries, end = 0, index
        while _doubled(blocks, end):
            entries += 1
            end += 2
            if end < len(blocks) and blocks[end].prose and not _doubled(blocks, end):
                end += 1
        if entries >= MIN_TEASERS:
            yield removes(rule, blocks[index].start, blocks[end - 1].end, f"{entries} teasers")
        done = end


def _doubled(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that says something, and is no running text, stands twice in a row here."""
    if index + 1 >= len(blocks) or blocks[index].prose or blocks[index].width < TITLE:
        return False
    key = blocks[index].key
    return key == blocks[index + 1].key and any(map(str.isalpha, key))
