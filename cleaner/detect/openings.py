"""How an article's first paragraph opens: the dateline."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.detect.dateline import maybe_dateline, read_dateline
from cleaner.model import Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes


def datelines(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """The dateline of the first paragraph that has one; an article has it among its first three."""
    for index in range(view.zones.first, min(view.zones.lead, len(view.blocks))):
        block = view.blocks[index]
        text = view.text(index)
        if not block.prose or not maybe_dateline(text):
            continue
        line = read_dateline(text)
        if line is not None:
            end = block.start + line.end
            yield removes(rule, block.start, end)
            yield reads(rule, line, block.start, end, "dateline")
            return
