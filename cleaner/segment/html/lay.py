"""Lines -> the page's text and its blocks: laid out so that a person can read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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
    # of each block: start, end, gap, its first line, code points inside links
    spans: list[tuple[int, int, int, Line, int]] = []
    at = 0
    above: Line | None = None
    for line in walked.lines:
        whole = "".join(walked.pieces[line.first : line.last]).rstrip()
        bare = whole.lstrip()
        indent = len(whole) - len(bare)
        if line.joined:
            start, _, gap, first, linked = spans.pop()
            out += (CELLS, bare)
            at += len(CELLS)
        else:
            gap = _gap(above, line) if above else 0
            out += (SEPARATORS[gap], whole)
            at += gap + indent
            start, first, linked = at, line, 0
        begins.append(at - indent)
        at += len(bare)
        spans.append((start, at, gap, first, linked + line.linked))
        above = line
    text = "".join(out)
    folded = fold(text)
    contexts = [_context(line, linked, end - start) for start, end, _, line, linked in spans]
    blocks = make_blocks(
        [text[start:end] for start, end, *_ in spans],
        [span[0] for span in spans],
        [span[1] for span in spans],
        [span[2] for span in spans],
        contexts,
    )
    return Laid(text, folded, blocks, _head(walked, begins))


def _context(line: Line, linked: int, size: int) -> Context:
    links = min(SHARE, SHARE * linked // size) if linked else 0
    return Context(*line.scope.facts, line.element, line.parent, links)


def _gap(above: Line, line: Line) -> int:
    wide = line.level == LINE and (above.size >= WIDE or line.size >= WIDE)
    if wide and not line.scope.facts.in_list and above.element != line.element:
        return PARAGRAPH
    return line.level


def _head(walked: Walker, begins: Sequence[int]) -> tuple[Element, ...]:
    """The elements that readers of fields look at, with where their text begins."""
    firsts = [line.first for line in walked.lines]
    return tuple(_element(walked, sign, firsts, begins) for sign in walked.signs)


def _element(walked: Walker, sign: Sign, firsts: Sequence[int], begins: Sequence[int]) -> Element:
    if sign.first == sign.last:
        text = sign.raw if sign.tag == "script" else " ".join(sign.raw.split())
        return Element(sign.tag, sign.attributes, text, -1)
    number = bisect_right(firsts, sign.first) - 1
    before = "".join(walked.pieces[firsts[number] : sign.first + 1])
    start = begins[number] + len(before) - len(walked.pieces[sign.first].lstrip())
    parts: list[str] = []
    size, at = 0, sign.first
    while at < sign.last and size < MAX_TEXT:
        if number + 1 < len(firsts) and at == firsts[number + 1]:
            parts.append(" ")
            number += 1
        parts.append(walked.pieces[at])
        size += len(walked.pieces[at])
        at += 1
    return Element(sign.tag, sign.attributes, " ".join("".join(parts).split())[:MAX_TEXT], start)
