"""What a run removed, by rule: counts that add up, and the table of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """Counts over outcomes. `lines` are those that are not blank; `characters`, code points."""

    documents: int = 0
    rejections: Counter[str] = field(default_factory=Counter)  # by code
    in_documents: Counter[str] = field(default_factory=Counter)  # by rule, as the next two
    lines: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Mapping[str, Any]) -> None:
        """Count a document or a rejection."""
        if "removals" not in outcome:
            self.rejections[outcome["code"]] += 1
            return
        self.documents += 1
        self.in_documents.update({removal["rule"] for removal in outcome["removals"]})
        for removal in outcome["removals"]:
            lines = removal["text"].splitlines()
            self.lines[removal["rule"]] += sum(1 for line in lines if line.strip())
            self.characters[removal["rule"]] += len(removal["text"])

    def merge(self, other: Tally) -> None:
        self.documents += other.documents
        self.rejections += other.rejections
        self.in_documents += other.in_documents
        self.lines += other.lines
        self.characters += other.characters


def table(tally: Tally) -> list[str]:
    """Removals by rule, the most characters first; no lines when nothing was removed."""
    rules = sorted(tally.characters, key=lambda rule: (-tally.characters[rule], rule))
    if not rules:
        return []
    rows = [
        (rule, tally.in_documents[rule], tally.lines[rule], tally.characters[rule])
        for rule in rules
    ]
    cells = [["removed by", "documents", "lines", "characters"]]
    cells += [[rule, *(f"{count:,}" for count in counts)] for rule, *counts in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells
    ]
