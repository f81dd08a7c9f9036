"""Source -> Page: the text cut into blocks."""

from __future__ import annotations

from dataclasses import replace

from cleaner.model import HTML, Page, ParserName, Problem, Source
from cleaner.segment.html import segment_html
from cleaner.segment.sniff import is_markup, stray
from cleaner.segment.text import segment_text

AS_TEXT = "html-as-text"  # code of the warning that a text was read as HTML


def segment(source: Source, parser: ParserName = "auto") -> Page:
    """The page of a source: its media decides how it is read; `parser` reads HTML.

    A text that is an HTML page for all that it was called is read as one, and says so.
    """
    if source.media == HTML:
        return segment_html(source, parser)
    if is_markup(source.text):
        doubt = Problem(AS_TEXT, "the text is HTML: read as a page, not as it stands")
        return segment_html(replace(source, media=HTML, problems=(*source.problems, doubt)), parser)
    page = segment_text(source)
    found = tuple(stray(source.text))
    return replace(page, problems=found) if found else page
