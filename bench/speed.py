"""How fast the engine is: segment to record, one process, without language and disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench.corpora import FLATTENINGS, read
from bench.peers import justext_lines
from bench.stages import watched
from cleaner import flow
from cleaner.model import Source
from cleaner.record import record
from cleaner.rulebook import Rulebook, load


def run(corpora: Path, pages: int, stages: bool = False, rounds: int = 3) -> None:
    """Print MB/s on both flattenings of wcxb-dev, and jusText's on the same lines in the same run.

    CPU time of the process; the two take turns and the best of the rounds counts for each,
    since other load can only make a round slower.
    """
    chosen = [page for page, _ in zip(read(corpora, "wcxb-dev"), range(pages), strict=False)]
    book = load()
    contestants = {
        "complete": _engine(book),
        "rules alone": _engine(load(ignore=["score/*"])),
        "jusText": justext_lines(),
    }
    for flat in FLATTENINGS:
        texts = [page.flat(flat) for page in chosen]
        size = sum(len(text.encode()) for text in texts) / 1e6
        best = dict.fromkeys(contestants, float("inf"))
        for _ in range(rounds):
            for name, act in contestants.items():
                best[name] = min(best[name], _seconds(act, texts))
        print(f"{flat}: {len(texts)} pages, {size:.1f} MB, CPU seconds, best of {rounds}")
        for name, seconds in best.items():
            ratio = best["jusText"] / seconds
            print(f"  {name:12s} {seconds:7.2f} s  {size / seconds:6.2f} MB/s  x{ratio:.2f}")
        if stages:
            _print_stages(book, texts, size)


def _engine(book: Rulebook) -> Callable[[str], object]:
    def act(text: str) -> None:
        record(flow.clean(Source("page", text, sha256="0" * 64), book), book.digest)

    return act


def _seconds(act: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        act(text)
    return time.process_time() - start


def _print_stages(book: Rulebook, texts: list[str], size: float) -> None:
    """What each step takes, in CPU milliseconds a MB; reading the clock is a part of it."""
    with watched() as clock:
        whole = _seconds(_engine(book), texts)
    clock.seconds["the rest"] = whole - sum(clock.seconds.values())
    for name, seconds in sorted(clock.seconds.items(), key=lambda step: -step[1]):
        print(f"    {name:24s} {seconds / size * 1e3:7.2f} ms/MB")
