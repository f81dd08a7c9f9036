"""Captions of pictures, as the markup of a page calls them."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.model import Context, Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# What WordPress calls the caption of a picture where it is no <figcaption>: `wp-caption-text`.
NAMED = frozenset(("wp", "caption", "text"))


def figure_captions(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Lines in the caption of a figure that no line rule takes, as credits and labels are."""
    for index, block in enumerate(view.blocks):
        if block.context and _is_caption(block.context) and index not in view.taken:
            yield removes(rule, block.start, block.end)
            yield reads(rule, view.text(index), block.start, block.end)


def _is_caption(context: Context) -> bool:
    named = bool(context.names) and NAMED.issubset(context.names[0])
    return (context.caption and context.in_figure) or named
