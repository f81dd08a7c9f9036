"""JSON-LD (W3C, 2020) with schema.org's words: the scripts of a page -> statements.

Only what is said of the page itself is told: by the items at the top of a script, those of its
`@graph`, and what they call their main entity. What is nested elsewhere is a comment, a teaser or
a picture. Scripts that are not quite JSON are mended: comments and CDATA around, entities, line
ends in strings, commas before a closing bracket, several values in a row.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from cleaner.detect.meta.statement import Statement

Node = Mapping[str, Any]

# Items of a script that are looked at; longer graphs are lists of teasers.
MAX_ITEMS = 200
# From a page to its main entity and on to that one's own page: none goes deeper.
MAX_DEPTH = 4
# A longer text is no name, date or title.
MAX_TEXT = 500
# Values of one property: a paper in physics may have thousands of authors.
MAX_VALUES = 50

_ABOUT = ("@graph", "mainEntity", "mainEntityOfPage")
_READ = ("headline", "name", "datePublished", "dateModified", "dateCreated", "uploadDate", "author",
         "creator", "publisher", "isPartOf", "inLanguage", "url")  # fmt: skip

# What templates put around a script's value.
_OPENING = re.compile(r"(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)*+")
_BLANKS = " \t\r\n;/*"
_BETWEEN = re.compile(r"[\s,;]*+")
# A string, to its end or that of the text, or a comma with nothing behind it.
_STRAY_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|$))|,(?=\s*+[}\]])', re.DOTALL)
# The simple properties of a script that stays unreadable: a quote too many in its description.
_PAIR = re.compile(r'"(headline|datePublished|dateModified)"\s{0,9}:\s{0,9}"([^"\\\n]{1,300})"')
_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"([^"]{1,80})"')

# schema.org's classes as rules name them, told by the end of a class's name.
_ENDS = {"Article": "Article", "Posting": "Article", "Report": "Article", "WebSite": "WebSite",
         "Page": "WebPage", "Organization": "Organization"}  # fmt: skip
_WORKS = frozenset(
    (
        *("CreativeWork", "Recipe", "HowTo", "Book", "Chapter", "Course", "Question"),
        *("Dataset", "Episode", "PodcastEpisode", "Product", "VideoObject", "AudioObject"),
        *("Poem", "ShortStory", "Thesis", "Event", "ClaimReview"),
    )
)


def statements(scripts: Iterable[str]) -> Iterator[Statement]:
    """What the scripts say of the page: `Article.datePublished`, `WebSite.name`, ...

    The first item of a class that has a property speaks for the page. The classes are Article
    (and its subclasses, postings, reports), WebPage, CreativeWork, WebSite and Organization.
    """
    told: set[str] = set()
    for script in scripts:
        items = parse(script)
        if items is None:
            yield from _salvaged(script)
            continue
        named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str)}
        for item in items:
            kind = _class_of(item)
            for key in _READ if kind else ():
                name = f"{kind}.{key}"
                values = [] if name in told else _texts(item.get(key), named)
                yield from (Statement("json_ld", name, value) for value in values)
                told.update([name] if values else ())


def parse(script: str) -> list[Node] | None:
    """The items of a script that are about the page; None when it cannot be read."""
    for text in _versions(script):
        values = _loaded(text)
        if values is not None:
            return _items(values)
    return None


def _versions(script: str) -> Iterator[str]:
    """The script as it stands, then mended more and more."""
    yield script
    start = _OPENING.match(script)
    text = script[start.end() if start else 0 :].rstrip(_BLANKS)
    for closing in ("]]>", "-->", "]]>"):
        text = text.removesuffix(closing).rstrip(_BLANKS)
    yield text
    plain = html.unescape(text) if '"' not in text else text
    yield _STRAY_COMMA.sub(lambda match: match[1] or "", plain)


def _loaded(text: str) -> list[Any] | None:
    """The values of a text, one after the other; None when something else is among them."""
    try:
        return [orjson.loads(text)]
    except ValueError:
        pass
    decoder, values, at = json.JSONDecoder(strict=False), [], 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            gap = _BETWEEN.match(text, at)
            at = gap.end() if gap else at
    except (ValueError, RecursionError):
        return None
    return values


def _items(values: list[Any]) -> list[Node]:
    """The items at the top and what they are about, in order."""
    found: list[Node] = []
    todo = [(value, 0) for value in reversed(values)]
    while todo and len(found) < MAX_ITEMS:
        value, depth = todo.pop()
        if isinstance(value, list) and depth <= MAX_DEPTH:
            todo += [(one, depth + 1) for one in reversed(value[:MAX_ITEMS])]
        elif isinstance(value, dict):
            found.append(value)
            if depth < MAX_DEPTH:
                todo += [(value[key], depth + 1) for key in reversed(_ABOUT) if key in value]
    return found


def _class_of(item: Node) -> str:
    """The class that rules know the item by, "" for one that says nothing of the page."""
    for name in _listed(item.get("@type")):
        own = re.split("[/:#]", name)[-1] if isinstance(name, str) else ""
        if own in _WORKS:
            return "CreativeWork"
        for end, kind in _ENDS.items():
            if own.endswith(end) and own != "JobPosting":
                return kind
    return ""


def _texts(value: Any, named: Mapping[str, Node]) -> list[str]:
    texts = (_text(one, named) for one in _listed(value)[:MAX_VALUES])
    return [text for text in texts if text]


def _text(value: Any, named: Mapping[str, Node]) -> str:
    """A string, or the name of a node, which may stand elsewhere in the script."""
    if isinstance(value, dict):
        whole = value if "name" in value else named.get(str(value.get("@id")), value)
        value = next(iter(_listed(whole.get("name"))), "")
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        return ""
    return " ".join(html.unescape(value).split())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _salvaged(script: str) -> Iterator[Statement]:
    """The first date and headline of a script that cannot be read, if an article is its first."""
    first = _TYPE.search(script)
    if first and _class_of({"@type": first[1]}) == "Article":
        found = {match[1]: match[2] for match in reversed(list(_PAIR.finditer(script)))}
        for key, value in sorted(found.items()):
            yield Statement("json_ld", f"Article.{key}", value)
