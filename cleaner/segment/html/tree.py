"""Markup -> a tree's events: by lxml, which is fast, or BeautifulSoup, which nothing stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cleaner.segment.html.elements import UNSEEN
from cleaner.segment.html.walk import END, START, Event

if TYPE_CHECKING:
    from bs4 import PageElement, Tag
    from lxml.etree import _Element

Parser = Literal["auto", "lxml", "bs4"]
PARSERS: tuple[Parser, ...] = ("auto", "lxml", "bs4")


@dataclass(frozen=True, slots=True)
class Tree:
    events: Iterator[Event]
    parser: Parser  # the one that made it
    fatal: str = ""  # why lxml did not read all of it


def parse(markup: str, parser: Parser = "auto") -> Tree:
    """The tree of a page. `auto` is lxml, and BeautifulSoup where lxml gave up or saw nothing."""
    if parser == "bs4":
        return Tree(_of_soup(markup), "bs4")
    root, fatal = _by_lxml(markup)
    if parser == "auto" and (root is None or fatal):
        return Tree(_of_soup(markup), "bs4", fatal)
    return Tree(iter(()) if root is None else _of_lxml(root), "lxml", fatal)


def _by_lxml(markup: str) -> tuple[_Element | None, str]:
    """The root, None for an empty page, and the first error after which text is missing.

    Bytes, since lxml refuses a str that declares an encoding of its own.
    """
    from lxml.etree import ErrorLevels, HTMLParser, XMLSyntaxError, fromstring

    parser = HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = fromstring(markup.encode("utf-8", "replace"), parser)
    except XMLSyntaxError as error:
        return None, str(error)
    fatal = (entry.message for entry in parser.error_log if entry.level == ErrorLevels.FATAL)
    return root, next(fatal, "")


def _of_lxml(root: _Element) -> Iterator[Event]:
    from lxml.etree import iterwalk

    walker = iterwalk(root, events=("start", "end"))
    nothing: dict[str, str] = {}
    for event, element in walker:
        tag = element.tag
        if event == "end":
            yield END, tag, nothing, element.tail
            continue
        items = element.items()
        yield START, tag, dict(items) if items else nothing, element.text
        if tag in UNSEEN:
            walker.skip_subtree()


def _of_soup(markup: str) -> Iterator[Event]:
    from bs4 import BeautifulSoup

    # A line end keeps BeautifulSoup from warning that a short text looks like a file name.
    soup = BeautifulSoup(f"{markup}\n", "lxml", multi_valued_attributes=None)
    yield from _walked(soup)


def _walked(soup: Tag) -> Iterator[Event]:
    """A list stands for the stack, so that nesting of any depth costs none."""
    nothing: dict[str, str] = {}
    _, first = _text(soup.contents, 0)
    todo = [("", soup.contents, first)]
    while todo:
        tag, contents, at = todo.pop()
        if at < len(contents):
            child = contents[at]
            text, first = _text(child.contents, 0)
            yield START, child.name, child.attrs, text
            todo += ((tag, contents, at + 1), (child.name, child.contents, first))
        elif todo:
            above, around, after = todo.pop()
            text, after = _text(around, after)
            yield END, tag, nothing, text
            todo.append((above, around, after))


def _text(contents: Sequence[PageElement], at: int) -> tuple[str, int]:
    """The text from there up to the next element, and where that is."""
    from bs4 import NavigableString, Tag
    from bs4.element import PreformattedString

    parts: list[str] = []
    while at < len(contents) and not isinstance(contents[at], Tag):
        one = contents[at]
        if isinstance(one, NavigableString) and not isinstance(one, PreformattedString):
            parts.append(one)
        at += 1
    return "".join(parts), at
