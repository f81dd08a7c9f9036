"""How well pages are cleaned from their HTML: this cleaner and the extractors, in one run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.corpora import read
from bench.extractors import extractors
from bench.scores import snippet_f1
from bench.text import (
    Contestant,
    Score,
    by_type,
    cleaners,
    figures_of,
    interval,
    scored,
    table,
)
from cleaner.model import HTML

BASE = "trafilatura, comments off"
SMALL = 150_000  # bytes of a small page; news pages are

Report = dict[str, Any]


def run(corpora: Path, models: Path | None, pages: int | None, out: Path | None) -> None:
    """Print the tables, and write the figures as JSON when `out` is given."""
    others = [Contestant(n, lambda _, text, p=p: p(text)) for n, p in extractors().items()]  # type: ignore[misc]
    report = measure(corpora, [*cleaners(corpora, models, HTML), *others], pages)
    print(_tables(report))
    if out:
        out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def measure(corpora: Path, contestants: Sequence[Contestant], pages: int | None = None) -> Report:
    """All figures by contestant: wcxb-dev, all and by type, and the snippets of traf-dev."""
    whole = islice(read(corpora, "wcxb-dev", html=True), pages)
    scores = scored(contestants, ((page, page.html) for page in whole))
    snippets = islice(read(corpora, "traf-dev", html=True), pages)
    taught = scored(contestants, ((page, page.html) for page in snippets))
    base = scores.get(BASE)
    report: Report = {"corpora_sha256": folds.digests(corpora), "pages": pages, "rows": {}}
    for name, own in scores.items():
        report["rows"][name] = {
            **figures_of(own),
            "types": by_type(own),
            "snippets": round(snippet_f1(score.counts for score in taught[name]), 4),
            **_speed(own, base),
            "gain": _gain(own, base),
        }
    return report


def _speed(own: Sequence[Score], base: Sequence[Score] | None) -> dict[str, Any]:
    """Mean CPU ms a page, of all pages and of the small ones, MB/s, and how many times the base."""

    def mean(scores: Sequence[Score], most: float) -> float:
        return float(np.mean([s.seconds for s in scores if s.bytes < most] or [0])) * 1000

    found = {"ms": mean(own, np.inf), "ms_small": mean(own, SMALL)}
    found["mb_s"] = sum(s.bytes for s in own) / 1e6 / max(sum(s.seconds for s in own), 1e-9)
    if base:
        found["ratio"] = mean(base, np.inf) / max(found["ms"], 1e-9)
        found["ratio_small"] = mean(base, SMALL) / max(found["ms_small"], 1e-9)
    return {name: round(value, 3) for name, value in found.items()}


def _gain(own: Sequence[Score], base: Sequence[Score] | None) -> list[float]:
    """The 95 % interval of the mean difference of F1 to the base, page by page."""
    if not base:
        return []
    low, high = interval([one.f1 - other.f1 for one, other in zip(own, base, strict=True)])
    return [round(low, 4), round(high, 4)]


def _tables(report: Report) -> str:
    rows = report["rows"]
    kinds = list(next(iter(rows.values()))["types"])
    head = ["", "F1", *kinds, "P", "R", "with", "without", "snippet F1", "ms", "ms small", "MB/s"]
    lines = [
        [
            name,
            *(_figure(value) for value in (row["f1"], *row["types"].values())),
            *(_figure(row[key]) for key in ("precision", "recall", "with", "without", "snippets")),
            *(f"{row[key]:.1f}" for key in ("ms", "ms_small", "mb_s")),
        ]
        for name, row in rows.items()
    ]
    versus = [
        [
            name,
            "-".join(f"{end:+.3f}" for end in row["gain"]),
            *(f"{row.get(key, 0):.1f}" for key in ("ratio", "ratio_small")),
        ]
        for name, row in rows.items()
    ]
    against = ["", f"F1 less that of {BASE}, 95 %", "times as fast", "on small pages"]
    return table(head, lines) + "\n\n" + table(against, versus)


def _figure(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
