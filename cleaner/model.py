"""What things are. Frozen data only; imports nothing of ours.

Of what a page has hundreds is a tuple: a frozen dataclass takes three times as long to make.

Every position is a half-open pair of code points of the page's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

# report: a draft rule; shown by `explain`, never applied
Action = Literal["remove", "keep", "field", "report"]
Zone = Literal["head", "lead", "body", "tail"]


@dataclass(frozen=True, slots=True)
class Source:
    """One input document, decoded once, its newlines untouched."""

    id: str
    text: str
    raw_id: str = ""  # the id as it came in
    path: str = ""  # relative, POSIX
    media: str = "text/plain"
    encoding: str = "utf-8"
    bytes: int = 0  # size of the raw input
    sha256: str = ""  # of the raw bytes
    url: str = ""
    name: str = ""  # outlet or corpus
    problems: tuple[Problem, ...] = ()  # what decoding had to say


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code points of the page's text."""

    start: int
    end: int


class Block(NamedTuple):
    """A line, or lines glued into one sentence; the span is trimmed of blanks at both edges."""

    start: int
    end: int
    key: str  # the line as phrases are compared (see `fold.key`); "" when too long for a phrase
    width: int  # visible width: a full-width character counts two
    prose: bool  # reads like running text
    ended: bool  # ends a sentence
    gap: int  # 0: the first block; 1: on the next line; 2: a blank line stands between
    line: str  # as it reads: glued lines as one


@dataclass(frozen=True, slots=True)
class Page:
    """A source cut into blocks.

    `flat` is `text` with blanks for the line ends inside glued blocks, `folded` is that in lower
    case; all three have the same length. `whole`: nothing has been taken out yet.
    """

    source: Source
    text: str
    flat: str
    folded: str
    blocks: Sequence[Block]
    whole: bool = True

    def but(self, blocks: Sequence[Block]) -> Page:
        """The page with what is left of its blocks."""
        return Page(self.source, self.text, self.flat, self.folded, blocks, whole=False)


class Found(NamedTuple):
    """A value read for a field, with its evidence."""

    field: str
    value: object  # str, DateHit or Dateline
    rule: str
    start: int
    end: int


class Mark(NamedTuple):
    """Rule `rule` says of this span: it is a `role`, and `action` should follow."""

    rule: str
    role: str
    action: Action
    start: int
    end: int
    note: str = ""  # why, for a person: "score -1.3"


class Edit(NamedTuple):
    """page.text[start:end] becomes `new`; made by `rule`."""

    start: int
    end: int
    rule: str
    role: str
    new: str = ""


class Change(NamedTuple):
    """One entry of the ledger: an edit as the cleaned text and the record remember it."""

    start: int  # in the page's text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know. A value, never raised past the flow."""

    code: str
    message: str
    where: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the flow gives back: the law `text == apply(page.text, edits)` holds."""

    page: Page
    text: str
    edits: tuple[Edit, ...]
    marks: tuple[Mark, ...]
    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
