"""Bylines that are names and nothing else: their place tells them, between title and date."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.detect.heads import find_title, says_when
from cleaner.detect.names import is_personal, names_in
from cleaner.model import Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# Blocks below the title: of the names one to three below it 109 of 119 were of the annotated author
# (both flattenings of all pages of the corpora), of those farther down 11 of 17.
NEAR = 3
MAX_WIDTH = 40  # columns: of two people; a longer line is a subtitle


def names_alone(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Names on a line of their own right above the date, with the title above both.

    A name beside anything else may as well be a section's, a town's or a product's.
    """
    free = view.free(range(1, min(view.zones.first, len(view.blocks) - 1)))
    lines = [i for i in free if says_when(view, i + 1) and _names(view, i)]
    title = view.once(find_title) if lines else None
    for index in lines:
        if title is not None and title < index <= title + NEAR:
            block = view.blocks[index]
            yield removes(rule, block.start, block.end)
            yield reads(rule, view.text(index), block.start, block.end)


def _names(view: View, index: int) -> bool:
    """Whether a line names people, each with first name and surname."""
    block = view.blocks[index]
    if block.ended or block.line[-1] == ":" or block.width > MAX_WIDTH or "#" in block.key:
        return False
    names = names_in(block.line)
    bare = bool(names) and block.line.startswith(names[0])  # "Edited by" names another
    return bare and all(" " in name and is_personal(name) for name in names)
