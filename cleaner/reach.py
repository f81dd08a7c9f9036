"""How far a hit goes beyond its own line, and what holds it back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cleaner.rule import Reach
from cleaner.view import View


@dataclass(frozen=True, slots=True)
class Ground:
    """What reaches need to know of the page, laid out in one pass: each then costs a bisection."""

    edges: list[int]  # where runs of lines, without blank line or prose, begin; the blocks' number
    prose: list[int]  # blocks of running text that no rule takes
    widths: list[int]  # the width of all before each of these, and of all

    def run(self, index: int) -> tuple[int, int]:
        """The first and the last block of the run that a block stands in."""
        at = bisect_right(self.edges, index)
        return self.edges[at - 1], self.edges[at] - 1

    def before(self, index: int) -> int:
        """The width of running text before a block."""
        return self.widths[bisect_left(self.prose, index)]


def survey(view: View) -> Ground:
    edges = [
        index
        for index, (above, block) in enumerate(pairwise(view.blocks), 1)
        if block.gap != 1 or block.prose or above.prose
    ]
    prose = [i for i, block in enumerate(view.blocks) if block.prose and i not in view.taken]
    widths = accumulate((view.blocks[i].width for i in prose), initial=0)
    return Ground([0, *edges, len(view.blocks)], prose, list(widths))


def reached(view: View, ground: Ground, index: int, reach: Reach) -> tuple[int, int]:
    """The span (page offsets) that a whole-line hit on block `index` takes.

    group: the lines around it without a blank line between, unless running text is among them.
    run:   the lines after it without a blank line between, up to running text.
    rest:  everything after it, if the guards allow; else its run.
    """
    first = last = index
    if reach.over == "rest" and _may_end(ground, index, reach):
        last = len(view.blocks) - 1
    elif reach.over in ("run", "rest"):
        last = ground.run(index)[1]
    elif reach.over == "group" and _is_group(view, *ground.run(index)):
        first, last = ground.run(index)
    return view.blocks[first].start, view.blocks[last].end


def _is_group(view: View, first: int, last: int) -> bool:
    """Whether a run stands between blank lines, and is not the whole page: then it is no group."""
    blocks = view.blocks
    apart = last + 1 == len(blocks) or blocks[last + 1].gap != 1
    return blocks[first].gap != 1 and apart and last - first + 1 < len(blocks)


def _may_end(ground: Ground, index: int, reach: Reach) -> bool:
    """The guards of `rest`: enough running text before, and not too much of it after."""
    before, whole = ground.before(index), ground.widths[-1]
    return before >= reach.min_text_before and whole - before <= reach.max_text_after * whole
