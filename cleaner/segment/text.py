"""Plain text -> Page: where the blocks are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, compress
from operator import add, sub

from cleaner.blocks import make_blocks
from cleaner.fold import fold
from cleaner.glue import join, sentences
from cleaner.model import Page, Source

BOM = "\ufeff"

_BLANK = re.compile(r"[^\S ]")  # all blanks but the space


def segment_text(source: Source) -> Page:
    """Every line that is not blank is a block, or part of one glued from several.

    Line ends are those of `str.splitlines`. A glued block is a paragraph of its own, apart from
    its neighbours by blank lines, so that nothing is glued to it when the text is cleaned again.
    """
    text = source.text
    whole = text.splitlines(keepends=True)
    left = [line.lstrip() for line in whole]
    if text.startswith(BOM):  # a mark of the encoding, not a character of the first line
        left[0] = left[0][1:].lstrip()
    starts = list(map(sub, accumulate(map(len, whole)), map(len, left)))
    lines = [line.rstrip() for line in left]
    ends = list(map(add, starts, map(len, lines)))
    glued = sentences(lines)
    for first, stop in glued:
        ends[first] = ends[stop - 1]
        lines[first:stop] = [join(lines[first:stop]), *[""] * (stop - first - 1)]
    gaps = [1 if above else 2 for above in ["", *lines[:-1]]]
    for first, _ in glued:
        gaps[first] = 2
    flat = _flat(text, [(starts[first], ends[first]) for first, _ in glued])
    starts, ends, gaps = (list(compress(column, lines)) for column in (starts, ends, gaps))
    gaps[:1] = [0] * len(gaps[:1])  # the first block
    blocks = make_blocks([line for line in lines if line], starts, ends, gaps)
    return Page(source, text, flat, fold(flat), blocks)


def _flat(text: str, glued: Iterable[tuple[int, int]]) -> str:
    """The text with blanks for the line ends inside the glued parts, [start, end) each."""
    out: list[str] = []
    done = 0
    for start, end in glued:
        out += (text[done:start], _BLANK.sub(" ", text[start:end]))
        done = end
    return "".join((*out, text[done:])) if out else text
