"""datatrove's Document (datatrove/data.py): text, id, media, and all else as metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def mapped(document: Mapping[str, Any]) -> dict[str, Any]:
    """What its readers make of our lines too; `media` is empty, since pages come as text."""
    metadata = {key: value for key, value in document.items() if key not in ("id", "text")}
    return {"text": document["text"], "id": document["id"], "media": [], "metadata": metadata}
