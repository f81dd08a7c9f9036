"""Elements with metadata -> statements, whatever vocabulary they are written in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

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
_CANONICAL = (("link", "canonical"), ("meta", "ogurl"))
# A day in an address: /2024/05/21/, /2024-05-21-bridge, /20240521/; /2024/may/21/, /2024/5/21/.
_DAYS = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)([-/_.]?)(?P<m>\d\d)\2(?P<d>\d\d)(?!\d)", re.ASCII),
    re.compile(
        r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d\d?|[A-Za-z]{3,9})/(?P<d>\d\d?)(?![^/?#])", re.ASCII
    ),
)
# The day that an address ends with: /bridge-21-05-2024, /21.05.2024.html, /bridge-20240521.
_LAST_DAY = re.compile(
    r"[/_-](\d\d?[-.]\d\d?[-.](?:19|20)\d\d|(?:19|20)\d\d(-?)\d\d\2\d\d)(?:\.\w{3,5})?/?(?:[?#]|$)",
    re.ASCII,
)

Asked = Container[tuple[str, str]]  # kinds and names of statements


def statements(elements: Iterable[Element], url: str, asked: Asked) -> list[Statement]:
    """What the elements of the page at `url` say of it, as far as it is asked for."""
    found: list[Statement] = []
    scripts: list[str] = []
    author: Element | None = None  # the last element that is an author
    for element in elements:
        if element.tag == "script":
            scripts.append(element.text)
        elif element.tag == "meta":
            found += _of_meta(element)
        elif element.tag in ("link", "base"):
            found += _of_link(element)
        else:
            found += _of_visible(element, asked)
            if author and _is_named(element, author):
                found.append(Statement("microdata", "author.name", element.text, element.start))
            if "author" in element.attrs.get("itemprop", ""):
                author = element
    found += jsonld.statements(scripts)
    found += _of_address(found, url)
    return [one for one in found if one[:2] in asked]


def _of_meta(element: Element) -> Iterator[Statement]:
    attrs = element.attrs
    value = " ".join(attrs.get("content", "").split())
    if not value or len(value) > MAX_TEXT:
        return
    said = (attrs.get(key, "") for key in ("property", "name", "http-equiv"))
    for name in dict.fromkeys(statement_name("meta", one) for one in said if one):
        yield Statement("meta", name, value)
    yield from _properties(attrs.get("itemprop", ""), value, -1)


def _of_link(element: Element) -> Iterator[Statement]:
    """Its relations; an author's is the address of a page about them, not a name."""
    href = element.attrs.get("href", "").strip()
    for rel in element.attrs.get("rel", element.tag).lower().split():
        if rel != "author":
            yield Statement("link", rel, href)


def _of_visible(element: Element, asked: Asked) -> Iterator[Statement]:
    tag, attrs, text, start = element
    if tag == "html":
        yield Statement("tag", "html[lang]", attrs.get("lang") or attrs.get("xml:lang") or "")
        return
    said = f"{attrs.get('itemprop', '')} {attrs.get('property', '')}".split()
    if said:
        value = next((attrs[key].strip() for key in _VALUES if attrs.get(key)), text)
        yield from _properties(" ".join(said), value, start)
    if not text or len(text) > MAX_TEXT:
        return
    if ("tag", tag) in asked:
        yield Statement("tag", tag, text, start)
    if "author" in attrs.get("rel", "").lower().split():
        yield Statement("link", "author", text, start)
    for word in (*words_of(attrs.get("class", "")), *words_of(attrs.get("id", ""))):
        if ("class", word) in asked:
            yield Statement("class", word, text, start)


def _properties(said: str, value: str, start: int) -> Iterator[Statement]:
    """Microdata and RDFa, without the prefix of their vocabulary."""
    for name in said.split() if 0 < len(value) <= MAX_TEXT else ():
        yield Statement("microdata", _VOCABULARY.split(name)[-1].lower(), value, start)


def _is_named(element: Element, author: Element) -> bool:
    """Whether an element is the name of an author beside whose picture and rank it stands."""
    if "name" not in element.attrs.get("itemprop", "").split() or not element.text:
        return False
    return element.text in author.text and author.start <= element.start


def _of_address(found: Iterable[Statement], url: str) -> Iterator[Statement]:
    """The day in the page's address, the canonical one first; else the day that it ends with."""
    addresses = [one.value for one in found if one[:2] in _CANONICAL] + [url]
    within = (form.search(address) for address in addresses for form in _DAYS)
    for match in filter(None, within):
        year, month, day = match["y"], match["m"], match["d"]
        written = f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
        yield Statement("path", "day", written)
        return
    for match in filter(None, map(_LAST_DAY.search, addresses)):
        yield Statement("path", "end", match[1])
        return
