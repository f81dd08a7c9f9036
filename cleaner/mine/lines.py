"""A document -> the lines that cleaning left in its page, and where each stands."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any
from urllib.parse import urlsplit

from cleaner.fold import MAX_KEY
from cleaner.model import Block, Source, Zone
from cleaner.restore import page_text
from cleaner.segment.text import segment_text
from cleaner.zones import LEAD, find_zones

# As in the schema of rules.
_SITE = re.compile(r"[^!\s/][^\s/]*")
# What cannot stand in a literal string of TOML (1.0, "String").
_UNDRAWN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]|'''")
# Lines of one page beyond these are a list of data, not what stands around an article.
MAX_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    key: str  # as rules compare lines; see `fold.key`
    zone: Zone
    number: int  # in the page, 1-based
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What mining remembers of a document."""

    id: str
    site: str  # as a rule's `sites` would name it; "" when the document does not tell
    lang: str
    story: str  # a digest of the longest paragraph: a copy of a text is the same story
    prose: tuple[str, ...]  # paragraphs to draw an example with, in their order
    lines: tuple[Line, ...]  # each key once, where it stands first


def seen_in(document: Mapping[str, Any]) -> Seen | None:
    """None for a page without running text, which does not tell its head from its tail."""
    text = page_text(document)
    left = _left(text, document["removals"])
    prose = [text[block.start : block.end] for block, _ in left if block.prose]
    if not prose:
        return None
    story = hashlib.sha256(max(prose, key=len).encode()).hexdigest()[:16]
    found: dict[str, Line] = {}
    for line in islice(_lines(text, left), MAX_LINES):
        found.setdefault(line.key, line)
    return Seen(
        id=document["id"],
        site=site_of(document),
        lang=document["lang"].partition("-")[0],
        story=story,
        prose=_shortest(prose),
        lines=tuple(found.values()),
    )


def site_of(document: Mapping[str, Any]) -> str:
    """The source where a rule can name it, else the host without `www.`, else ""."""
    if _SITE.fullmatch(document["source"]):
        return str(document["source"])
    try:
        host = urlsplit(document["url"]).hostname or ""
    except ValueError:  # an address that is none
        return ""
    return host.removeprefix("www.") if _SITE.fullmatch(host) else ""


def _left(text: str, removals: Sequence[Mapping[str, Any]]) -> list[tuple[Block, bool]]:
    """The blocks of which something is left, and whether all is."""
    starts = [removal["start"] for removal in removals]
    left: list[tuple[Block, bool]] = []
    for block in segment_text(Source("", text)).blocks:
        before = bisect_right(starts, block.start) - 1
        if before >= 0 and removals[before]["end"] >= block.end:
            continue
        cut = before >= 0 and removals[before]["end"] > block.start
        inside = before + 1 < len(starts) and starts[before + 1] < block.end
        left.append((block, not cut and not inside))
    return left


def _lines(text: str, left: list[tuple[Block, bool]]) -> Iterator[Line]:
    zones = find_zones([block for block, _ in left])
    starts = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
    for index, (block, whole) in enumerate(left):
        shown = text[block.start : block.end]
        # A key without a letter is a number or an ornament; a line glued from several, a sentence.
        if whole and any(map(str.isalpha, block.key)) and not _UNDRAWN.search(shown):
            yield Line(block.key, zones.of(index), bisect_right(starts, block.start), shown)


def _shortest(prose: list[str]) -> tuple[str, ...]:
    """As many paragraphs as it takes to have every zone, short ones, in their order.

    Paragraphs too long to be a phrase come first: no rule can be proposed for them.
    """
    # A paragraph glued from several lines is drawn as the one line it reads as.
    flat = [" ".join(text.split()) for text in prose]
    drawn = [index for index, text in enumerate(flat) if not _UNDRAWN.search(text)]
    chosen = sorted(drawn, key=lambda i: (len(flat[i]) <= MAX_KEY, len(flat[i]), i))[: LEAD + 1]
    return tuple(flat[index] for index in sorted(chosen))
