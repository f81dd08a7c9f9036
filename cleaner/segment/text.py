"""Plain text -> Page: where the blocks are."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.blocks import make_block
from cleaner.fold import fold
from cleaner.glue import join, reach
from cleaner.model import Block, Page, Source

BOM = "\ufeff"


def segment_text(source: Source) -> Page:
    """Every line that is not blank is a block, or part of one glued from several.

    Line ends are those of `str.splitlines`. A glued block is a paragraph of its own, apart from
    its neighbours by blank lines, so that nothing is glued to it when the text is cleaned again.
    """
    text = source.text
    folded = fold(text)
    blocks: list[Block] = []
    flat: list[str] = []
    done = 0
    glued = False
    for run in _runs(text):
        lines = [line for _, line in run]
        first = 0
        while first < len(run):
            last = reach(lines, first, len(run)) - 1
            start, line = run[first]
            alone = last > first or not first or glued
            gap = 0 if not blocks else 2 if alone else 1
            glued = last > first
            if not glued:
                end = start + len(line)
                blocks.append(make_block(line, folded[start:end], start, gap))
            else:
                end = run[last][0] + len(lines[last])
                whole = join(lines[first : last + 1])
                blocks.append(make_block(whole, fold(whole), start, gap, end))
                flat += (text[done:start], _blanked(text[start:end]))
                done = end
            first = last + 1
    if not flat:
        return Page(source, text, text, folded, blocks)
    evened = "".join((*flat, text[done:]))
    return Page(source, text, evened, fold(evened), blocks)


def _runs(text: str) -> Iterator[list[tuple[int, str]]]:
    """Lines without a blank line between, as (start, line bare of blanks at its edges)."""
    # A byte order mark is a mark of the encoding, not a character of the first line.
    position = 1 if text.startswith(BOM) else 0
    run: list[tuple[int, str]] = []
    for line in text[position:].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            run.append((position + line.index(bare[0]), bare))
        elif run:
            yield run
            run = []
        position += len(line)
    if run:
        yield run


def _blanked(text: str) -> str:
    """The text with a blank for every line end."""
    return "".join(" " if char.isspace() else char for char in text)
