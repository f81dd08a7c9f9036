"""Does a cleaned text stay as it is when it is cleaned again? On every page of the corpora."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.corpora import FLATTENINGS, read
from bench.folds import CORPORA
from cleaner.flow import clean
from cleaner.model import Source
from cleaner.rulebook import load


def run(corpora: Path, pages: int | None) -> int:
    """Print the pages whose cleaned text changes, and by which rules; 1 when there are any."""
    book = load()
    count = changing = 0
    for name in CORPORA:
        for page in islice(read(corpora, name), pages):
            for flat in FLATTENINGS:
                text = clean(Source("page", page.flat(flat)), book).text
                again = clean(Source("page", text), book)
                count += 1
                if again.text != text:
                    changing += 1
                    rules = sorted({edit.rule for edit in again.edits})
                    print(f"{name} {page.id}, {flat}: {', '.join(rules)}")
    print(f"{count} texts, {changing} change when they are cleaned again")
    return 1 if changing else 0
