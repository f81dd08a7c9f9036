"""HTML -> Page: the visible text laid out in lines, and where in the markup each of them stands."""

from __future__ import annotations

from cleaner.model import Page, Problem, Source
from cleaner.segment.html.lay import lay
from cleaner.segment.html.parse import ParserName, by_lxml, by_soup
from cleaner.segment.html.walk import Walker

NUL = "\0"


def segment_html(source: Source, parser: ParserName = "auto") -> Page:
    """The page of a source whose text is markup. Pure, and linear in the size of the page.

    `auto` reads by lxml, and by BeautifulSoup where lxml gave up or saw nothing. `Page.refused`
    says why there is no text: `empty`.
    """
    markup = source.text.replace(NUL, "\ufffd")
    walker = Walker()
    fatal = by_lxml(markup, walker) if parser != "bs4" else ""
    if parser == "bs4" or (parser == "auto" and (fatal or not walker.lines)):
        walker = Walker()
        by_soup(markup, walker)
    if not walker.lines:
        return _empty(source, Problem("empty", "no text stands in the markup"))
    laid = lay(walker)
    return Page(source, laid.text, laid.text, laid.folded, laid.blocks, laid.head)


def _empty(source: Source, refused: Problem) -> Page:
    return Page(source, "", "", "", [], refused=refused)
