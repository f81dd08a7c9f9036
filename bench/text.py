"""How well text whose HTML is gone is cleaned: this cleaner and its peers, in one run."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.corpora import FLATTENINGS, Annotated, read
from bench.peers import peers
from bench.scores import overlap, snippet_counts, snippet_f1
from bench.strange import FORMS, Form, told_in
from cleaner.flow import clean
from cleaner.model import HTML, TEXT, Source
from cleaner.record import record
from cleaner.rulebook import Rulebook, load
from cleaner.score.content import Scorer, model

ALONE, COMPLETE, BASE = "cleaner, rules alone", "cleaner, complete", "jusText"
RESAMPLES = 2000  # of the pages, for the intervals: their ends move by under .001
SEED = 7
LOSS = 0.05  # a page of clean text that loses more than this share of its words is damaged

Report = dict[str, Any]  # what is printed, as JSON: see `measure`


@dataclass(frozen=True, slots=True)
class Contestant:
    """A way to clean: `clean` gives the text that is judged, `timed` is what its speed is of."""

    name: str
    clean: Callable[[Annotated, str], str]
    timed: Callable[[str], object] | None = None  # None: `clean` itself


@dataclass(frozen=True, slots=True)
class Score:
    """One contestant on one flattening of one page."""

    type: str
    f1: float
    precision: float
    recall: float
    counts: tuple[int, int, int]  # as `snippet_counts`
    unwanted: int  # unwanted snippets of the page
    seconds: float
    bytes: int


def run(corpora: Path, models: Path | None, pages: int | None, out: Path | None) -> None:
    """Print the tables, and write the figures as JSON when `out` is given."""
    others = [Contestant(n, lambda _, text, p=p: p(text)) for n, p in peers().items()]  # type: ignore[misc]
    report = measure(corpora, [*cleaners(corpora, models), *others], pages)
    print(tables(report))
    if out:
        out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def cleaners(corpora: Path, models: Path | None, media: str = TEXT) -> list[Contestant]:
    """This cleaner by rules alone; and with a scorer that has not seen the page's domain."""
    engine = _Engine(load(), media)
    by_rules = Contestant(ALONE, partial(engine.clean, trees=None), engine.timed(None))
    if models is None:
        print(f"{COMPLETE}: left out; it needs --folds FILE, by `python -m bench train --folds`")
        return [by_rules]
    trees = folds.read(models, corpora)

    def unseen(page: Annotated, text: str) -> str:
        return engine.clean(page, text, trees[folds.fold_of(page)])

    return [
        by_rules,
        Contestant(COMPLETE, unseen, engine.timed(model(html=media == HTML) or trees[0])),
    ]


@dataclass(frozen=True, slots=True)
class _Engine:
    book: Rulebook
    media: str

    def clean(self, page: Annotated, text: str, trees: Scorer | None) -> str:
        with folds.scorer(trees):
            return clean(Source(page.id, text, media=self.media), self.book).text

    def timed(self, trees: Scorer | None) -> Callable[[str], object]:
        """Segment to record, as a person runs it: with the scorer as shipped."""

        def act(text: str) -> object:
            source = Source("page", text, media=self.media, sha256="0" * 64)
            with folds.scorer(trees):
                return record(clean(source, self.book), self.book.digest)

        return act


def measure(corpora: Path, contestants: Sequence[Contestant], pages: int | None = None) -> Report:
    """All figures, by flattening and contestant: articles and types of wcxb-dev, the snippets of
    traf-dev, and what is lost of clean text. `pages`: only the first so many of each corpus."""
    report: Report = {"corpora_sha256": folds.digests(corpora), "rules": load().digest}
    report |= {"pages": pages, "articles": {}, "types": {}, "snippets": {}, "gold": {}}
    whole = list(islice(read(corpora, "wcxb-dev"), pages))
    for flat in FLATTENINGS:
        scores = scored(contestants, ((page, page.flat(flat)) for page in whole))
        report["articles"][flat] = _articles(scores)
        report["types"][flat] = {name: by_type(own) for name, own in scores.items()}
        snippets = islice(read(corpora, "traf-dev"), pages)
        scores = scored(contestants, ((page, page.flat(flat)) for page in snippets))
        report["snippets"][flat] = {
            name: round(snippet_f1(score.counts for score in own), 4)
            for name, own in scores.items()
        }
    articles = [page for page in whole if page.type == "article" and page.gold.strip()]
    scores = scored(contestants, ((page, page.gold) for page in articles))
    report["gold"] = {name: _harm(own) for name, own in scores.items()}
    report["strange"] = {
        f"{form}, {flat}": _in_strange(contestants, articles, exchange, flat)
        for form, exchange in FORMS.items()
        for flat in FLATTENINGS
    }
    return report


def _in_strange(
    contestants: Sequence[Contestant], articles: Iterable[Annotated], form: Form, flat: str
) -> dict[str, float]:
    """F1 by contestant where nobody knows a word of the articles."""
    pages = (told_in(page, form) for page in articles)
    scores = scored(contestants, ((page, page.flat(flat)) for page in pages))
    return {name: round(_mean(score.f1 for score in own), 4) for name, own in scores.items()}


def scored(
    contestants: Sequence[Contestant], inputs: Iterable[tuple[Annotated, str]]
) -> dict[str, list[Score]]:
    """Contestants take turns page by page, so that other load slows all of them alike."""
    scores: dict[str, list[Score]] = defaultdict(list)
    for page, text in inputs:
        for contestant in contestants:
            scores[contestant.name].append(_score(contestant, page, text))
    return scores


def _score(contestant: Contestant, page: Annotated, text: str) -> Score:
    timed = contestant.timed
    start = time.process_time()
    output = timed(text) if timed else contestant.clean(page, text)
    seconds = time.process_time() - start
    cleaned = contestant.clean(page, text) if timed else str(output)
    counts = snippet_counts(cleaned, page.wanted, page.unwanted)
    size = len(text.encode("utf-8", "surrogatepass"))
    right = overlap(cleaned, page.gold)
    return Score(page.type, *right, counts, len(page.unwanted), seconds, size)


def _articles(scores: Mapping[str, Sequence[Score]]) -> Report:
    table: Report = {}
    for name, all_types in scores.items():
        own = [score for score in all_types if score.type == "article"]
        size, seconds = sum(s.bytes for s in own) / 1e6, sum(s.seconds for s in own)
        speed = {"pages": len(own), "mb_s": round(size / max(seconds, 1e-9), 2)}
        table[name] = figures_of(own) | speed
    base = table.get(BASE)
    for row in table.values():
        row["ratio"] = round(row["mb_s"] / base["mb_s"], 1) if base else None
    return table


def figures_of(own: Sequence[Score]) -> dict[str, float]:
    """The accuracy of one contestant over these pages."""
    found, left, missing = np.array([score.counts for score in own]).sum(0).tolist()
    low, high = interval([score.f1 for score in own])
    figures = {
        "f1": _mean(score.f1 for score in own),
        "low": low,
        "high": high,
        "precision": _mean(score.precision for score in own),
        "recall": _mean(score.recall for score in own),
        "with": found / max(found + missing, 1),
        "without": left / max(sum(score.unwanted for score in own), 1),
    }
    return {key: round(value, 4) for key, value in figures.items()}


def by_type(scores: Sequence[Score]) -> dict[str, float]:
    by_type = defaultdict(list)
    for score in scores:
        by_type[score.type].append(score.f1)
    return {name: round(_mean(values), 4) for name, values in sorted(by_type.items())}


def _harm(scores: Sequence[Score]) -> dict[str, float]:
    """Of clean text: the share of words lost, mean over pages; the share of damaged pages."""
    lost = [1 - score.recall for score in scores]
    return {"lost": round(_mean(lost), 4), "damaged": round(_mean(x > LOSS for x in lost), 4)}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / max(len(found), 1)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean: percentiles over resampled pages (Efron's bootstrap)."""
    chosen = np.random.default_rng(SEED).integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.percentile(np.array(values)[chosen].mean(1), [2.5, 97.5])
    return float(low), float(high)


def tables(report: Report) -> str:
    """The report for people: Markdown."""
    parts = []
    for flat, own in report["articles"].items():
        pages = next(iter(own.values()))["pages"]
        rows = [[name, *_article_row(row)] for name, row in own.items()]
        head = ["", "F1", "95 %", "P", "R", "with", "without", "MB/s", f"x {BASE}"]
        parts.append(f"{flat}: {pages} articles of wcxb-dev\n\n" + table(head, rows))
    for flat, own in report["types"].items():
        kinds = list(next(iter(own.values())))
        rows = [[name, *(_figure(row[kind]) for kind in kinds)] for name, row in own.items()]
        parts.append(f"{flat}: F1 by type of page, wcxb-dev\n\n" + table(["", *kinds], rows))
    snippets, flats = report["snippets"], list(report["snippets"])
    rows = [[name, *(_figure(snippets[f][name]) for f in flats)] for name in snippets[flats[0]]]
    parts.append("snippet F1, traf-dev\n\n" + table(["", *flats], rows))
    rows = [[n, f"{r['lost']:.2%}", f"{r['damaged']:.2%}"] for n, r in report["gold"].items()]
    head = ["", "words removed", f"pages losing over {LOSS:.0%}"]
    parts.append("clean text (the gold of the articles) as input\n\n" + table(head, rows))
    strange = report["strange"]
    names = next(iter(strange.values()))
    rows = [[name, *(_figure(column[name]) for column in strange.values())] for name in names]
    parts.append("F1 of the articles, no word of which is known\n\n" + table(["", *strange], rows))
    return "\n\n".join(parts)


def _article_row(row: Mapping[str, Any]) -> list[str]:
    figures = [_figure(row[key]) for key in ("precision", "recall", "with", "without")]
    ends = f"{_figure(row['low'])}-{_figure(row['high'])}"
    # Handing the text back has no speed worth telling.
    speed = f"{row['mb_s']:.2f}" if row["mb_s"] < 1000 else "-"
    ratio = f"{row['ratio']:.1f}" if row["ratio"] and row["mb_s"] < 1000 else "-"
    return [_figure(row["f1"]), ends, *figures, speed, ratio]


def _figure(value: float) -> str:
    """A share with three decimals, without the zero before the point."""
    return f"{value:.3f}".removeprefix("0")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that lines up in a terminal too: text to the left, figures to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(head))]
    rule = ["-" * width if i == 0 else "-" * (width - 1) + ":" for i, width in enumerate(widths)]

    def laid(cells: Sequence[str]) -> str:
        figures = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        return f"| {' | '.join([cells[0].ljust(widths[0]), *figures[1:]])} |"

    return "\n".join([laid(lines[0]), laid(rule), *map(laid, lines[1:])])
