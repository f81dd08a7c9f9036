"""What a parser says, element by element -> lines of visible text, with where each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cleaner.model import Problem
from cleaner.segment.html.elements import LINE, PARAGRAPH, PREFORMATTED, RAW
from cleaner.segment.html.kind import Kinds
from cleaner.segment.html.scope import Frame, Scope, Scopes

# Of 2,020 pages of the corpora none has more than 15,793 elements, 56 of them one inside another,
# 136 attributes on a tag. The limits leave room for a book on one page, and end a hostile page
# within seconds.
MAX_ELEMENTS, MAX_DEPTH, MAX_ATTRIBUTES = 200_000, 10_000, 10_000
PATROL = 1024  # elements after which the limits are looked at

# Columns of a table have cells this wide, in code points, and are that many; wider ones hold the
# page itself.
MAX_CELL, MAX_CELLS = 40, 100

BLANKS = " \t\n\r\f"  # ASCII whitespace, as the HTML Standard has it
# Those, and the line ends of `str.splitlines`. A no-break space stays.
_BLANKS = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n|[\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]")


class RefusedError(Exception):
    """The page is beyond what is read: its problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Line:
    """A line of the page, open until something breaks it: pieces[first:last] of the walk."""

    __slots__ = (
        *("cell", "element", "first", "joined", "last", "level", "linked", "parent", "scope"),
        "size",
    )

    def __init__(
        self, first: int, level: int, frame: Frame, scope: Scope, cell: Frame | None
    ) -> None:
        own = frame.block or frame
        around = own.parent
        self.first = self.last = first
        self.level = level  # how it stands apart from the line above: LINE or PARAGRAPH
        self.scope = scope
        self.element = own.ordinal
        self.parent = (around.block or around).ordinal if around else 0
        self.cell = cell
        self.joined = False  # a cell on the same line as the one before it
        self.size = self.linked = 0  # code points, and those of them inside <a>


class Sign(NamedTuple):
    """An element that tells of the page: its text is pieces[first:last], or `raw` when unseen."""

    tag: str
    attributes: Mapping[str, str]
    ordinal: int  # of the element in the page
    first: int
    last: int
    raw: str = ""


class Walker:
    """A parser's target: its methods are called for each start, text and end of the page, in order.

    One pass; time and memory are linear in what it is told, whatever the nesting.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[Line] = []
        self.signs: list[Sign] = []
        self.kinds, self.scopes = Kinds(), Scopes()
        self.frame = Frame(self.kinds.of("", {}), None, 0)
        self.pending: list[str] = []  # what has been said of the text that is being read
        self.data = self.pending.append
        self.count = 0  # elements so far
        self.level = PARAGRAPH  # how the next text stands apart; 0: it goes on in the open line
        self.blank = False  # a blank stands before the next text
        self.anchors = 0  # open <a>
        self.preformatted = 0  # open elements with lines of their own
        self.unseen = 0  # open elements from the one on of which nothing is laid out
        self.telling: dict[int, tuple[int, Mapping[str, str]]] = {}  # open ones, by ordinal
        self.cells: list[Frame] = []  # open cells
        self.rows: list[int] = []  # of open rows: the lines before

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.unseen:
            self.unseen += 1
            return
        if self.pending:
            self._text()
        self.count = ordinal = self.count + 1
        if not ordinal % PATROL or len(attributes) > MAX_ATTRIBUTES:
            self._within_limits(attributes)
        kind = self.kinds.of(tag, attributes)
        if kind.tells:
            self.telling[ordinal] = len(self.pieces), dict(attributes)
        self.frame = Frame(kind, self.frame, ordinal)
        if kind.tag.unseen or (kind.hides and not (kind.level or self.level)):
            self.unseen = 1  # hidden in the middle of a line: it reads on without it
        elif kind.level:
            self.level = max(self.level, kind.level)
            self.blank = False
            if kind.tag.counted:
                self._begin(tag)
        elif tag == "br":
            self.level = min(self.level + 1, PARAGRAPH)
        elif tag == "a":
            self.anchors += 1

    def end(self, tag: str) -> None:
        if self.unseen:
            self.unseen -= 1
            if not self.unseen:
                self._close("".join(self.pending).strip() if tag in RAW else "")
                self.pending.clear()
            return
        if self.pending:
            self._text()
        kind = self.frame.kind
        if kind.level:
            self.level = max(self.level, kind.level)
            self.blank = False
            if kind.tag.counted:
                self._finish(tag)
        elif tag == "a":
            self.anchors -= 1
        elif kind.hides and not self.level:
            self.level = LINE
        if kind.tells:
            self._close()
        else:
            self.frame = self.frame.parent or self.frame

    def close(self) -> None:
        """The page is at its end."""
        self.signs.sort(key=lambda sign: sign.ordinal)

    def _close(self, raw: str = "") -> None:
        frame = self.frame
        if frame.kind.tells:
            first, attributes = self.telling.pop(frame.ordinal)
            tag, last = frame.kind.tag.name, len(self.pieces)
            self.signs.append(Sign(tag, attributes, frame.ordinal, first, last, raw))
        self.frame = frame.parent or frame

    def _within_limits(self, attributes: Mapping[str, str]) -> None:
        depth, frame = 0, self.frame
        while frame.parent and depth <= MAX_DEPTH:
            depth, frame = depth + 1, frame.parent
        for code, number, most, what in (
            ("too-many-elements", self.count, MAX_ELEMENTS, "elements"),
            ("too-many-attributes", len(attributes), MAX_ATTRIBUTES, "attributes on one tag"),
            ("too-deep", depth, MAX_DEPTH, "elements one inside another"),
        ):
            if number > most:
                message = f"the page has more than {most:,} {what}"
                raise RefusedError(Problem(code, message, hint="no page for readers has"))

    def _text(self) -> None:
        """The text up to here is a node of the tree: parsers tell it in parts."""
        pending = self.pending
        text = pending[0] if len(pending) == 1 else "".join(pending)
        pending.clear()
        if self.preformatted:
            self._as_it_stands(text)
        elif text.isspace():
            self.blank = True
        else:
            squeezed = _squeezed(text)
            goes_on = not self.level and (self.blank or text[0] in BLANKS)
            self._add(f" {squeezed}" if goes_on else squeezed)
            self.blank = text[-1] in BLANKS

    def _as_it_stands(self, text: str) -> None:
        for number, part in enumerate(_LINE_ENDS.split(text)):
            if number:
                self.level = min(self.level + 1, PARAGRAPH)
            if part and not (self.level and part.isspace()):
                self._add(part)

    def _add(self, piece: str) -> None:
        if self.level:
            cell = self.cells[-1] if self.cells else None
            scope = self.frame.scope or self.scopes.of(self.frame)
            self.lines.append(Line(len(self.pieces), self.level, self.frame, scope, cell))
            self.level = 0
        line = self.lines[-1]
        self.pieces.append(piece)
        line.last = len(self.pieces)
        line.size += len(piece)
        if self.anchors:
            line.linked += len(piece)

    def _begin(self, tag: str) -> None:
        """A row or a cell begins, or an element with lines of its own."""
        if tag in PREFORMATTED:
            self.preformatted += 1
        elif tag in ("td", "th"):
            self.cells.append(self.frame)
        elif tag == "tr":
            self.rows.append(len(self.lines))

    def _finish(self, tag: str) -> None:
        if tag in PREFORMATTED:
            self.preformatted -= 1
        elif tag in ("td", "th"):
            self.cells.pop()
        elif tag == "tr":
            first = self.rows.pop()
            if len(self.lines) - first <= MAX_CELLS:
                _join(self.lines[first:], self.frame)


def _squeezed(text: str) -> str:
    """The text with one blank for every run of them, and none at its edges."""
    return " ".join(text.split()) if text.isascii() else _BLANKS.sub(" ", text).strip(" ")


def _join(lines: list[Line], row: Frame) -> None:
    """Cells of a line each, and short, are columns of a table: they stand on one line."""
    cells = [line.cell for line in lines]
    if len(set(cells)) < len(lines) or any(line.size > MAX_CELL for line in lines):
        return
    if all(cell and cell.parent is row for cell in cells):
        for line in lines[1:]:
            line.joined = True
