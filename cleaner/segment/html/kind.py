"""What an element says by itself: its tag and names, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaner.segment.html.elements import (
    BREAKS,
    CAPTIONS,
    CONTROLS,
    HEADINGS,
    LANDMARKS,
    LISTS,
    NAMES,
    ROLES,
    TELLING,
    UNSEEN,
)

# Code points of a class or id that are read; no word is longer than MAX_WORD.
MAX_NAMES, MAX_WORD = 400, 30
# `postMeta share-bar XMLFeed` -> post, meta, share, bar, xml, feed.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
_UNSHOWN = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
# Elements whose names say what kind of page it is, not what stands in them.
_WHOLE = frozenset(("html", "body"))
_ITEM = frozenset(("itemprop", "itemscope", "itemtype"))  # microdata (HTML Standard 5)
# Attributes that say something beside class and id; most elements have none of them.
_RARE = (*sorted(_ITEM), "hidden", "rel", "role", "style", "type")
_IS_RARE = frozenset(_RARE)

Attributes = Mapping[str, str]


class Kind:
    """Elements of one tag with the same names are of one kind: a page has 300 of them."""

    __slots__ = (
        *("caption", "control", "figure", "heading", "hides", "landmark", "level", "listed"),
        *("plain", "table", "tag", "tells", "unseen", "words"),
    )

    def __init__(self, tag: str, attributes: Attributes) -> None:
        names: tuple[str, ...] = ()
        role = ""
        self.hides = False
        self.tells = tag in TELLING
        if attributes:
            names = words_of(attributes.get("class", "")) + words_of(attributes.get("id", ""))
            role = attributes.get("role", "").lower()
            self.hides = _is_hidden(attributes)
            self.tells = self.tells or _tells(tag, attributes, names)
        self.tag = tag
        self.level = BREAKS.get(tag, 0)  # 0: it stands in the line
        self.unseen = tag in UNSEEN
        self.words = () if tag in _WHOLE else names
        self.landmark = ROLES.get(role) or (tag if tag in LANDMARKS else "")
        self.heading = HEADINGS.get(tag, 0)
        self.listed = tag in LISTS
        self.table = tag == "table"
        self.figure = tag == "figure"
        self.caption = tag in CAPTIONS
        self.control = tag in CONTROLS or role == "button"
        # it changes nothing for what stands in it
        self.plain = not (self.level or self.words or self.landmark or self.control or self.hides)


class Kinds:
    """The kinds of the elements of a page, each made once."""

    def __init__(self) -> None:
        self._known: dict[object, Kind] = {}

    def has(self, tag: str) -> bool:
        return any(kind.tag == tag for kind in self._known.values())

    def of(self, tag: str, attributes: Attributes) -> Kind:
        key: object = tag
        if attributes:
            get = attributes.get
            key = (tag, get("class"), get("id"))
            if not _IS_RARE.isdisjoint(attributes):
                key = (key, *map(get, _RARE))
        kind = self._known.get(key)
        if kind is None:
            kind = self._known[key] = Kind(tag, attributes)
        return kind


@lru_cache(maxsize=8192)  # sites repeat their names; 8192 take 2 MB
def words_of(names: str) -> tuple[str, ...]:
    """The words of a class or id, lower-cased, in order, each once; one letter says nothing."""
    if not names:
        return ()
    found = [word.lower() for word in _WORD.findall(names[:MAX_NAMES])]
    return tuple(dict.fromkeys([word for word in found if 1 < len(word) <= MAX_WORD]))


def _is_hidden(attributes: Attributes) -> bool:
    """Whether a browser would not show the element, as far as its own attributes say."""
    if "style" in attributes and _UNSHOWN.search(attributes["style"]):
        return True
    return "hidden" in attributes


def _tells(tag: str, attributes: Attributes, names: tuple[str, ...]) -> bool:
    """Whether the element may say when, by whom and under what title the page was published."""
    if tag == "script":
        return "ld+json" in attributes.get("type", "").lower()
    return (
        not NAMES.isdisjoint(names)
        or not _ITEM.isdisjoint(attributes)
        or "author" in attributes.get("rel", "").lower().split()
    )
