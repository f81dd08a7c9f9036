"""What a run removed, by rule and by source: counts that add up, their table and their report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cleaner import __version__

SCHEMA = "urn:cleaner:schema:report:1-0-0"
# Sources told apart: beyond these a report is no longer read by people, and it has to stay small
# whatever the corpus. The others are counted together.
MAX_SOURCES = 1000
OTHERS = "…"


@dataclass(slots=True)
class Removed:
    """Counts over documents. `lines` are those that are not blank; `characters`, code points."""

    documents: int = 0
    characters: Counter[str] = field(default_factory=Counter)  # "in", "kept", "removed"
    by_documents: Counter[str] = field(default_factory=Counter)  # by rule, as the next two
    by_lines: Counter[str] = field(default_factory=Counter)
    by_characters: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)  # documents, by code

    def add(self, document: Mapping[str, Any]) -> None:
        removals = document["removals"]
        self.documents += 1
        self.characters["in"] += document["raw"]["chars"]
        self.characters["kept"] += len(document["text"])
        self.by_documents.update({removal["rule"] for removal in removals})
        self.warnings.update({warning["code"] for warning in document["warnings"]})
        for removal in removals:
            rule, size = removal["rule"], len(removal["text"])
            self.by_lines[rule] += sum(1 for line in removal["text"].splitlines() if line.strip())
            self.by_characters[rule] += size
            self.characters["removed"] += size

    def merge(self, other: Removed) -> None:
        self.documents += other.documents
        self.characters.update(other.characters)
        self.by_documents.update(other.by_documents)
        self.by_lines.update(other.by_lines)
        self.by_characters.update(other.by_characters)
        self.warnings.update(other.warnings)

    def counts(self) -> dict[str, Any]:
        """As it stands in a report."""
        return {
            "documents": self.documents,
            "characters": {key: self.characters[key] for key in ("in", "kept", "removed")},
            "rules": {
                rule: {
                    "documents": self.by_documents[rule],
                    "lines": self.by_lines[rule],
                    "characters": self.by_characters[rule],
                }
                for rule in sorted(self.by_documents)
            },
            "warnings": dict(sorted(self.warnings.items())),
        }

    @classmethod
    def from_counts(cls, counts: Mapping[str, Any]) -> Removed:
        """What `counts` was made of."""
        rules = counts["rules"]

        def by(key: str) -> Counter[str]:
            return Counter({rule: found[key] for rule, found in rules.items()})

        return cls(
            documents=counts["documents"],
            characters=Counter(counts["characters"]),
            by_documents=by("documents"),
            by_lines=by("lines"),
            by_characters=by("characters"),
            warnings=Counter(counts["warnings"]),
        )


@dataclass(slots=True)
class Tally:
    """Counts over outcomes, documents and rejections."""

    rejections: Counter[str] = field(default_factory=Counter)  # by code
    bytes: int = 0  # of the raw documents
    whole: Removed = field(default_factory=Removed)
    sources: dict[str, Removed] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        return self.whole.documents

    def add(self, outcome: Mapping[str, Any]) -> None:
        """Count a document or a rejection."""
        if "removals" not in outcome:
            self.rejections[outcome["code"]] += 1
            return
        self.bytes += outcome["raw"]["bytes"]
        one = Removed()
        one.add(outcome)
        self.whole.merge(one)
        self._source(source_of(outcome)).merge(one)

    def merge(self, other: Tally) -> None:
        self.rejections.update(other.rejections)
        self.bytes += other.bytes
        self.whole.merge(other.whole)
        for name, removed in other.sources.items():
            self._source(name).merge(removed)

    def _source(self, name: str) -> Removed:
        """The counts of a source; of all others together, where there are too many."""
        if name not in self.sources and len(self.sources) >= MAX_SOURCES:
            name = OTHERS
        return self.sources.setdefault(name, Removed())

    def counts(self) -> dict[str, Any]:
        """The counts, as they stand in a report; documents/corpora.md says what they mean."""
        return {
            "documents": self.documents,
            "rejections": dict(sorted(self.rejections.items())),
            "bytes": self.bytes,
            **{key: value for key, value in self.whole.counts().items() if key != "documents"},
            "sources": {name: self.sources[name].counts() for name in self.sources},
        }

    @classmethod
    def from_counts(cls, counts: Mapping[str, Any]) -> Tally:
        """What `counts` was made of."""
        sources = {name: Removed.from_counts(one) for name, one in counts["sources"].items()}
        whole = Removed.from_counts(counts)
        return cls(Counter(counts["rejections"]), counts["bytes"], whole, sources)


def source_of(document: Mapping[str, Any]) -> str:
    """Where a document is counted: its source, else the host of its address, else ""."""
    if document["source"]:
        return str(document["source"])
    try:
        return urlsplit(document["url"]).hostname or ""
    except ValueError:  # a bracket without its partner
        return ""


def report(tally: Tally, digest: str) -> dict[str, Any]:
    """What a run came to. `digest` is the rulebook's."""
    counts = tally.counts()
    counts["sources"] = dict(sorted(counts["sources"].items()))
    tool = {"name": "cleaner", "version": __version__, "rules_sha256": digest}
    return {"schema": SCHEMA, "tool": tool, **counts}


def table(tally: Tally) -> list[str]:
    """Removals by rule, the most characters first; no lines when nothing was removed."""
    whole = tally.whole
    rules = sorted(whole.by_characters, key=lambda rule: (-whole.by_characters[rule], rule))
    if not rules:
        return []
    rows = [
        (rule, whole.by_documents[rule], whole.by_lines[rule], whole.by_characters[rule])
        for rule in rules
    ]
    return aligned([("removed by", "documents", "lines", "characters"), *rows])


def aligned(rows: Iterable[tuple[str | int, ...]]) -> list[str]:
    """Rows as columns: the first to the left, numbers to the right."""
    cells = [[f"{one:,}" if isinstance(one, int) else one for one in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells
    ]
