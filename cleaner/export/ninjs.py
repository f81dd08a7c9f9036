"""IPTC ninjs 3.1, News in JSON (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
# Its dates are date-times with a zone (RFC 3339), to the second; less is not made up.
_FULL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def mapped(document: Mapping[str, Any]) -> dict[str, Any]:
    """The news object. A date that is less than a moment stands in `edNote`, in words."""
    lang = document["lang"]
    item = {
        "uri": f"urn:cleaner:document:{document['id']}",
        "type": "text",
        "representationType": "full",
        "contentCreated": _moment(document["date"]),
        "versionCreated": _moment(document["updated"]),
        "edNote": _note(document),
        "language": "" if lang == "und" else lang,
        "descriptions": [{"role": "caption", "value": one} for one in document["captions"]],
        "bodies": [_body(document["text"])],
        "headlines": [{"role": "main", "value": document["title"]}] if document["title"] else [],
        "infoSources": _sources(document),
        "by": ", ".join(document["authors"]),
        "located": document["dateline"]["place"],
        "altIds": _names(document),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
    }
    return {key: value for key, value in item.items() if value}


def _body(text: str) -> dict[str, Any]:
    return {"role": "main", "contentType": "text/plain", "charCount": len(text), "value": text}


def _sources(document: Mapping[str, Any]) -> list[dict[str, str]]:
    supplied = [{"name": name, "role": "credit"} for name in document["credits"]]
    outlet = document["source"]
    return [*supplied, {"name": outlet, "role": "publisher"}] if outlet else supplied


def _names(document: Mapping[str, Any]) -> list[dict[str, str]]:
    names = {"id": document["id"], "url": document["url"]}
    return [{"role": role, "value": value} for role, value in names.items() if value]


def _moment(date: str) -> str:
    return date if _FULL.fullmatch(date) else ""


def _note(document: Mapping[str, Any]) -> str:
    dates = (("Published", document["date"]), ("Updated", document["updated"]))
    told = [f"{what} {date}, as far as the page says." for what, date in dates if date]
    return " ".join(told if any(date and not _moment(date) for _, date in dates) else [])
