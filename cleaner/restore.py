"""A document -> the page it was made from, out of the document alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.edits import undo
from cleaner.model import Change, Problem


def page_text(document: Mapping[str, Any]) -> str:
    """The page's text, code point for code point. Raises ValueError where the record is wrong."""
    entries = [Change(cut["start"], cut["text"], "") for cut in document["removals"]]
    entries += [Change(c["start"], c["before"], c["after"]) for c in document["changes"]]
    entries.sort(key=lambda entry: (entry.start, len(entry.before)))
    return undo(document["text"], entries)


def raw_bytes(document: Mapping[str, Any]) -> bytes | None:
    """The raw file, byte for byte; None where the page's text is not the file, as for HTML."""
    if document["raw"]["media"] != "text/plain":
        return None
    return page_text(document).encode(document["raw"]["encoding"])


def contradictions(document: Mapping[str, Any]) -> Iterator[Problem]:
    """What a valid document says of itself that is not so: it was edited by hand, or damaged."""
    if hashlib.sha256(document["text"].encode()).hexdigest() != document["text_sha256"]:
        yield Problem("text-sha256", "is not the sha256 of `text`", "$.text_sha256")
    at = 0
    for index, cut in enumerate(document["removals"]):
        where = f"$.removals[{index}]"
        if cut["end"] - cut["start"] != len(cut["text"]):
            yield Problem("span", "`end` - `start` is not the length of `text`", where)
        if cut["start"] < at:
            yield Problem("order", "begins before the one above ends", where)
        at = cut["end"]
    try:
        page, raw = page_text(document), raw_bytes(document)
    except (ValueError, LookupError) as error:
        yield Problem("ledger", f"the page cannot be rebuilt: {error}", "$")
        return
    if len(page) != document["raw"]["chars"]:
        message = f"is not {len(page)}, the length of the page that the record rebuilds"
        yield Problem("chars", message, "$.raw.chars")
    elif raw is not None and hashlib.sha256(raw).hexdigest() != document["raw"]["sha256"]:
        yield Problem("raw-sha256", "is not the sha256 of the page it rebuilds", "$.raw.sha256")
