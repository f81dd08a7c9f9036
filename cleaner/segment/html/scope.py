"""What all elements around a line come to: regions, names, lists, tables, headings."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.segment.html.kind import Kind

# Words of the own element and of near ancestors that a block keeps: three elements' worth.
NEAR = 16
# Elements with names around a block: pages have 30 at most; the bound keeps deep nesting linear.
DEEP = 64


class Facts(NamedTuple):
    """The first fields of a Context, in their order; see there."""

    tag: str = ""
    landmarks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    depth: int = 0
    heading: int = 0
    in_list: bool = False
    in_table: bool = False
    in_figure: bool = False
    caption: bool = False
    control: bool = False
    hidden: bool = False


class Scope:
    """Facts that are told from others by identity, so that finding those inside costs little."""

    __slots__ = ("facts",)

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


class Frame:
    """An element that is open."""

    __slots__ = ("block", "kind", "ordinal", "parent", "scope")

    def __init__(self, kind: Kind, parent: Frame | None, ordinal: int) -> None:
        self.kind = kind
        self.parent = parent
        self.ordinal = ordinal
        # around it, what its lines belong to; None: itself
        self.block: Frame | None = None
        if parent is not None and not kind.level:
            self.block = parent.block or parent
        self.scope: Scope | None = None  # worked out when a first line asks


class Scopes:
    """The scopes of a page: elements of one kind in one scope share theirs."""

    def __init__(self) -> None:
        self._known: dict[tuple[Scope, Kind], Scope] = {}

    def of(self, frame: Frame) -> Scope:
        """The scope inside an open element. No recursion: pages nest deep."""
        todo: list[Frame] = []
        around: Frame | None = frame
        while around is not None and around.scope is None:
            todo.append(around)
            around = around.parent
        scope = around.scope if around is not None and around.scope else Scope(Facts())
        while todo:
            inner = todo.pop()
            if not inner.kind.plain:
                scope = self._inside(scope, inner.kind)
            inner.scope = scope
        return scope

    def _inside(self, around: Scope, kind: Kind) -> Scope:
        key = around, kind
        scope = self._known.get(key)
        if scope is None:
            scope = self._known[key] = Scope(_facts(around.facts, kind))
        return scope


def _facts(around: Facts, kind: Kind) -> Facts:
    words, names, landmarks, tag = around.words, around.names, around.landmarks, kind.tag
    if kind.words:
        words = tuple(dict.fromkeys(kind.words + words))[:NEAR]
        names = (kind.words, *names[:DEEP])
    if kind.landmark and kind.landmark not in landmarks:
        landmarks = (*landmarks, kind.landmark)
    return Facts(
        tag.name if tag.level else around.tag,
        landmarks,
        words,
        names,
        around.depth + (tag.level > 0),
        tag.heading or around.heading,
        around.in_list or tag.listed,
        around.in_table or tag.table,
        around.in_figure or tag.figure,
        around.caption or tag.caption,
        around.control or kind.control,
        around.hidden or kind.hides,
    )
