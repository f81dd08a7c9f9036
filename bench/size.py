"""How readable a record stays: its bytes beyond the text and the removed text."""

from __future__ import annotations

import statistics
from pathlib import Path

import orjson

from bench.corpora import read
from cleaner.flow import clean
from cleaner.model import Source
from cleaner.record import record
from cleaner.rulebook import load


def run(corpora: Path, pages: int) -> None:
    """Print the median share of the page's text that the record adds, over flat_layout pages."""
    book = load()
    shares: list[float] = []
    entries: list[int] = []
    for name in ("wcxb-dev", "traf-dev"):
        for page, _ in zip(read(corpora, name), range(pages), strict=False):
            if not page.flat_layout.strip():
                continue
            cleaned = clean(Source("page", page.flat_layout, sha256="0" * 64), book)
            document = record(cleaned, book.digest)
            removed = sum(_size(removal["text"]) for removal in document["removals"])
            beyond = _size(document) - _size(document["text"]) - removed
            shares.append(beyond / len(page.flat_layout.encode()))
            entries.append(len(document["removals"]) + len(document["changes"]))
    shares.sort()
    print(f"{len(shares)} pages: record beyond text and removed text, share of the page's text")
    most = shares[int(0.9 * len(shares))]
    print(f"median {statistics.median(shares):.1%}  9 of 10 below {most:.1%}")
    print(f"removals and changes a page: median {statistics.median(entries):.0f}")


def _size(value: object) -> int:
    return len(orjson.dumps(value))
