"""How far a hit goes beyond its own line, and what holds it back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from cleaner.rule import Reach
from cleaner.view import View


@dataclass(frozen=True, slots=True)
class Ground:
    """What reaches need to know of every block, laid out in one pass: each then costs a lookup."""

    starts: list[int]  # first block of the run of lines, without blank line or prose, it stands in
    ends: list[int]  # last block of that run
    before: list[int]  # width of running text before it that no rule takes


def survey(view: View) -> Ground:
    blocks = view.blocks
    size = len(blocks)
    starts, ends = list(range(size)), list(range(size))
    for i in range(1, size):
        if blocks[i].gap == 1 and not blocks[i].prose and not blocks[i - 1].prose:
            starts[i] = starts[i - 1]
    for i in range(size - 2, -1, -1):
        if starts[i + 1] == starts[i]:
            ends[i] = ends[i + 1]
    text = (b.width if b.prose and i not in view.taken else 0 for i, b in enumerate(blocks))
    return Ground(starts, ends, list(accumulate(text, initial=0)))


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
        last = ground.ends[index]
    elif reach.over == "group" and _is_group(view, ground.starts[index], ground.ends[index]):
        first, last = ground.starts[index], ground.ends[index]
    return view.blocks[first].start, view.blocks[last].end


def _is_group(view: View, first: int, last: int) -> bool:
    """Whether a run stands between blank lines, and is not the whole page: then it is no group."""
    blocks = view.blocks
    apart = last + 1 == len(blocks) or blocks[last + 1].gap != 1
    return blocks[first].gap != 1 and apart and last - first + 1 < len(blocks)


def _may_end(ground: Ground, index: int, reach: Reach) -> bool:
    """The guards of `rest`: enough running text before, and not too much of it after."""
    before, whole = ground.before[index], ground.before[-1]
    return before >= reach.min_text_before and whole - before <= reach.max_text_after * whole
