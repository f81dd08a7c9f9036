"""HTML -> text, laid out in lines: a stopgap that knows nothing of the page's structure."""

from __future__ import annotations

import re

# Elements that stand on lines of their own (HTML Standard 15.3, `display: block` and tables).
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
# What a browser does not show; the title belongs to the window, not to the page.
_UNSEEN = frozenset(("noscript", "script", "style", "svg", "template", "textarea", "title"))
# Where an opening is never closed, html.parser looks for the close from each one of them, to the
# end of the page: quadratic. Such openings are text, as they are to it in the end.
_PAIRS = (("<!--", "-->"), ("<?", ">"), ("<", ">"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def html_to_text(html: str) -> str:
    """The visible text: blocks apart by a blank line, `<br>` as a line end, blanks squeezed.

    The tree is walked with a list, so that nesting of any depth costs no stack.
    Raises ValueError when the parser gives up.
    """
    from bs4 import Tag  # slow to import
    from bs4.element import PreformattedString

    todo: list[object] = [_tree(html)]
    out: list[str] = []
    while todo:
        node = todo.pop()
        if isinstance(node, Tag):
            edge = "\n\n" if node.name in _BLOCKS else "\n" if node.name == "br" else ""
            inside = () if node.name in _UNSEEN else node.contents
            todo += (_Break(edge), *reversed(inside), _Break(edge) if edge == "\n\n" else "")
        elif not isinstance(node, PreformattedString):  # comments, doctypes
            out.append(node if isinstance(node, _Break) else _BLANKS.sub(" ", str(node)))
    return _laid_out("".join(out))


def _tree(html: str) -> object:
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    for opening, closing in _PAIRS:
        last = html.rfind(closing) + 1
        html = html[:last] + html[last:].replace(opening, f"&lt;{opening[1:]}")
    try:
        return BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup:  # a marked section of a kind that it does not know
        try:
            return BeautifulSoup(html.replace("<![", "&lt;!["), "html.parser")
        except ParserRejectedMarkup as error:
            raise ValueError(f"the HTML parser gave up: {error}") from error


class _Break(str):
    """A line end that the layout makes; one in the source is a mere blank."""

    __slots__ = ()


def _laid_out(text: str) -> str:
    """No blanks at the edges of lines, one blank line at most."""
    lines = [line.strip(" ") for line in text.split("\n")]
    kept = [line for above, line in zip(["", *lines], lines, strict=False) if line or above]
    return "\n".join(kept).strip("\n")
