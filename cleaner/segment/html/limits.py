"""What no parser should be given: pages that take minutes or gigabytes, refused before they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.model import Problem

# libxml2 takes time quadratic in them (0.25 s for 20,000); a page of the corpora has 82 at most.
MAX_ATTRIBUTES = 2_000
# A page of the corpora is 100 elements deep at most; lxml reads 2,048, BeautifulSoup any depth.
MAX_DEPTH = 10_000
MAX_ELEMENTS = 500_000

# A tag that may have more attributes than that: 256 pieces of up to 8 attributes each. Of 2,020
# pages of the corpora it finds few, and then they are counted.
_LONG_TAG = re.compile(
    r"""<[a-zA-Z](?:=(?:\s*+"[^"]*+"|\s*+'[^']*+')?+|[^=>]{1,16}+){256}""",
)


@dataclass(frozen=True, slots=True)
class Census:
    """What is in a page: numbers of elements, of elements one inside another, of attributes."""

    elements: int
    depth: int
    attributes: int  # of the element that has most


def refusal(markup: str, *, deep: bool = False) -> Problem | None:
    """Why the page is not to be parsed. `deep`: it is known to be nested deeply.

    Codes: `too-many-elements`, `too-many-attributes`, `too-deep`.
    """
    if not (deep or markup.count("<") > MAX_ELEMENTS or _LONG_TAG.search(markup)):
        return None
    count = census(markup)
    for code, number, most, what in (
        ("too-many-elements", count.elements, MAX_ELEMENTS, "elements"),
        ("too-many-attributes", count.attributes, MAX_ATTRIBUTES, "attributes on one tag"),
        ("too-deep", count.depth, MAX_DEPTH, "elements one inside another"),
    ):
        if number > most:
            return Problem(code, f"has {number:,} {what}; {most:,} are read at most")
    return None


def census(markup: str) -> Census:
    """Counted by libxml2 as it reads, without a tree: in linear time, 50 MB/s."""
    from lxml.etree import HTMLParser, fromstring

    counter = _Counter()
    parser = HTMLParser(huge_tree=True, encoding="utf-8", target=counter)
    fromstring(markup.encode("utf-8", "replace"), parser)
    return Census(counter.elements, counter.deepest, counter.attributes)


class _Counter:
    """A target of lxml's parser."""

    def __init__(self) -> None:
        self.elements = self.depth = self.deepest = self.attributes = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.attributes = max(self.attributes, len(attributes))

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        pass
