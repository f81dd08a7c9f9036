"""Does a text hold markup? What HTML saved as text looks like, and what scrapers leave in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model import Problem

# How a page begins, or a piece of one that ends with an element's end.
_PAGE = re.compile(r"(?i)\s*(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*){0,5}<(?:!doctype\s+html|html)\b")
_PIECE = re.compile(
    r"(?i)\s*<(?:article|body|div|dl|figure|h[1-6]|head|main|ol|p|section|table|ul)\b[^<>]*>"
)
_PIECE_ENDS = re.compile(r"</[a-zA-Z][a-zA-Z0-9]*>\s*\Z")
# Elements and characters that are seen in texts. A tag of another name may be anything.
_TAG = re.compile(
    r"(?i)</?(?:a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|span|strong"
    r"|style|sup|sub|table|td|tr|u|ul)(?:\s[^<>]{0,300})?/?>"
)
_ENTITY = re.compile(
    r"&(?:amp|apos|copy|gt|hellip|laquo|ldquo|lsquo|lt|mdash|nbsp|ndash|quot|raquo|rdquo|rsquo"
    r"|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
)
TAIL = 100  # code points at the end that are looked at


def is_markup(text: str) -> bool:
    """Whether a text is an HTML page, or a piece of one, for all that its name says."""
    start = 1 if text.startswith("\ufeff") else 0
    if _PAGE.match(text, start):
        return True
    return bool(_PIECE.match(text, start) and _PIECE_ENDS.search(text, max(0, len(text) - TAIL)))


def stray(text: str) -> Iterator[Problem]:
    """What is left of markup in a text that is none: it is read as it stands."""
    tags = len(_TAG.findall(text)) if "<" in text else 0
    entities = len(_ENTITY.findall(text)) if "&" in text else 0
    if tags or entities:
        message = f"{tags} tags and {entities} entities stand in the text: read as they are"
        yield Problem("stray-markup", message)
