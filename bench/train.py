"""Train the scorer of main content: features of the package, labels of the corpora, LightGBM.

    python -m bench train --corpora DIR [--write] [--folds FILE]

Cross-validates by registered domain, prints F1 by page type, and with --write fits on all pages
and writes `cleaner/data/content.json`: integer trees, their features, and how they came about.
With --folds it stores the scorers of the cross-validation, for `bench text`, `rules`, `check`.
Needs the extra `bench` (lightgbm, tldextract, trafilatura).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.corpora import FLATTENINGS, Annotated, read
from bench.labels import shares
from bench.scores import snippet_counts, snippet_f1, squeeze, word_f1
from bench.scores import words as words_of
from cleaner.model import Source
from cleaner.score.choose import EDGE, UNIT, choose
from cleaner.score.content import LEAF, Look, look, spread, words_in
from cleaner.score.context import names
from cleaner.score.trees import forest, scores
from cleaner.segment import segment

MODEL = Path(__file__).parent.parent / "cleaner" / "data" / "content.json"
TREES = 100
FEATURES = 64  # the ones with most gain in a first run; the rest costs time and gives nothing
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 32,
    "learning_rate": 0.12,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "max_bin": 127,
    "num_threads": 1,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_col_wise": True,
}


@dataclass
class Example:
    """One flattening of one page: a row a block."""

    page: Annotated
    corpus: str
    flat: str
    fold: int
    texts: list[str]
    seen: Look
    x: Any  # a row for each block that is looked at, int16
    words: Any  # what each block counts for
    y: Any = None
    weight: Any = None
    score: Any = None


def run(corpora: Path, write: bool, folds_file: Path | None = None) -> None:
    examples, features = build(corpora)
    print(f"{len(examples)} pages, {sum(len(e.texts) for e in examples)} blocks")
    gains, _ = validate(examples, features, list(range(len(features))), TREES // 4)
    chosen = sorted(int(i) for i in np.argsort(-gains, kind="stable")[:FEATURES])
    _, models = validate(examples, features, chosen, TREES)
    if folds_file:
        folds.write(folds_file, models, corpora)
    figures = report(examples)
    if write:
        save(examples, features, chosen, figures, corpora)


def build(corpora: Path) -> tuple[list[Example], list[str]]:
    examples: list[Example] = []
    features: list[str] = []
    for corpus in folds.CORPORA:
        for page in read(corpora, corpus, html=corpus == "traf-dev"):
            fold = folds.fold_of(page)
            gold = page.gold or (_taught(page.html) if corpus == "traf-dev" else "")
            for flat in FLATTENINGS:
                cut = segment(Source(page.id, page.flat(flat)))
                if not cut.blocks:
                    continue
                seen = look(cut, cut.blocks)
                if seen is None:
                    continue
                context = seen.context
                features = features or names(context.columns)
                texts = [cut.flat[b.start : b.end] for b in cut.blocks]
                x = np.stack([context[name] for name in features], 1).astype(np.int16)
                example = Example(page, corpus, flat, fold, texts, seen, x, words_in(cut.blocks))
                _label(example, gold)
                examples.append(example)
    return examples, features


def _taught(html: str) -> str:
    """What trafilatura takes for the text: a weak label for pages that have only snippets."""
    import trafilatura

    try:
        return trafilatura.extract(html, include_comments=False, include_formatting=False) or ""
    except Exception:  # a page it cannot read teaches nothing
        return ""


def _label(example: Example, gold: str) -> None:
    """A block is main content when half its words are in the gold; snippets overrule.

    Weights: what a block's error costs of the page's F1; pages other than articles, and weak
    labels, count less.
    """
    y = (np.array(shares(example.texts, gold)) >= 0.5).astype(float)
    size = np.array([len(words_of(text)) for text in example.texts])
    weight = np.minimum(size + 1.0, 400) ** 0.8
    weight /= max(weight[y > 0].sum(), weight.sum() * 0.1, 20)
    if example.corpus == "traf-dev":
        weight *= 0.5
        wanted, unwanted = (
            [squeeze(s) for s in snippets]
            for snippets in (example.page.wanted, example.page.unwanted)
        )
        for i, text in enumerate(map(squeeze, example.texts)):
            if any(s and s in text for s in wanted):
                y[i], weight[i] = 1, weight[i] * 2 + 0.05
            elif any(s and s in text for s in unwanted):
                y[i], weight[i] = 0, weight[i] * 2 + 0.05
        weight *= 1.2
    elif example.page.type != "article":
        weight *= 0.35
    if example.corpus == "wcxb-dev" and (not gold or y.sum() == 0):
        weight *= 0.2
    part = slice(example.seen.low, example.seen.low + len(example.x))
    example.y, example.weight = y[part], weight[part]


def validate(
    examples: list[Example], features: list[str], chosen: list[int], trees: int
) -> tuple[Any, list[dict[str, Any]]]:
    """Score every page by trees that saw no page of its domain; the features' gains, and the
    trees of each fold as they are stored."""
    gains = np.zeros(len(features))
    names_of = [features[i] for i in chosen]
    models = []
    for fold in range(folds.FOLDS):
        booster = fit([e for e in examples if e.fold != fold], chosen, trees)
        gains[chosen] += booster.feature_importance("gain")
        models.append({"features": names_of, "trees": integers(booster)})
        stored = forest(names_of, models[-1]["trees"])
        for example in examples:
            if example.fold == fold:
                columns = {
                    n: example.x[:, i].astype(np.int64)
                    for n, i in zip(names_of, chosen, strict=True)
                }
                found = scores(stored, columns, len(example.x)) // (LEAF // UNIT)
                example.score = spread(example.seen, found, len(example.texts), -EDGE)
        print(f"fold {fold + 1} of {folds.FOLDS}", flush=True)
    return gains, models


def fit(examples: Sequence[Example], chosen: list[int], trees: int) -> Any:
    import lightgbm

    x = np.concatenate([e.x[:, chosen] for e in examples])
    y = np.concatenate([e.y for e in examples])
    weight = np.concatenate([e.weight for e in examples])
    data = lightgbm.Dataset(x, y, weight=weight / weight.mean())
    return lightgbm.train(PARAMETERS, data, trees)


def integers(booster: Any) -> list[Any]:
    """The booster's trees as nested lists of integers; leaves in 1/LEAF of a logit."""

    def walk(node: Any) -> Any:
        if "leaf_value" in node:
            return round(node["leaf_value"] * LEAF)
        low, high = walk(node["left_child"]), walk(node["right_child"])
        return [node["split_feature"], int(np.floor(node["threshold"])), low, high]

    return [walk(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def report(examples: list[Example], bias: int = UNIT // 4) -> dict[str, float]:
    """Print and return the cross-validated figures: word F1 by type, snippet F1 on traf-dev."""
    f1: dict[str, list[float]] = defaultdict(list)
    snippets: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for e in examples:
        keep, _, _ = choose(e.score + bias, e.words)
        text = "\n".join(t for t, kept in zip(e.texts, keep, strict=True) if kept)
        if e.corpus == "wcxb-dev":
            f1[f"{e.page.type} {e.flat}"].append(word_f1(text, e.page.gold))
        else:
            snippets[e.flat].append(snippet_counts(text, e.page.wanted, e.page.unwanted))
    figures = {name: sum(values) / len(values) for name, values in f1.items()}
    figures |= {f"traf-dev {flat}": snippet_f1(counts) for flat, counts in snippets.items()}
    for name, value in sorted(figures.items()):
        print(f"{name:35s} {value:.4f}")
    return {name: round(value, 4) for name, value in figures.items()}


def save(
    examples: list[Example],
    features: list[str],
    chosen: list[int],
    figures: dict[str, float],
    corpora: Path,
) -> None:
    trees = integers(fit(examples, chosen, TREES))
    used = sorted({feature for tree in trees for feature in _features(tree)})
    model = {
        "what": "Scores blocks of a page: how likely each is main content. Trees of integers: a"
        " leaf is its value in 1/1024 of a logit, a node is [feature, threshold, low, high].",
        "licence": "MIT, as the package. Fitted to annotations of WCXB (Murrough Foley, 2026,"
        " CC-BY-4.0) and of trafilatura's evaluation pages (Apache-2.0), and for the latter to"
        " trafilatura's own output as weak labels. No text of a page is in it.",
        "training": {
            "command": "python -m bench train --corpora DIR --write",
            "corpora_sha256": folds.digests(corpora),
            "parameters": {**PARAMETERS, "trees": TREES, "features": FEATURES},
            "cross_validated_by_domain": figures,
        },
        "features": [features[chosen[i]] for i in used],
        "trees": [_renumbered(tree, {old: new for new, old in enumerate(used)}) for tree in trees],
    }
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    MODEL.write_text(text.replace("],[", "],\n[").replace(',"trees"', ',\n"trees"') + "\n", "utf-8")
    print(f"wrote {MODEL}: {len(trees)} trees, {len(used)} features, {MODEL.stat().st_size} bytes")


def _features(tree: Any) -> set[int]:
    if isinstance(tree, int):
        return set()
    return {tree[0]} | _features(tree[2]) | _features(tree[3])


def _renumbered(tree: Any, numbers: dict[int, int]) -> Any:
    if isinstance(tree, int):
        return tree
    feature, bound, low, high = tree
    return [numbers[feature], bound, _renumbered(low, numbers), _renumbered(high, numbers)]
