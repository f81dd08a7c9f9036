"""What the markup of an HTML page says of the dates that readers see.

`<time datetime="2024-05-21T17:51:00+02:00">3 days ago</time>`, `<span class="entry-date">`: which
parts of the page are dates, and what they say where the text does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.detect.datefind import find_runs
from cleaner.detect.dates import DateHit
from cleaner.detect.stamps import read_stamp
from cleaner.model import Block, Element
from cleaner.segment.html.kind import words_of
from cleaner.view import View

# A longer text is a line with a date in it, and read as such.
MAX_TEXT = 60
# Names of elements that are dates, whole words of class and id.
_WORDS = frozenset(
    (
        *("date", "datetime", "entrydate", "postdate", "pubdate", "published", "posted"),
        *("publish", "timestamp", "time", "created", "datum", "fecha", "data", "submitted"),
        *("released", "dateline"),
    )
)
# Attributes with the moment; `title` by hAtom (2005): <abbr class="published" title="2011-05-21">.
_STAMPS = ("datetime", "content", "title")
_PUBLISHED = frozenset({"published", "pubdate"})
_PROPERTIES = frozenset({"created", "datecreated", "datepublished", "pubdate"})
_MODIFIED = frozenset({"datemodified", "dateupdated"})


class Marked(NamedTuple):
    """A date that an element is: in which block; the hit's places are those of its text."""

    block: int
    hit: DateHit
    labelled: bool


def marked(view: View) -> Iterator[Marked]:
    """The elements that are dates, in the order of the page."""
    starts = [block.start for block in view.blocks]
    for element in view.page.head:
        said = _said(element) if element.start >= 0 and len(element.text) <= MAX_TEXT else ""
        if said:
            index = bisect_right(starts, element.start) - 1
            block = view.blocks[index]
            inside = index >= 0 and element.start < block.end
            if inside and not (block.prose and said == "date"):
                yield from _of_element(element, block, index, said)


def _said(element: Element) -> str:
    """ "date", "P" or "U" of an element that is a date, else ""."""
    attrs = element.attrs
    named = f"{attrs.get('itemprop', '')} {attrs.get('property', '')}".lower().split()
    properties = {name.rpartition(":")[2] for name in named}
    if properties & _MODIFIED:
        return "U"
    words = {*words_of(attrs.get("class", "")), *words_of(attrs.get("id", ""))}
    if properties & _PROPERTIES or words & _PUBLISHED or "pubdate" in attrs:
        return "P"
    return "date" if element.tag == "time" or words & _WORDS else ""


def _of_element(element: Element, block: Block, index: int, said: str) -> Iterator[Marked]:
    """The dates of its text; else that of its attribute, shown in words such as "3 days ago"."""
    place = element.start - block.start
    hits = [hit for run in find_runs(element.text) for hit in run.hits]
    shown = [hit._replace(start=place + hit.start, end=place + hit.end) for hit in hits]
    stamps = (element.attrs.get(name, "") for name in _STAMPS)
    exact = next(filter(None, map(read_stamp, stamps)), None)
    if exact and (not shown or _same_day(exact, shown[0])):
        shown.append(exact._replace(start=place, end=place + len(element.text)))
    for hit in shown:
        yield Marked(index, hit._replace(kind="updated") if said == "U" else hit, said == "P")


def _same_day(one: DateHit, other: DateHit) -> bool:
    return one.value[:10] in {other.value[:10], *(reading[:10] for reading in other.readings)}
