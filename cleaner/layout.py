"""What stays and what goes -> edits that tile the page: every blank between has its place too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.glue import joint
from cleaner.model import Block, Edit, Page

SPACE = "space/squeeze"
GLUE = "space/glue"
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # those of str.splitlines
# Between two kept lines: nothing at the page's start, a line end, or a blank line.
SEPARATORS = ("", "\n", "\n\n")


def layout(page: Page, kept: Sequence[Block], removals: Sequence[Edit]) -> list[Edit]:
    """Sorted, disjoint edits after which the kept blocks stand apart as `Block.gap` says.

    Removals that adjoin are one edit when one rule made them, and the blanks inside and after a
    removal belong to it, so that a removed block of twenty lines is one entry of the record.
    """
    text = page.text
    edits: list[Edit] = []
    position = taken = 0
    for index, block in enumerate(kept):
        start, sep = block.start, SEPARATORS[block.gap]
        mine = taken
        while taken < len(removals) and removals[taken].start < start:
            taken += 1
        if taken > mine or text[position:start] != sep:
            if block.gap == 1 or (index + 1 < len(kept) and kept[index + 1].gap == 1):
                start = _indented(text, position, start)
            edits += _between(text, position, start, sep, removals[mine:taken])
        if page.flat is not text and not text.startswith(block.line, block.start):
            edits += _glued(text, block)
        position = block.end
    edits += _between(text, position, len(text), "", removals[taken:])
    return edits


def _glued(text: str, block: Block) -> Iterator[Edit]:
    """The line ends inside a block glued from several lines become what joins them."""
    end = position = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = position + line.index(bare[0])
            if start > end:
                yield Edit(end, start, GLUE, "space", joint(text[end - 1], bare))
            end = start + len(bare)
        position += len(line)


def _indented(text: str, low: int, start: int) -> int:
    """Where the indentation of a line in a group of lines begins; it may carry meaning (code).

    Blanks before a line that lost its beginning are no indentation.
    """
    begin = start
    while begin > low and text[begin - 1] in " \t":
        begin -= 1
    return begin if begin == 0 or text[begin - 1] in LINE_ENDS else start


def _between(text: str, start: int, end: int, sep: str, removals: Sequence[Edit]) -> Iterator[Edit]:
    """Edits after which nothing but `sep` is left of text[start:end]."""
    if not removals:
        if text[start:end] != sep:
            yield _squeezed(text, start, end, sep)
        return
    first, last = removals[0].start, removals[-1].end
    if text.startswith(sep, start) and start + len(sep) <= first:
        start += len(sep)
    elif text.endswith(sep, last, end):
        end -= len(sep)
    else:
        yield Edit(start, first, SPACE, "space", sep)
        start = first
    merged: list[Edit] = []
    for edit in removals:
        if not merged or (merged[-1].rule, merged[-1].role) != (edit.rule, edit.role):
            merged.append(edit)
    for edit, following in zip(merged, [*merged[1:], None], strict=True):
        stop = following.start if following else end
        yield Edit(start, stop, edit.rule, edit.role)
        start = stop


def _squeezed(text: str, start: int, end: int, sep: str) -> Edit:
    """The least change that makes text[start:end], which is another, the separator."""
    least = min(end - start, len(sep))
    head = 0
    while head < least and text[start + head] == sep[head]:
        head += 1
    tail = 0
    while tail < least - head and text[end - 1 - tail] == sep[-1 - tail]:
        tail += 1
    return Edit(start + head, end - tail, SPACE, "space", sep[head : len(sep) - tail])
