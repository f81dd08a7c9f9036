"""Where a block stands: before, in or after the page's running text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from cleaner.model import Block, Zone

# A deck, a caption or a dateline stands among the first three paragraphs (seeds 003 and 004).
LEAD = 3


@dataclass(frozen=True, slots=True)
class Zones:
    """head: before the first prose block; lead: up to the LEAD-th; tail: after the last.

    Zones follow from prose alone, so taking out a label or a link moves none of them.
    """

    first: int  # index of the first prose block; the number of blocks when there is none
    lead: int  # one past the LEAD-th prose block
    last: int  # index of the last prose block; -1 when there is none

    def of(self, index: int) -> Zone:
        if index < self.first:
            return "head"
        if index > self.last:
            return "tail"
        return "lead" if index < self.lead else "body"


def find_zones(blocks: Sequence[Block], outside: Container[int] = ()) -> Zones:
    """`outside`: blocks that are known to be no part of the main content, prose or not."""
    prose = [i for i, block in enumerate(blocks) if block.prose and i not in outside]
    if not prose:
        return Zones(len(blocks), len(blocks), -1)
    return Zones(prose[0], prose[min(LEAD, len(prose)) - 1] + 1, prose[-1])
