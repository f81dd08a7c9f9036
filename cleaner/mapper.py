"""One callable for every engine that maps: dict in, dict out, at home in any process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.config import MAX_BYTES, Config
from cleaner.formats import Input, Item, Names
from cleaner.formats.jsonl import from_fields
from cleaner.formats.page import unread
from cleaner.ids import whole
from cleaner.job import Job, compact, is_rejection, judge, outcome_of, prepared
from cleaner.model import Problem, Source
from cleaner.record import Document


@dataclass(frozen=True, slots=True)
class CleanDict:
    """Cleans rows such as {"id", "text"}: what `clean` does with a line, and with its options.

    Holds settings alone, so that it is pickled in no time; each process reads the rules once, at
    its first row. No row raises anything: what cannot be cleaned comes back as a rejection. Equal
    rows give equal outcomes in any order. Raises RuleError at the first row for bad rules.
    """

    rules: tuple[str, ...] = ()  # folders of rules over the built-in ones
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    date_order: str = ""
    source: str = ""  # the outlet or corpus, where a row does not say
    max_bytes: int = MAX_BYTES  # of a row's text or HTML
    names: Names = field(default_factory=Names)  # of a row's fields

    def __call__(self, row: Mapping[str, Any]) -> Document:
        """The document of a row or its rejection, as the published schemas have them."""
        return judge(self._input(row), _job(self))

    def flat(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The same for engines of typed tables, which want equal keys and types in all rows.

        `outcome` is the JSON of the document or rejection; `rejected` is "" or the code why.
        """
        outcome = self(row)
        line = compact(outcome).decode().rstrip("\n")
        if is_rejection(outcome):
            return {"id": outcome["id"], "text": "", "rejected": outcome["code"], "outcome": line}
        return {"id": outcome["id"], "text": outcome["text"], "rejected": "", "outcome": line}

    def outcome(self, item: Item) -> Document:
        """The same of an item that one of our readers found."""
        return outcome_of(item, _job(self))

    def _input(self, row: Mapping[str, Any]) -> Input:
        """A row without an id gets one from its content, since rows have no numbers."""
        fields = {key: whole(one) if isinstance(one, str) else one for key, one in row.items()}
        text = fields.get(self.names.text) or fields.get(self.names.html)
        data = text.encode() if isinstance(text, str) else b""
        ident = f"row-{hashlib.sha256(data).hexdigest()[:16]}"
        facts = Source(id=ident, text="", raw_id=ident, name=self.source)
        if len(data) > self.max_bytes:
            return unread(facts, Problem("too-large", f"has more than {self.max_bytes} bytes"))
        repaired = any(fields[key] != one for key, one in row.items() if isinstance(one, str))
        return from_fields(fields, facts, self.names, place="the row", repaired=repaired)


@cache
def _job(settings: CleanDict) -> Job:
    """The rules of these settings, read once a process."""
    config = Config(
        seeds=(),
        out=Path(),
        rules=tuple(map(Path, settings.rules)),
        select=settings.select,
        ignore=settings.ignore,
        date_order=settings.date_order,
        source=settings.source,
        max_bytes=settings.max_bytes,
    )
    return prepared(config, settings.names)
