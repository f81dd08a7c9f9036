"""What an element says by itself: its tag and names, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from cleaner.segment.html.elements import (
    BREAKS,
    CAPTIONS,
    CONTROLS,
    COUNTED,
    HEADINGS,
    LANDMARKS,
    LISTS,
    NAMES,
    ROLES,
    TELLING,
    TEXTLESS,
    UNSEEN,
)

# Code points of a class or id that are read.
MAX_NAMES = 400
# `postMeta share-bar XMLFeed` -> post, meta, share, bar, xml, feed. One letter says nothing.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
_PLAIN_WORD = re.compile(r"[a-z]{2,}")  # the same of names in small ASCII letters
_UNSHOWN = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
# Elements whose names say what kind of page it is, not what stands in them.
_WHOLE = frozenset(("html", "body"))
_ITEM = frozenset(("itemprop", "itemscope", "itemtype"))  # microdata (HTML Standard 5)
# Attributes that say something beside class and id; most elements have none of them.
_RARE = (*sorted(_ITEM), "hidden", "property", "rel", "role", "style", "type")
_IS_RARE = frozenset(_RARE)

Attributes = Mapping[str, str]


class Tag(NamedTuple):
    """What the name of an element says."""

    name: str
    level: int  # how it breaks lines; 0: it stands in the line
    unseen: bool
    tells: bool  # readers of fields look at it
    landmark: str
    heading: int
    listed: bool
    table: bool
    figure: bool
    caption: bool
    control: bool
    counted: bool  # it matters where it begins and ends: rows, cells, lines of their own


@lru_cache(maxsize=1024)  # HTML has 140
def tag_of(name: str) -> Tag:
    return Tag(
        name,
        BREAKS.get(name, 0),
        name in UNSEEN,
        name in TELLING,
        name if name in LANDMARKS else "",
        HEADINGS.get(name, 0),
        name in LISTS,
        name == "table",
        name == "figure",
        name in CAPTIONS,
        name in CONTROLS,
        name in COUNTED,
    )


class Kind:
    """Elements of one tag with the same names are of one kind: a page has 340 of them."""

    __slots__ = ("control", "hides", "landmark", "level", "plain", "tag", "tells", "words")

    def __init__(self, tag: Tag, words: tuple[str, ...] = ()) -> None:
        self.tag = tag
        self.level = tag.level
        self.tells = tag.tells or not NAMES.isdisjoint(words)
        self.words = words
        self.landmark = tag.landmark
        self.control = tag.control
        self.hides = False  # a browser would not show it, as far as its own attributes say
        self.plain = not (words or tag.level or tag.control)  # it changes nothing inside it

    def marked(self, attributes: Attributes) -> None:
        """What the attributes say that few elements have."""
        role = attributes.get("role", "").lower()
        self.landmark = ROLES.get(role, self.landmark)
        self.control = self.control or role == "button"
        style = attributes.get("style", "")
        self.hides = "hidden" in attributes or bool(style and _UNSHOWN.search(style))
        self.plain = self.plain and not (self.landmark or self.control or self.hides)
        self.tells = self.tells or (
            not _ITEM.isdisjoint(attributes)
            or "property" in attributes  # RDFa 1.1
            or "author" in attributes.get("rel", "").lower().split()
            or (self.tag.name == "script" and "ld+json" in attributes.get("type", "").lower())
        )


class Kinds:
    """The kinds of the elements of a page, each made once."""

    def __init__(self) -> None:
        self._known: dict[object, Kind] = {}

    def of(self, tag: str, attributes: Attributes) -> Kind:
        if not attributes or tag in TEXTLESS:
            return self._known.get(tag) or self._made(tag, tag, ())
        names, ident = attributes.get("class", ""), attributes.get("id", "")
        key: tuple[object, ...] = tag, names, ident
        rare = not _IS_RARE.isdisjoint(attributes)
        if rare:
            key = (*key, *map(attributes.get, _RARE))
        kind = self._known.get(key)
        if kind is None:
            names = f"{names} {ident}" if ident else names
            kind = self._made(key, tag, words_of(names) if tag not in _WHOLE else ())
            if rare:
                kind.marked(attributes)
        return kind

    def _made(self, key: object, tag: str, words: tuple[str, ...]) -> Kind:
        kind = self._known[key] = Kind(tag_of(tag), words)
        return kind

    def has(self, tag: str) -> bool:
        return any(kind.tag.name == tag for kind in self._known.values())


@lru_cache(maxsize=8192)  # sites repeat their names; 8192 take 2 MB
def words_of(names: str) -> tuple[str, ...]:
    """The words of a class or id, lower-cased, in order, each once."""
    names = names[:MAX_NAMES]
    if names.islower() and names.isascii():
        found = _PLAIN_WORD.findall(names)
    else:
        found = [word.lower() for word in _WORD.findall(names) if len(word) > 1]
    return tuple(dict.fromkeys(found))
