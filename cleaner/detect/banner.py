"""Banners above the title: section names and campaigns in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.detect.title import may_be_title
from cleaner.model import Mark
from cleaner.rule import Rule
from cleaner.view import View, removes


def banners(view: View, rule: Rule) -> Iterator[Mark]:
    """Lines in capitals above a line that can be the title."""
    first = view.zones.first
    if first == len(view.blocks):
        return
    free = list(view.free(range(first)))
    high = {index for index in free if view.blocks[index].line.isupper()}
    if not high:
        return
    lines = (i for i in reversed(free) if i not in high and may_be_title(view, i))
    below = next(lines, -1)
    for index in high:
        if index < below:
            block = view.blocks[index]
            yield removes(rule, block.start, block.end)
