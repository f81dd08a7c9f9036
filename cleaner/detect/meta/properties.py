"""Elements with metadata -> statements, whatever vocabulary they are written in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from cleaner.detect.meta import jsonld
from cleaner.detect.meta.statement import Statement
from cleaner.model import Element
from cleaner.rule import statement_name
from cleaner.segment.html.kind import words_of

# A longer text is no name, date or title.
MAX_TEXT = 500
# Where a property's value stands before the element's text does (HTML Standard 5.2.4, RDFa 7.5).
_VALUES = ("content", "datetime")
_VOCABULARY = re.compile("[/:#]")
# A day in an address: /2024/05/21/, /2024-05-21-bridge, /20240521/.
_DAY = re.compile(r"/((?:19|20)\d\d)([-/_.]?)(\d\d)\2(\d\d)(?!\d)", re.ASCII)


def statements(elements: Iterable[Element], url: str, wanted: Collection[str]) -> list[Statement]:
    """What the elements of the page at `url` say of it; of classes only the `wanted` words."""
    found: list[Statement] = []
    scripts: list[str] = []
    for element in elements:
        if element.tag == "script":
            scripts.append(element.text)
        elif element.tag == "meta":
            found += _of_meta(element)
        elif element.tag in ("link", "base"):
            href = element.attrs.get("href", "").strip()
            rels = element.attrs.get("rel", element.tag).lower().split()
            found += [Statement("link", rel, href) for rel in rels if rel != "author"]
        else:
            found += _of_visible(element, wanted)
    found += jsonld.statements(scripts)
    return found + list(_of_address(found, url))


def _of_meta(element: Element) -> Iterator[Statement]:
    attrs = element.attrs
    value = " ".join(attrs.get("content", "").split())
    if not value or len(value) > MAX_TEXT:
        return
    said = (attrs.get(key, "") for key in ("property", "name", "http-equiv"))
    for name in dict.fromkeys(statement_name("meta", one) for one in said if one):
        yield Statement("meta", name, value)
    yield from _properties(attrs.get("itemprop", ""), value, -1)


def _of_visible(element: Element, wanted: Collection[str]) -> Iterator[Statement]:
    tag, attrs, start = element.tag, element.attrs, element.start
    if tag == "html":
        yield Statement("tag", "html[lang]", attrs.get("lang") or attrs.get("xml:lang") or "")
        return
    text = element.text if len(element.text) <= MAX_TEXT else ""
    value = next((attrs[key].strip() for key in _VALUES if attrs.get(key)), text)
    said = f"{attrs.get('itemprop', '')} {attrs.get('property', '')}"
    yield from _properties(said, value, start)
    if not text:
        return
    yield Statement("tag", tag, text, start)
    if "author" in attrs.get("rel", "").lower().split():
        yield Statement("link", "author", text, start)
    marked = {*words_of(attrs.get("class", "")), *words_of(attrs.get("id", ""))}
    for word in wanted:
        if word in marked:
            yield Statement("class", word, text, start)


def _properties(said: str, value: str, start: int) -> Iterator[Statement]:
    """Microdata and RDFa, without the prefix of their vocabulary."""
    for name in said.split() if value else ():
        yield Statement("microdata", _VOCABULARY.split(name)[-1].lower(), value, start)


def _of_address(found: Iterable[Statement], url: str) -> Iterator[Statement]:
    """The day in the page's address, the canonical one first."""
    own = [one.value for one in found if (one.kind, one.name) in _ADDRESSES]
    for address in (*own, url):
        match = _DAY.search(address)
        if match:
            year, _, month, day = match.groups()
            yield Statement("path", "day", f"{year}-{month}-{day}")
            return


_ADDRESSES = frozenset({("link", "canonical"), ("meta", "ogurl")})
