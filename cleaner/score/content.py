"""The scorer as shipped: `data/content.json`, trained by `python -m bench train`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
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
# Menus above a page's first sentence and boxes below its last, farther away than FAR blocks, are
# not looked at and score least: a fifth of the blocks of wcxb-dev, of which trees that saw them
# kept one in forty.
FAR = 12
SENTENCE = 25  # columns of the shortest one


@cache
def model() -> Forest | None:
    """The trees; None when the data file is not there, and the rules work alone."""
    path = files("cleaner").joinpath("data", "content.json")
    if not path.is_file():
        return None
    stored = json.loads(path.read_text("utf-8"))
    return forest(stored["features"], stored["trees"])


@dataclass(frozen=True, slots=True)
class Look:
    """The features of a page's blocks from `low` on, one row a block."""

    low: int
    context: Context


def look(page: Page, blocks: Sequence[Block]) -> Look | None:
    """From FAR before the page's first sentence to FAR after its last; None without a sentence."""
    sentences = [i for i, block in enumerate(blocks) if block.ended and block.width >= SENTENCE]
    if not sentences:
        return None
    low = max(0, sentences[0] - FAR)
    seen = blocks[low : sentences[-1] + FAR + 1]
    if page.flat is page.text:
        texts = [page.text[block.start : block.end] for block in seen]
        folded = [page.folded[block.start : block.end] for block in seen]
    else:
        texts = [line(page, block.start, block.end) for block in seen]
        folded = [fold(text) for text in texts]
    keys, gaps = [block.key for block in seen], [block.gap for block in seen]
    return Look(low, Context(signs(texts, folded, keys, gaps)))


def words_in(blocks: Sequence[Block]) -> Ints:
    """What each block counts for: about its number of words, in any script."""
    return np.array([1 + block.width // 6 for block in blocks], np.int64)


def score(trees: Forest, seen: Look, size: int) -> Ints:
    """For each of the page's `size` blocks the logit, in 1/UNIT, that it is main content."""
    columns = {name: seen.context[name] for name in trees.features}
    return spread(seen, scores(trees, columns, seen.context.rows) // (LEAF // UNIT), size, -EDGE)


def spread(seen: Look, column: Ints, size: int, rest: int) -> Ints:
    """A column of the look as one of the whole page, with `rest` where nothing was looked at."""
    whole = np.full(size, rest, np.int64)
    whole[seen.low : seen.low + len(column)] = column
    return whole
