"""Events of a tree -> lines of visible text, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.segment.html.elements import LINE, PARAGRAPH, PREFORMATTED, UNSEEN
from cleaner.segment.html.frame import Frame
from cleaner.segment.html.kind import Kinds

# An element begins: its tag, its attributes, the text up to its first child. It ends: its tag,
# nothing, the text up to the next element. As in ElementTree, from any parser.
START, END = True, False
Event = tuple[bool, str, Mapping[str, str], str | None]

# Columns of a table have cells this wide, in code points; wider ones hold the page itself.
MAX_CELL = 40

# Blanks that HTML collapses, and line ends of `str.splitlines`. A no-break space stays.
_BLANKS = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n|[\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]")


class Line:
    """A line of the page, open until something breaks it: pieces[first:last] of the walk."""

    __slots__ = ("block", "cell", "first", "frame", "joined", "last", "level", "linked", "size")

    def __init__(self, first: int, level: int, frame: Frame, cell: Frame | None) -> None:
        self.first = self.last = first
        self.level = level  # how it stands apart from the line above: LINE or PARAGRAPH
        self.frame = frame
        self.cell = cell
        self.block = frame.block()
        self.joined = False  # a cell on the same line as the one before it
        self.size = self.linked = 0  # code points, and those of them inside <a>


@dataclass(frozen=True, slots=True)
class Sign:
    """An element that tells of the page: its text is pieces[first:last], or `raw` when unseen."""

    tag: str
    attributes: Mapping[str, str]
    first: int
    last: int
    raw: str


@dataclass(frozen=True, slots=True)
class Walked:
    pieces: list[str]
    lines: list[Line]
    signs: list[Sign]


def walk(events: Iterable[Event]) -> Walked:
    """One pass; time and memory are linear in the events, whatever their nesting."""
    walker = _Walker()
    for start, tag, attributes, text in events:
        if start:
            walker.start(tag, attributes, text)
        else:
            walker.end(tag, text)
    walker.signs.sort(key=lambda pair: pair[0])
    return Walked(walker.pieces, walker.lines, [sign for _, sign in walker.signs])


class _Walker:
    """What is open, and what has been seen so far."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[Line] = []
        self.signs: list[tuple[int, Sign]] = []  # with the ordinal of the element
        self.kinds = Kinds()
        self.frame = Frame(self.kinds.of("", {}), None, 0)
        self.count = 0  # elements so far
        self.level = PARAGRAPH  # how the next text stands apart; 0: it goes on in the open line
        self.blank = False  # a blank stands before the next text
        self.anchors = 0  # open <a>
        self.preformatted = 0  # open elements with lines of their own
        self.unseen: Frame | None = None  # nothing inside is laid out
        self.telling: dict[int, tuple[int, Mapping[str, str], str]] = {}  # open ones, by ordinal
        self.cells: list[Frame] = []  # open cells
        self.rows: list[int] = []  # of open rows: the lines before

    def start(self, tag: str, attributes: Mapping[str, str], text: str | None) -> None:
        self.count += 1
        kind = self.kinds.of(tag, attributes)
        self.frame = frame = Frame(kind, self.frame, self.count)
        if self.unseen:
            return
        unseen = tag in UNSEEN or (kind.hides and not (kind.level or self.level))
        if kind.tells:
            raw = text or "" if unseen else ""
            self.telling[self.count] = len(self.pieces), attributes, raw
        if unseen:  # what is hidden in the middle of a line: it reads on without it
            self.unseen = frame
            return
        if kind.level:
            self._break(kind.level)
            self._begin(tag, frame)
        elif tag == "br":
            self.level = min(self.level + 1, PARAGRAPH)
        elif tag == "a":
            self.anchors += 1
        if text:
            self.text(text)

    def end(self, tag: str, text: str | None) -> None:
        frame = self.frame
        kind = frame.kind
        if frame is self.unseen:
            self.unseen = None
        elif not self.unseen:
            if kind.level:
                self._break(kind.level)
                self._finish(tag)
            elif tag == "a":
                self.anchors -= 1
            elif kind.hides:
                self._break(LINE)
        if kind.tells and frame.ordinal in self.telling:
            first, attributes, raw = self.telling.pop(frame.ordinal)
            sign = Sign(tag, attributes, first, len(self.pieces), raw)
            self.signs.append((frame.ordinal, sign))
        assert frame.parent
        self.frame = frame.parent
        if text and not self.unseen:
            self.text(text)

    def text(self, text: str) -> None:
        """Text in the element that is open."""
        if self.preformatted:
            self._as_it_stands(text)
            return
        if text.isspace():
            self.blank = True
            return
        squeezed = " ".join(text.split()) if text.isascii() else _BLANKS.sub(" ", text).strip(" ")
        if not self.level and (self.blank or text[0] in " \n\t\r\f"):
            squeezed = f" {squeezed}"
        self._add(squeezed)
        self.blank = text[-1] in " \n\t\r\f"

    def _as_it_stands(self, text: str) -> None:
        for number, part in enumerate(_LINE_ENDS.split(text)):
            if number:
                self._break(min(self.level + 1, PARAGRAPH))
            if part and not (self.level and part.isspace()):
                self._add(part)

    def _add(self, piece: str) -> None:
        if self.level:
            cell = self.cells[-1] if self.cells else None
            self.lines.append(Line(len(self.pieces), self.level, self.frame, cell))
            self.level = 0
        line = self.lines[-1]
        self.pieces.append(piece)
        line.last = len(self.pieces)
        line.size += len(piece)
        if self.anchors:
            line.linked += len(piece)

    def _break(self, level: int) -> None:
        self.level = max(self.level, level)
        self.blank = False

    def _begin(self, tag: str, frame: Frame) -> None:
        if tag in PREFORMATTED:
            self.preformatted += 1
        elif tag in ("td", "th"):
            self.cells.append(frame)
        elif tag == "tr":
            self.rows.append(len(self.lines))

    def _finish(self, tag: str) -> None:
        if tag in PREFORMATTED:
            self.preformatted -= 1
        elif tag in ("td", "th"):
            self.cells.pop()
        elif tag == "tr":
            _join(self.lines[self.rows.pop() :], self.frame)


def _join(lines: list[Line], row: Frame) -> None:
    """Cells of a line each, and short, are columns of a table: they stand on one line."""
    cells = [line.cell for line in lines]
    if len(set(cells)) < len(lines) or any(line.size > MAX_CELL for line in lines):
        return
    if all(cell and cell.parent is row for cell in cells):
        for line in lines[1:]:
            line.joined = True
