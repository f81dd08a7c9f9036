"""How fast the engine is: segment to record, one process, without language and disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench.corpora import read
from bench.peers import justext_lines
from cleaner.flow import clean
from cleaner.model import Source
from cleaner.record import record
from cleaner.rulebook import load


def run(corpora: Path, pages: int, rounds: int = 3) -> None:
    """Print MB/s on flat_layout of wcxb-dev, and jusText's on the same lines in the same run.

    CPU time of the process; the two take turns and the best of the rounds counts for each,
    since other load can only make a round slower.
    """
    texts = [
        page.flat_layout for page, _ in zip(read(corpora, "wcxb-dev"), range(pages), strict=False)
    ]
    size = sum(len(text.encode()) for text in texts) / 1e6
    book = load()

    def engine(text: str) -> None:
        record(clean(Source("page", text, sha256="0" * 64), book), book.digest)

    contestants = {"cleaner": engine, "jusText": justext_lines()}
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(rounds):
        for name, act in contestants.items():
            best[name] = min(best[name], _seconds(act, texts))
    print(f"{len(texts)} pages, {size:.1f} MB of text, CPU seconds, best of {rounds}")
    for name, seconds in best.items():
        print(f"{name:10s} {seconds:7.2f} s  {size / seconds:6.2f} MB/s")
    print(f"ratio      {best['jusText'] / best['cleaner']:.1f}")


def _seconds(act: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        act(text)
    return time.process_time() - start
