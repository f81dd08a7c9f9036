"""What a reader of any format hands over: items as they lie in an input, sources once parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cleaner.model import Problem, Source

# Codes of inputs that were not read to their end: something for a person to look into.
BROKEN = ("truncated", "corrupt", "bomb", "unreadable")


class BrokenInputError(Exception):
    """An input that cannot be read on: one of BROKEN, or `no-text`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)


@dataclass(frozen=True, slots=True)
class Names:
    """How an input names its fields."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    source: str = "source"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a run's inputs an item lies."""

    input: int  # which of the inputs, from 0
    path: str  # of the file, below its root
    number: int  # of the item in the file, from 1
    offset: int  # bytes before it in the file, decompressed; for lines alone


@dataclass(frozen=True, slots=True)
class Item:
    """One document as it lies in its input: found, not yet parsed. Small enough to be sent on."""

    kind: str  # "file" | "line" | "row" | "page"
    facts: Source  # what is known before it is parsed
    data: Any  # bytes of a line or a page; a row's fields; None for a file, which is read later
    size: int  # bytes of the input that went by with it, compressed as they are
    problem: Problem | None = None  # why there is no data
    number: int = 1  # 1-based in its input
    offset: int = 0  # bytes before it in its input, decompressed; for lines alone
    file: str = ""  # where its bytes are, for a file
    charset: str = ""  # of a page, as its HTTP header has it

    @property
    def weight(self) -> int:
        """Bytes that go to whoever parses it."""
        return len(self.data) if isinstance(self.data, bytes) else self.size

    def place(self, index: int) -> Place:
        return Place(index, self.facts.path, self.number, self.offset)


@dataclass(frozen=True, slots=True)
class Input:
    """A source as it was read; one with a problem goes straight to its rejection."""

    source: Source
    problem: Problem | None = None
