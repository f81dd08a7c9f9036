"""HTML -> Page: the visible text laid out in lines, and where in the markup each of them stands."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.model import Page, ParserName, Problem, Source
from cleaner.segment.html.embedded import embedded
from cleaner.segment.html.lay import lay
from cleaner.segment.html.parse import by_lxml, by_soup
from cleaner.segment.html.walk import RefusedError, Walker

NUL, REPLACEMENT = "\0", "\ufffd"  # HTML Standard 13.2.5: a parser puts the one for the other
COMMENT, COMMENT_END = "<!--", "-->"


def segment_html(source: Source, parser: ParserName = "auto") -> Page:
    """The page of a source whose text is markup. Pure, and linear in the size of the page.

    `auto` reads by lxml, and by BeautifulSoup where lxml gave up or saw nothing. `Page.refused`
    says why there is no text: `empty`, `frames`, `too-many-elements`, `too-many-attributes`,
    `too-deep`. Codes of the problems: `embedded-text`, `nul`, `open-comment`.
    """
    markup = source.text.replace(NUL, REPLACEMENT)
    problems = list(_doubts(source.text))
    try:
        walker = _read(markup, parser)
        shown = sum(line.size for line in walker.lines)
        body = embedded(walker.signs, shown)
        if body:
            by_lxml(body, walker)
            message = "the article stands only in the page's JSON-LD: read from there"
            problems.append(Problem("embedded-text", message))
    except RefusedError as error:
        return _refused(source, error.problem)
    if not walker.lines:
        return _refused(source, _nothing(walker))
    laid = lay(walker)
    return Page(
        source,
        laid.text,
        laid.text,
        laid.folded,
        laid.blocks,
        head=laid.head,
        problems=tuple(problems),
    )


def _read(markup: str, parser: ParserName) -> Walker:
    """lxml reads first in any case: it finds in seconds what would keep BeautifulSoup for hours."""
    walker = Walker()
    fatal = by_lxml(markup, walker)
    if parser == "bs4" or (parser == "auto" and (fatal or not walker.lines)):
        walker = Walker()
        by_soup(markup, walker)
    return walker


def _doubts(markup: str) -> Iterator[Problem]:
    if NUL in markup:
        yield Problem("nul", f"{markup.count(NUL)} NULs became U+FFFD")
    last = markup.rfind(COMMENT)
    if last > markup.rfind(COMMENT_END):
        hidden = len(markup) - last
        yield Problem("open-comment", f"a comment never ends: {hidden} characters are not read")


def _nothing(walker: Walker) -> Problem:
    """Why a page without a line has none."""
    if walker.kinds.has("frame"):
        return Problem("frames", "the page is a set of frames: its text stands in other files")
    return Problem("empty", "no text stands in the markup")


def _refused(source: Source, problem: Problem) -> Page:
    return Page(source, "", "", "", [], refused=problem)
