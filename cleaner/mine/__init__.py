"""What repeats across documents: lines counted by site, and rules proposed for them in draft.

Nothing is removed by a count: a person reads the drafts, and accepts one by its status. `clean`
keeps no state between documents; what was counted comes to it only as a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cleaner.mine.count import Least, counting
from cleaner.mine.draft import Draft, drafts
from cleaner.mine.lines import seen_in
from cleaner.rulebook import Rulebook

# What DuckDB may keep in memory; the rest is on disk.
MEMORY = "1GB"


def mine(
    documents: Iterable[Mapping[str, Any]],
    book: Rulebook,
    least: Least | None = None,
    *,
    memory: str = MEMORY,
    threads: int = 0,
    folder: Path | None = None,
) -> list[Draft]:
    """Rules for lines that recur in documents that `book` has cleaned.

    Lines that its rules removed are not counted. `folder` is where the counts are kept meanwhile;
    `threads` are DuckDB's, 0 for all cores. Raises MissingExtraError without duckdb.
    """
    with counting(memory, threads, folder) as counts:
        for document in documents:
            seen = seen_in(document)
            if seen:
                counts.add(seen)
        return drafts(counts.frequent(least or Least()), counts.samples(), book)
