"""The scorer as shipped: `data/content.json`, trained by `python -m bench train`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from cleaner.model import Block, Page
from cleaner.score.choose import UNIT
from cleaner.score.context import Context
from cleaner.score.signs import Ints, signs
from cleaner.score.trees import Forest, forest, scores

LEAF = 1024  # the stored leaves are in 1/LEAF of a logit


@cache
def model() -> Forest | None:
    """The trees; None when the data file is not there, and the rules work alone."""
    path = files("cleaner").joinpath("data", "content.json")
    if not path.is_file():
        return None
    stored = json.loads(path.read_text("utf-8"))
    return forest(stored["features"], stored["trees"])


def columns_of(page: Page, blocks: Sequence[Block]) -> Context:
    """The features of the page's blocks, one row a block; `weight` is what a block counts for."""
    texts = [page.flat[block.start : block.end] for block in blocks]
    columns = signs(texts, [block.key for block in blocks], [block.gap for block in blocks])
    context = Context(columns)
    # Words where blanks part them; where they do not, a word has some four columns.
    context.columns["weight"] = np.maximum(columns["blanks"] + 1, columns["width"] // 12)
    return context


def score(trees: Forest, context: Context) -> Ints:
    """For every block the logit, in 1/UNIT, that it is main content."""
    columns = {name: context[name] for name in trees.features}
    return scores(trees, columns, context.rows) // (LEAF // UNIT)
