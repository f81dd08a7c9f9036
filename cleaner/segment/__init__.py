"""Source -> Page: the text cut into blocks."""

from __future__ import annotations

from cleaner.model import HTML, Page, Source
from cleaner.segment.html import segment_html
from cleaner.segment.html.parse import ParserName
from cleaner.segment.text import segment_text


def segment(source: Source, parser: ParserName = "auto") -> Page:
    """The page of a source: its media decides how it is read; `parser` reads HTML."""
    return segment_html(source, parser) if source.media == HTML else segment_text(source)
