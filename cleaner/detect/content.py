"""The main content of a page: by a score, or by the best region where there is no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from cleaner.model import Mark
from cleaner.rule import Rule
from cleaner.score.choose import ONE, UNIT, Mask, choose
from cleaner.score.content import columns_of, model, score
from cleaner.score.signs import Ints
from cleaner.score.words import cues
from cleaner.view import View, removes

# Added to every score: keeping a doubtful block costs less than losing it (a quarter of a logit
# raised the wanted snippets kept by a point, at no loss of F1).
BIAS = UNIT // 4
# The least gain in expected F1 that a cut must promise.
GAIN = ONE // 100
# What must be among the lines that go, as evidence that there is clutter at all: the lines that no
# article has count two, those that an article may have count one. Clean texts have none.
HARD = ("comments", "share", "tags", "ads", "account", "legal")
SOFT = ("menu", "related", "author", "bio")
EVIDENCE = 4


def main_content(view: View, rule: Rule) -> Iterator[Mark] | None:
    """Runs of blocks that the score puts outside the main content; None without the trees.

    A page without clutter lines is left alone, whatever the scores: what they say of clean text
    is guessing, and leaving it makes cleaning a cleaned text change nothing.
    """
    trees = model()
    if trees is None:
        return None
    known = evidence([block.key for block in view.blocks])
    if int(known.sum()) < EVIDENCE:
        return iter(())
    context = columns_of(view.page, view.blocks)
    scores = score(trees, context)
    keep, expected, all_kept = choose(scores + BIAS, context["weight"])
    if expected - all_kept < GAIN or int(known[~keep].sum()) < EVIDENCE:
        return iter(())
    return _runs(view, rule, keep, scores)


def evidence(keys: Sequence[str]) -> Ints:
    """How much each line shows that the page has clutter: 2, 1 or 0."""
    known = cues()
    weights = dict.fromkeys(SOFT, 1) | dict.fromkeys(HARD, 2)
    by_class = [0, *(weights.get(name, 0) for name in known.classes)]
    return np.array([by_class[known.lines.get(key, 0)] for key in keys], np.int64)


def _runs(view: View, rule: Rule, keep: Mask, scores: Ints) -> Iterator[Mark]:
    """One mark for each run of neighbours that go, with their mean score in logits."""
    for kept, group in groupby(range(len(keep)), key=keep.__getitem__):
        if not kept:
            run = list(group)
            mean = int(scores[run].mean()) / UNIT
            start, end = view.blocks[run[0]].start, view.blocks[run[-1]].end
            yield removes(rule, start, end, f"score {mean:+.1f}")
