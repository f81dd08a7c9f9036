"""Lines -> the page's text and its blocks: laid out so that a person can read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from cleaner.blocks import make_blocks
from cleaner.fold import fold
from cleaner.model import Block, Context, Element
from cleaner.segment.html.elements import LINE, PARAGRAPH
from cleaner.segment.html.walk import Line, Sign, Walker

SEPARATORS = ("", "\n", "\n\n")  # by Block.gap
CELLS = " | "  # between the cells of a row
# Lines of elements of their own are paragraphs when one of them is wider than a label, in code
# points: many pages write paragraphs as <div>.
WIDE = 80
# Code points of an element's text that readers of fields get: a headline has 200 at most.
MAX_TEXT = 500
SHARE = 255  # a share of a whole, as an integer


@dataclass(frozen=True, slots=True)
class Laid:
    text: str
    folded: str
    blocks: list[Block]
    head: tuple[Element, ...]


def lay(walked: Walker) -> Laid:
    """The page as lines: paragraphs apart by a blank line, cells of a row on one line."""
    out: list[str] = []
    begins: list[int] = []  # where the first piece of each line begins
    # columns of the blocks, each of one line or of the cells of a row
    lines: list[str] = []
    starts: list[int] = []
    gaps: list[int] = []
    contexts: list[Context] = []
    linked = at = 0
    above: Line | None = None
    for line in walked.lines:
        whole = "".join(walked.pieces[line.first : line.last]).rstrip()
        bare = whole.lstrip()
        indent = len(whole) - len(bare)
        if line.joined:
            out += (CELLS, bare)
            at += len(CELLS)
            lines[-1] += f"{CELLS}{bare}"
            linked += line.linked
            contexts[-1] = _linked(contexts[-1], linked, len(lines[-1]))
        else:
            gap = _gap(above, line) if above else 0
            out += (SEPARATORS[gap], whole)
            at += gap + indent
            lines.append(bare)
            starts.append(at)
            gaps.append(gap)
            linked = line.linked
            context = Context(*line.scope.facts, line.element, line.parent, 0)
            contexts.append(_linked(context, linked, len(bare)))
        begins.append(at - indent)
        at += len(bare)
        above = line
    text = "".join(out)
    ends = list(map(add, starts, map(len, lines)))
    blocks = make_blocks(lines, starts, ends, gaps, contexts)
    return Laid(text, fold(text), blocks, tuple(_head(walked, begins)))


def _linked(context: Context, linked: int, size: int) -> Context:
    """The context with the share of the block that is inside links."""
    return Context(*context[:-1], min(SHARE, SHARE * linked // size)) if linked else context


def _gap(above: Line, line: Line) -> int:
    wide = line.level == LINE and (above.size >= WIDE or line.size >= WIDE)
    if wide and not line.scope.facts.in_list and above.element != line.element:
        return PARAGRAPH
    return line.level


def _head(walked: Walker, begins: Sequence[int]) -> Iterator[Element]:
    """The elements that readers of fields look at, with where their text begins."""
    firsts = [line.first for line in walked.lines]
    sizes = list(accumulate(map(len, walked.pieces), initial=0))
    for sign in walked.signs:
        if sign.first == sign.last:
            text = sign.raw if sign.tag == "script" else " ".join(sign.raw.split())
            yield Element(sign.tag, sign.attributes, text, -1)
            continue
        number = bisect_right(firsts, sign.first) - 1
        piece = walked.pieces[sign.first]
        start = begins[number] + sizes[sign.first] - sizes[firsts[number]]
        start += len(piece) - len(piece.lstrip())
        yield Element(sign.tag, sign.attributes, _said(walked, sign, firsts, number), start)


def _said(walked: Walker, sign: Sign, firsts: Sequence[int], number: int) -> str:
    """The text of an element that begins on line `number`, as one line, as far as it is wanted."""
    parts: list[str] = []
    size, at = 0, sign.first
    while at < sign.last and size < MAX_TEXT:
        if number + 1 < len(firsts) and at == firsts[number + 1]:
            parts.append(" ")
            number += 1
        parts.append(walked.pieces[at])
        size += len(walked.pieces[at])
        at += 1
    return " ".join("".join(parts).split())[:MAX_TEXT]
