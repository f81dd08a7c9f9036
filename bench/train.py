"""Train the scorer of main content: columns of the package, labels of the corpora, LightGBM.

    python -m bench train --corpora DIR [--html] [--write] [--folds FILE]

Cross-validates by registered domain, prints F1 by page type, and with --write fits on all pages
and writes `cleaner/data/content.json`: the lexicon, and two passes of integer trees. With --folds
it stores the scorers of the cross-validation, for `bench text`, `rules`, `check`. Needs the extra
`bench` (lightgbm, tldextract, trafilatura).

What a page's scores are learned from has not seen its domain, at any depth: the lexicon behind a
row is counted without the row's fold, the first pass behind it is fitted without its fold, and in
the cross-validation both are without the fold that is judged, too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.candidates import by_pass
from bench.examples import STRANGE, Corpus, Example, build
from bench.lexicon import DOMAINS, PRIOR
from bench.scores import snippet_counts, snippet_f1, word_f1
from cleaner.model import HTML, TEXT
from cleaner.score.choose import EDGE, choose
from cleaner.score.content import LEAF, add_chances, passed, scorer, spread
from cleaner.score.table import Table
from cleaner.score.trees import forest

DATA = Path(__file__).parent.parent / "cleaner" / "data"
ALL = range(folds.FOLDS)
# Of each pass, for text and for HTML: its trees, and how many features, those with most gain in a
# first run. More cost time and give little; in HTML articles gain .002 of F1 by these sizes against
# (60, 24) and (140, 56).
SIZES = {False: ((60, 28), (140, 64)), True: ((80, 32), (200, 80))}
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 32,
    "learning_rate": 0.08,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.4,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "max_bin": 127,
    "num_threads": 1,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_col_wise": True,
}

Folds = frozenset[int]


@dataclass
class Training:
    """The rows of all pages, what they were learned from, and the trees fitted so far."""

    corpus: Corpus
    trees: tuple[int, int]  # of each pass
    first: Sequence[str]  # features of the first pass
    second: Sequence[str]

    @classmethod
    def of(cls, corpus: Corpus, html: bool) -> Training:
        examples = corpus.examples
        print(f"{len(examples)} pages, {sum(len(e.y) for e in examples)} blocks", flush=True)
        return cls(corpus, _trees(html), *selected(corpus, html))

    @cached_property
    def fold(self) -> Any:
        return np.concatenate([np.full(len(e.y), e.fold) for e in self.corpus.examples])

    @cached_property
    def y(self) -> Any:
        return np.concatenate([e.y for e in self.corpus.examples])

    @cached_property
    def weight(self) -> Any:
        weight = np.concatenate([e.weight for e in self.corpus.examples])
        return weight / weight.mean()

    def matrix(self, names: Sequence[str], rows_of: Iterable[int], without: Folds) -> Any:
        """Features of the rows of these folds; the lexicon behind them, and the first pass if
        its features are asked for, know neither the folds `without` nor the row's own."""
        out = np.zeros((len(self.fold), len(names)), np.int16)
        odds = {i: self.odds(without | {i}) for i in rows_of}
        later = any(name.startswith(("mass", "score", "page_mass", "chance")) for name in names)
        trees = {i: self.passes(without | {i}) for i in rows_of} if later else {}
        for one in self.corpus.examples:
            if one.fold in odds:
                own = Table(one.columns(*odds[one.fold]))
                if later:
                    add_chances(own, passed(trees[one.fold], own))
                out[one.rows] = np.clip(own.features(tuple(names)), -32000, 32000).T
        return out

    def odds(self, without: Folds) -> tuple[Any, Any]:
        """Of both lexicons, without these folds."""
        return self.corpus.lexicon.odds(without), self.corpus.markup.odds(without)

    def passes(self, without: Folds) -> Any:
        """The first pass, fitted without these folds."""
        if without not in self._first:
            self._first[without] = self._fitted(self.first, self.trees[0], without)
        return forest(list(self.first), self._first[without])

    def __post_init__(self) -> None:
        self._first: dict[Folds, list[Any]] = {}

    def _fitted(self, names: Sequence[str], trees: int, without: Folds) -> list[Any]:
        return integers(self.booster(names, trees, without))

    def booster(self, names: Sequence[str], trees: int, without: Folds) -> Any:
        import lightgbm

        kept = [fold for fold in ALL if fold not in without]
        rows = np.isin(self.fold, kept)
        x = self.matrix(names, kept, without)[rows]
        data = lightgbm.Dataset(x, self.y[rows], weight=self.weight[rows])
        return lightgbm.train(PARAMETERS, data, trees)

    def model(self, without: Folds) -> dict[str, Any]:
        """Lexicon and both passes, fitted without these folds, as they are stored."""
        second = self._fitted(self.second, self.trees[1], without)
        self.passes(without)
        return {
            "lexicon": self.corpus.lexicon.stored(without),
            "markup": self.corpus.markup.stored(without),
            "passes": [
                {"features": list(self.first), "trees": self._first[without]},
                {"features": list(self.second), "trees": second},
            ],
        }


def run(corpora: Path, html: bool, write: bool, folds_file: Path | None = None) -> None:
    kinds = (HTML,) if html else (TEXT, STRANGE)
    parts = {kind: Training.of(build(corpora, kind), html) for kind in kinds}
    found: dict[str, dict[int, Any]] = {kind: {} for kind in kinds}
    models = []
    for fold in ALL:
        fitted = {kind: part.model(frozenset({fold})) for kind, part in parts.items()}
        models.append(_whole(fitted))
        for kind, part in parts.items():
            found[kind] |= judged(part, fitted[kind], fold)
        print(f"fold {fold + 1} of {folds.FOLDS}", flush=True)
    if folds_file:
        folds.write(folds_file, models, corpora)
    figures: dict[str, float] = {}
    for kind, part in parts.items():
        before = f"{STRANGE} " if kind == STRANGE else ""
        figures |= report(part.corpus.examples, found[kind], before)
    if write:
        whole = _whole({kind: part.model(frozenset()) for kind, part in parts.items()})
        save(whole, html, figures, corpora)


def _whole(models: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The models by kind as they are stored: the one of a strange language inside that of text."""
    (whole, *_), strange = models.values(), models.get(STRANGE)
    return whole | ({STRANGE: strange} if strange else {})


def selected(corpus: Corpus, html: bool) -> tuple[list[str], list[str]]:
    """For each pass the candidates with most gain in a fit to all pages."""
    chosen: list[list[str]] = []
    for candidates, (trees, most) in zip(by_pass(html), SIZES[html], strict=True):
        training = Training(corpus, _trees(html), chosen[0] if chosen else [], [])
        gains = training.booster(candidates, trees // 2, frozenset()).feature_importance("gain")
        best = np.argsort(-gains, kind="stable")[:most]
        chosen.append(sorted(candidates[place] for place in best))
    return chosen[0], chosen[1]


def _trees(html: bool) -> tuple[int, int]:
    (first, _), (second, _) = SIZES[html]
    return first, second


def judged(training: Training, model: dict[str, Any], fold: int) -> dict[int, Any]:
    """The scores of the fold's pages, as the package gives them, by the example's number."""
    stored, odds = scorer(model), training.odds(frozenset({fold}))
    found = {}
    for number, one in enumerate(training.corpus.examples):
        if one.fold == fold:
            own = Table(one.columns(*odds))
            add_chances(own, passed(stored.first, own))
            found[number] = spread(one.seen, passed(stored.second, own), len(one.texts), -EDGE)
    return found


def integers(booster: Any) -> list[Any]:
    """The booster's trees as nested lists of integers; leaves in 1/LEAF of a logit."""

    def walk(node: Any) -> Any:
        if "leaf_value" in node:
            return round(node["leaf_value"] * LEAF)
        low, high = walk(node["left_child"]), walk(node["right_child"])
        return [node["split_feature"], int(np.floor(node["threshold"])), low, high]

    return [walk(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def report(examples: list[Example], found: Mapping[int, Any], before: str = "") -> dict[str, float]:
    """Print and return the cross-validated figures: word F1 by type, snippet F1 on traf-dev."""
    f1: dict[str, list[float]] = defaultdict(list)
    snippets: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, e in enumerate(examples):
        keep, _, _ = choose(found[number], e.words)
        text = "\n".join(t for t, kept in zip(e.texts, keep, strict=True) if kept)
        if e.corpus == "wcxb-dev":
            f1[f"{e.page.type} {e.flat}"].append(word_f1(text, e.page.gold))
        else:
            snippets[e.flat].append(snippet_counts(text, e.page.wanted, e.page.unwanted))
    figures = {name: sum(values) / len(values) for name, values in f1.items()}
    figures |= {f"traf-dev {flat}": snippet_f1(counts) for flat, counts in snippets.items()}
    figures = {before + name: value for name, value in figures.items()}
    for name, value in sorted(figures.items()):
        print(f"{name:45s} {value:.4f}")
    return {name: round(value, 4) for name, value in figures.items()}


def save(model: dict[str, Any], html: bool, figures: dict[str, float], corpora: Path) -> None:
    path = DATA / ("content-html.json" if html else "content.json")
    stored = {
        "what": "Scores blocks of a page: how likely each is main content. A lexicon: log odds of"
        " words, in 1/16. Two passes of trees of integers: a leaf is its value in 1/1024 of a"
        " logit, a node is [feature, threshold, low, high]."
        + " `strange`: the same for languages that the lexicon does not know."
        * (STRANGE in model),
        "licence": "MIT, as the package. Fitted to annotations of WCXB (Murrough Foley, 2026,"
        " CC-BY-4.0) and of trafilatura's evaluation pages (Apache-2.0), and for the latter to"
        " trafilatura's own output as weak labels. Of the pages it holds single words, each from"
        f" {DOMAINS} domains or more.",
        "training": {
            "command": f"python -m bench train --corpora DIR --write{' --html' * html}",
            "corpora_sha256": folds.digests(corpora),
            "parameters": {**PARAMETERS, "sizes": SIZES[html], "prior": PRIOR},
            "cross_validated_by_domain": figures,
        },
        **model,
    }
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    path.write_text(
        text.replace("],[", "],\n[").replace(',"passes"', ',\n"passes"') + "\n", "utf-8"
    )
    print(f"wrote {path}: {path.stat().st_size} bytes")
