"""An element that is open, and what holds for the lines inside it."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Context
from cleaner.segment.html.kind import Kind

# Words of the own element and of near ancestors that a block keeps: three elements' worth.
NEAR = 16
# Words of all elements around: pages have 100 at most; the bound keeps deep nesting linear.
WITHIN = 256


class Facts(NamedTuple):
    """The first fields of a Context, in their order; see there."""

    tag: str = ""
    landmarks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()
    depth: int = 0
    heading: int = 0
    in_list: bool = False
    in_table: bool = False
    in_figure: bool = False
    caption: bool = False
    control: bool = False
    hidden: bool = False


class Frame:
    """An open element. What holds inside it is worked out when a first line asks."""

    __slots__ = ("_facts", "kind", "ordinal", "parent")

    def __init__(self, kind: Kind, parent: Frame | None, ordinal: int) -> None:
        self.kind = kind
        self.parent = parent
        self.ordinal = ordinal
        self._facts: Facts | None = None

    def facts(self) -> Facts:
        """What all elements around a line in this one come to. No recursion: pages nest deep."""
        todo: list[Frame] = []
        frame: Frame | None = self
        while frame is not None and frame._facts is None:
            todo.append(frame)
            frame = frame.parent
        facts = frame._facts if frame is not None and frame._facts is not None else Facts()
        while todo:
            frame = todo.pop()
            frame._facts = facts = facts if frame.kind.plain else _inside(facts, frame.kind)
        return facts

    def block(self) -> Frame:
        """The element whose line it is: this one, or the nearest around it that breaks lines."""
        frame = self
        while not frame.kind.level and frame.parent is not None:
            frame = frame.parent
        return frame

    def context(self, links: int) -> Context:
        """The context of a line in this element, with its share of links in 1/255."""
        own = self.block()
        parent = own.parent.block().ordinal if own.parent else 0
        return Context(*self.facts(), own.ordinal, parent, links)


def _inside(around: Facts, kind: Kind) -> Facts:
    words, within, landmarks = around.words, around.within, around.landmarks
    if kind.words:
        words = tuple(dict.fromkeys(kind.words + words))[:NEAR]
        if len(within) < WITHIN and not within.issuperset(kind.words):
            within = within.union(kind.words)
    if kind.landmark and kind.landmark not in landmarks:
        landmarks = (*landmarks, kind.landmark)
    return Facts(
        kind.tag if kind.level else around.tag,
        landmarks,
        words,
        within,
        around.depth + (kind.level > 0),
        kind.heading or around.heading,
        around.in_list or kind.listed,
        around.in_table or kind.table,
        around.in_figure or kind.figure,
        around.caption or kind.caption,
        around.control or kind.control,
        around.hidden or kind.hides,
    )
