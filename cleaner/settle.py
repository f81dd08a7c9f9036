"""Marks -> what goes: keep > field > remove; then the longest span; then the rule id."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cleaner.blocks import make_blocks
from cleaner.glue import line
from cleaner.model import Block, Edit, Mark, Page

_RANK = {"keep": 0, "field": 1, "remove": 2}

PARTED = 2  # a blank line

Piece = tuple[int, int, Mark]


def settle(marks: Iterable[Mark]) -> list[Piece]:
    """Disjoint, sorted pieces of the page, each with the mark that wins it.

    A sweep over the marks' edges with the strongest open mark on top: O(m log m) in their number.
    """
    live = [mark for mark in marks if mark.action in _RANK and mark.start < mark.end]
    live.sort(key=lambda mark: mark.start)
    edges = sorted({edge for mark in live for edge in (mark.start, mark.end)})
    pieces: list[Piece] = []
    open_marks: list[tuple[int, int, str, int, int]] = []
    fed = 0
    for start, end in pairwise(edges):
        while fed < len(live) and live[fed].start == start:
            mark = live[fed]
            strength = (_RANK[mark.action], mark.start - mark.end, mark.rule)
            heapq.heappush(open_marks, (*strength, mark.start, fed))
            fed += 1
        while open_marks and live[open_marks[0][-1]].end <= start:
            heapq.heappop(open_marks)
        if not open_marks:
            continue
        winner = live[open_marks[0][-1]]
        if pieces and pieces[-1][1] == start and pieces[-1][2] is winner:
            pieces[-1] = (pieces[-1][0], end, winner)
        else:
            pieces.append((start, end, winner))
    return pieces


def cut(page: Page, pieces: Sequence[Piece]) -> tuple[Page, list[Edit], list[Block]]:
    """The page without the pieces; the removals as edits; the blocks that lost a part.

    What a removal parted is apart by a blank line: nobody wrote the two lines one under another.
    A piece takes a whole block, its start or its end; one that would leave text on both sides
    of itself is not carried out, since nothing says how the sides should be joined.
    """
    blocks = page.blocks
    ranges, edits, parts = _by_block(blocks, pieces)
    kept: list[Block] = []
    shorter: list[Block] = []
    at, parted = 0, False
    for low, high in sorted([*ranges, *((index, index + 1) for index in parts)]):
        _keep(kept, blocks[at:low], parted)
        parted = parted and at == low
        if low not in parts:
            at, parted = high, True
            continue
        block = blocks[low]
        start, end, taken = _trim(page, block, parts[low])
        if not taken:
            at = low
            continue
        edits += (Edit(a, b, mark.rule, mark.role) for a, b, mark in taken)
        if start < end:
            gap = PARTED if start > block.start or parted else block.gap
            shorter.append(_shortened(page, block, start, end, gap))
            kept.append(shorter[-1])
        at, parted = high, end < block.end or start == end
    _keep(kept, blocks[at:], parted)
    if kept and kept[0].gap:
        kept[0] = _regap(kept[0], 0)
    return page.but(kept), edits, shorter


def _by_block(
    blocks: Sequence[Block], pieces: Sequence[Piece]
) -> tuple[list[tuple[int, int]], list[Edit], dict[int, list[Piece]]]:
    """Ranges of blocks that pieces take as a whole, with their edits; and, by block, the pieces
    that take a part of it, clipped to it."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    ranges: list[tuple[int, int]] = []
    edits: list[Edit] = []
    parts: dict[int, list[Piece]] = {}
    for start, end, mark in pieces:
        if mark.action == "keep":
            continue
        low, high = bisect_left(starts, start), bisect_right(ends, end)
        if low < high:
            ranges.append((low, high))
            edits.append(Edit(starts[low], ends[high - 1], mark.rule, mark.role))
        for index in {low - 1, max(high, low)}:
            if 0 <= index < len(blocks) and start < ends[index] and starts[index] < end:
                clipped = (max(start, starts[index]), min(end, ends[index]), mark)
                parts.setdefault(index, []).append(clipped)
    return ranges, edits, parts


def _keep(kept: list[Block], blocks: Sequence[Block], parted: bool) -> None:
    """Append blocks that stay; a removal stood before the first of them if `parted`."""
    if blocks:
        first = blocks[0]
        kept.append(_regap(first, PARTED) if parted and first.gap != PARTED else first)
        kept.extend(blocks[1:])


def _shortened(page: Page, block: Block, start: int, end: int, gap: int) -> Block:
    """What is left of a block, facts anew."""
    whole = line(page, start, end)
    return make_blocks([whole], [start], [end], [gap], [block.context])[0]


def _regap(block: Block, gap: int) -> Block:
    return block._replace(gap=gap)


def _trim(page: Page, block: Block, inside: list[Piece]) -> tuple[int, int, list[Piece]]:
    """What stays of the block, trimmed of blanks, and the pieces at its edges that go."""
    text, start, end = page.text, block.start, block.end
    taken: list[Piece] = []
    for piece in inside:
        if piece[0] > start and text[start : piece[0]].strip():
            break
        taken.append(piece)
        start = piece[1]
    for piece in reversed(inside[len(taken) :]):
        if piece[1] < end and text[piece[1] : end].strip():
            break
        taken.append(piece)
        end = piece[0]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, sorted(taken, key=lambda piece: piece[0])
