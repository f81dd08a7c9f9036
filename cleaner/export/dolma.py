"""dolma (allenai/dolma, docs/data-format.md): documents, and attributes in a file beside them.

The spans of an attribute are positions in the `text` of the document of the same line. Removals
stand in the page and not in the cleaned text, so there are two documents to choose from:

- `cleaned`: the text without clutter, what training wants; it has no attributes.
- `page`, with `attributes`: the page as it was, and every removal as a span of it, so that
  dolma's mixer takes out what it is told to, rule by rule.

dolma counts in Unicode code points (its mixer in Rust `char`s), as the document does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.report import source_of
from cleaner.restore import page_text

Document = dict[str, Any]

# What has a place of its own, or is told by the attributes.
_TOLD = ("id", "source", "text", "removals", "changes")
# The sure score of a span: a rule removed it, which is no guess.
SURE = 1.0


def cleaned(document: Mapping[str, Any]) -> Document:
    return _document(document, document["text"])


def page(document: Mapping[str, Any]) -> Document:
    """The page before cleaning. Raises ValueError where the document's record is wrong."""
    return _document(document, page_text(document))


def attributes(document: Mapping[str, Any]) -> Document:
    """The removals of the page by rule: {"cleaner__share/bar": [[start, end, 1.0], ...]}.

    An attribute's name is the tagger's, two underscores, and what it tags, as dolma's own are.
    """
    spans: dict[str, list[list[float]]] = {}
    for removal in document["removals"]:
        span = [removal["start"], removal["end"], SURE]
        spans.setdefault(f"cleaner__{removal['rule']}", []).append(span)
    return {
        "id": document["id"],
        "source": source_of(document),
        "attributes": dict(sorted(spans.items())),
    }


def _document(document: Mapping[str, Any], text: str) -> Document:
    """`created` is as precise as the page was, so often a day; `added` is for whoever adds it.

    `source`, which dolma wants, is the document's, else the host of its address.
    """
    return {
        "id": document["id"],
        "text": text,
        "source": source_of(document),
        "created": document["date"],
        "added": "",
        "version": document["tool"]["version"],
        "metadata": {key: value for key, value in document.items() if key not in _TOLD},
    }
