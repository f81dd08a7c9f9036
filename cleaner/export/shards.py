"""The forms of others as forms of shards, so that a run can write them as it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.export import EXPORTS, Mapped
from cleaner.formats import shards
from cleaner.formats.shards import FORMS, Form, Outcomes

LINES = FORMS["jsonl.gz"]  # what dolma and datatrove read by default


def form_of(name: str) -> Form:
    """Our own form of that name, else that of others. Raises MissingExtraError."""
    parts = EXPORTS.get(name)
    return _form(parts["documents"]) if parts else shards.form_of(name)


def _form(mapped: Mapped) -> Form:
    def encode(outcomes: Outcomes, kind: str) -> bytes:
        """Rejections stay as they are: nobody else has a form for them."""
        documents: list[Mapping[str, Any]] = list(outcomes)
        if kind == "document":
            documents = [mapped(one) for one in outcomes]
        return LINES.encode(documents, kind)

    return Form(LINES.suffix, encode, LINES.pack)
