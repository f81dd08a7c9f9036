"""Where in the markup of an HTML page a block must stand: `[match.html]` of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.model import Context

SHARE = 255  # Context.links is in 1/255


@dataclass(frozen=True, slots=True)
class Place:
    """What is given must all hold of a block's context; of each list, one. Empty: anything."""

    tags: frozenset[str] = frozenset()
    landmarks: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()  # landmarks that may not be around
    words: frozenset[str] = frozenset()  # of the class or id of an element around
    min_links: int = 0  # in 1/255
    hidden: bool | None = None

    def fits(self, context: Context | None) -> bool:
        """Whether a block with the context stands there; plain text stands nowhere."""
        return context is not None and (
            (not self.words or any(map(self._names, context.names)))
            and (not self.landmarks or not self.landmarks.isdisjoint(context.landmarks))
            and (not self.outside or self.outside.isdisjoint(context.landmarks))
            and (not self.tags or context.tag in self.tags)
            and context.links >= self.min_links
            and (self.hidden is None or context.hidden == self.hidden)
        )

    def _names(self, names: tuple[str, ...]) -> bool:
        return not self.words.isdisjoint(names)

    def keys(self) -> Iterator[str]:
        """One of these stands among the `keys_of` every context that fits."""
        if self.words:
            yield from sorted(self.words)
        elif self.landmarks:
            yield from (f"@{landmark}" for landmark in sorted(self.landmarks))
        elif self.tags:
            yield from (f"<{tag}>" for tag in sorted(self.tags))
        else:
            yield ""


def keys_of(context: Context) -> Iterator[str]:
    for names in context.names:
        yield from names
    yield from (f"@{landmark}" for landmark in context.landmarks)
    yield from (f"<{context.tag}>", "")


def place(raw: Mapping[str, Any]) -> Place:
    """The table of a rule file, which fits the schema."""
    lists = ("tag", "landmark", "outside", "words")
    tags, landmarks, outside, words = (frozenset(raw.get(name, ())) for name in lists)
    links = round(raw.get("min_links", 0) * SHARE)
    return Place(tags, landmarks, outside, words, links, raw.get("hidden"))
