"""Source -> Page: the text cut into blocks."""

from __future__ import annotations

from cleaner.model import Page, Source
from cleaner.segment.text import segment_text


def segment(source: Source) -> Page:
    return segment_text(source)
