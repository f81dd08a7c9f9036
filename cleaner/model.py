"""What things are. Frozen data only; imports nothing of ours.

Of what a page has hundreds is a tuple: a frozen dataclass takes three times as long to make.

Every position is a half-open pair of code points of the page's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

TEXT, HTML = "text/plain", "text/html"  # media of a source

# What reads HTML: lxml, BeautifulSoup, or the one where the other cannot.
ParserName = Literal["auto", "lxml", "bs4"]

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
    media: str = TEXT  # HTML: the text is markup
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


class Context(NamedTuple):
    """Where in the markup a block of an HTML page stands. Words are lower-cased and whole:
    those of `class="postMeta share-bar"` are post, meta, share and bar.
    """

    tag: str  # of the block's own element: p, li, h2, tr, div
    landmarks: tuple[str, ...]  # regions around it, outermost first: by tag or ARIA role
    words: tuple[str, ...]  # class and id words of the own element and of near ancestors, each once
    names: tuple[tuple[str, ...], ...]  # those of each element around it, own first, below body
    depth: int  # elements around it that break lines, html and body included
    heading: int  # 1 to 6 in h1 to h6; else 0
    in_list: bool
    in_table: bool
    in_figure: bool
    caption: bool  # in figcaption or caption
    control: bool  # in a button, label or another form control
    hidden: bool  # a browser would not show it
    element: int  # ordinal of the own element in the page: equal for the lines of one element
    parent: int  # ordinal of the element around that: equal for siblings
    links: int  # the share of its code points inside <a>, in 1/255


class Element(NamedTuple):
    """An element that may say when, by whom and under what title a page was published."""

    tag: str
    attrs: Mapping[str, str]
    text: str  # its text, blanks squeezed; for scripts as it stands
    start: int  # where its visible text begins in the page's text; -1 when it has none


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
    context: Context | None = None  # None in plain text


@dataclass(frozen=True, slots=True)
class Page:
    """A source cut into blocks.

    For plain text `text` is the source's, character for character; for HTML it is the visible
    text as the reader laid it out in lines.

    `flat` is `text` with blanks for the line ends inside glued blocks, `folded` is that in lower
    case; all three have the same length. `whole`: nothing has been taken out yet.
    """

    source: Source
    text: str
    flat: str
    folded: str
    blocks: Sequence[Block]
    whole: bool = True
    head: tuple[Element, ...] = ()  # of HTML: elements with metadata, in the order of the page
    problems: tuple[Problem, ...] = ()  # what the reader had to say
    refused: Problem | None = None  # why there is no text

    def but(self, blocks: Sequence[Block]) -> Page:
        """The page with what is left of its blocks."""
        return replace(self, blocks=blocks, whole=False)


WEAK = 9  # of what the visible page may say: any metadata are believed more
LAST = 10  # of what stands in for a field that nothing else names


class Found(NamedTuple):
    """A value read for a field, with its evidence."""

    field: str
    value: object  # str, DateHit or Dateline
    rule: str
    start: int
    end: int
    rank: int = 0  # how far it is believed: 0 read on the visible page, 1 to 8 metadata, WEAK, LAST


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
