"""Markup -> what stands in it, told to a target: by lxml, which is fast, or by BeautifulSoup.

Both read by libxml2, so that they tell the same. lxml is asked for its events rather than for a
tree: libxml2's trees are cut off at a depth of 2,048 and take time quadratic in the attributes of
an element; its events do neither, and are there in half the time.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Protocol


class Target(Protocol):
    """What lxml calls a parser target."""

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None: ...
    def end(self, tag: str, /) -> None: ...
    def data(self, text: str, /) -> None: ...
    def close(self) -> None: ...


def by_lxml(markup: str, target: Target) -> str:
    """Tell the target; the first error after which text is missing, or nothing.

    Bytes, since lxml refuses a str that declares an encoding of its own.
    """
    from lxml.etree import ErrorLevels, HTMLParser, XMLSyntaxError, fromstring

    parser = HTMLParser(huge_tree=True, encoding="utf-8", target=target)
    try:
        fromstring(markup.encode("utf-8", "replace"), parser)
    except XMLSyntaxError as error:
        return str(error)
    fatal = (entry.message for entry in parser.error_log if entry.level == ErrorLevels.FATAL)
    return next(fatal, "")


def by_soup(markup: str, target: Target) -> None:
    """Tell the target, from the tree; a list stands for the stack, whatever the nesting."""
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString, PreformattedString

    with warnings.catch_warnings():  # that a page looks like XML, or like the name of a file
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    todo: list[tuple[str, object]] = [("", node) for node in reversed(soup.contents)]
    while todo:
        end, node = todo.pop()
        if end:
            target.end(end)
        elif isinstance(node, Tag):
            target.start(node.name, {name: str(value) for name, value in node.attrs.items()})
            todo.append((node.name, None))
            todo += [("", child) for child in reversed(node.contents)]
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            target.data(node)
    target.close()
