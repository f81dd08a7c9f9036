"""The scorer as shipped: `data/content.json`, trained by `python -m bench train`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from cleaner.fold import fold
from cleaner.glue import line
from cleaner.model import Block, Page
from cleaner.score.choose import EDGE, UNIT
from cleaner.score.context import Context
from cleaner.score.signs import Ints, signs
from cleaner.score.trees import Forest, forest, scores

LEAF = 1024  # the stored leaves are in 1/LEAF of a logit
FAR = 12  # blocks


@cache
def model() -> Forest | None:
    """The trees; None when the data file is not there, and the rules work alone."""
    path = files("cleaner").joinpath("data", "content.json")
    if not path.is_file():
        return None
    stored = json.loads(path.read_text("utf-8"))
    return forest(stored["features"], stored["trees"])


def look(page: Page, blocks: Sequence[Block]) -> Context:
    """The features of the page's blocks, one row a block. There is at least one block."""
    if page.flat is page.text:
        texts = [page.text[block.start : block.end] for block in blocks]
        folded = [page.folded[block.start : block.end] for block in blocks]
    else:
        texts = [line(page, block.start, block.end) for block in blocks]
        folded = [fold(text) for text in texts]
    keys, gaps = [block.key for block in blocks], [block.gap for block in blocks]
    return Context(signs(texts, folded, keys, gaps))


def words_in(blocks: Sequence[Block]) -> Ints:
    """What each block counts for: about its number of words, in any script."""
    return np.array([1 + block.width // 6 for block in blocks], np.int64)


def score(trees: Forest, seen: Context) -> Ints:
    """For every block the logit, in 1/UNIT, that it is main content.

    Menus above the first sentence and boxes below the last, farther away than FAR, score least
    without being asked: a fifth of all blocks, of which the trees would keep one in forty.
    """
    sentences = np.flatnonzero(seen["sentence"])
    low, high = 0, seen.rows
    if sentences.size:
        low, high = max(0, int(sentences[0]) - FAR), min(high, int(sentences[-1]) + FAR + 1)
    columns = {name: seen[name][low:high] for name in trees.features}
    result = np.full(seen.rows, -EDGE, np.int64)
    result[low:high] = scores(trees, columns, high - low) // (LEAF // UNIT)
    return result
