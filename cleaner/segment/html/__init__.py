"""HTML -> Page: the visible text laid out in lines, and where in the markup each of them stands."""

from __future__ import annotations

from cleaner.model import Page, Problem, Source
from cleaner.segment.html.lay import lay
from cleaner.segment.html.limits import refusal
from cleaner.segment.html.tree import Parser, parse
from cleaner.segment.html.walk import walk

NUL = "\0"


def segment_html(source: Source, parser: Parser = "auto") -> Page:
    """The page of a source whose text is markup. Pure, and linear in the size of the page.

    `Page.refused` says why there is no text: `too-many-elements`, `too-many-attributes`,
    `too-deep`, `bad-html`, `no-text`.
    """
    markup = source.text.replace(NUL, "\ufffd")
    refused = refusal(markup)
    if refused:
        return _empty(source, refused)
    tree = parse(markup, parser)
    laid = lay(walk(tree.events))
    if not laid.blocks:
        return _empty(source, Problem("no-text", "no text stands in the markup"))
    return Page(source, laid.text, laid.text, laid.folded, laid.blocks, laid.head)


def _empty(source: Source, refused: Problem) -> Page:
    return Page(source, "", "", "", [], refused=refused)
