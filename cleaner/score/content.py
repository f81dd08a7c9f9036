"""The scorers as shipped, for text and for HTML; trained by `python -m bench train`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from cleaner.fold import fold
from cleaner.model import Block
from cleaner.score.choose import EDGE, UNIT, chances
from cleaner.score.markup import markup
from cleaner.score.signs import Ints, signs
from cleaner.score.table import Table
from cleaner.score.trees import Forest, forest, scores
from cleaner.score.words import Vocabulary, vocabulary

LEAF = 1024  # the stored leaves are in 1/LEAF of a logit
# Of text, menus above a page's first sentence and boxes below its last, farther away than FAR
# blocks, are not looked at and score least: a fifth of the blocks of wcxb-dev, of which trees that
# saw them kept one in forty. Of HTML all is looked at: the markup tells a list of results from a
# menu, and collections gain .048 of F1 by it, listings .024.
FAR = 12


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees in two passes: the second sees what the first thought of the blocks around
    (auto-table; Tu and Bai, PAMI 2010)."""

    words: Vocabulary
    markup: Vocabulary  # class and id words, tags and landmarks
    first: Forest
    second: Forest
    strange: Scorer | None = None  # of text in languages that `words` does not know


@cache
def model(*, html: bool) -> Scorer | None:
    """The scorer; None when its data file is not there, and the rules work alone."""
    path = files("cleaner").joinpath("data", "content-html.json" if html else "content.json")
    return scorer(json.loads(path.read_text("utf-8"))) if path.is_file() else None


def scorer(stored: Mapping[str, Any]) -> Scorer:
    """From its stored form: the lexicons, and for each pass the features and the trees."""
    first, second = (forest(one["features"], one["trees"]) for one in stored["passes"])
    strange = scorer(stored["strange"]) if "strange" in stored else None
    return Scorer(_lexicon(stored["lexicon"]), _lexicon(stored["markup"]), first, second, strange)


def _lexicon(stored: Mapping[str, Any]) -> Vocabulary:
    words = stored["words"].split()
    return vocabulary(dict(zip(words, stored["odds"], strict=True)), stored["first"])


@dataclass(frozen=True, slots=True)
class Look:
    """The columns of a page's blocks from `low` on, one row a block."""

    low: int
    table: Table


def look(
    blocks: Sequence[Block], running: Sequence[int], words: Vocabulary, marks: Vocabulary
) -> Look | None:
    """Of text from FAR before the first sentence to FAR after the last, None without a sentence
    (`running`: their indices); of HTML the whole page."""
    low, high = _reach(blocks, running)
    seen = blocks[low:high]
    if not seen:
        return None
    texts = [block.line for block in seen]
    folded = fold("\n".join(texts)).split("\n")
    keys, gaps = [block.key for block in seen], [block.gap for block in seen]
    columns = signs(texts, folded, keys, gaps, words)
    contexts = [block.context for block in seen if block.context]
    return Look(low, Table(columns | markup(contexts, marks) if contexts else columns))


def _reach(blocks: Sequence[Block], running: Sequence[int]) -> tuple[int, int]:
    """The first block to look at, and the one after the last."""
    if blocks[0].context:
        return 0, len(blocks)
    return (max(0, running[0] - FAR), running[-1] + FAR + 1) if running else (0, 0)


def words_in(blocks: Sequence[Block]) -> Ints:
    """What each block counts for: about its number of words, in any script."""
    return np.array([1 + block.width // 6 for block in blocks], np.int64)


def score(model: Scorer, seen: Look, size: int) -> Ints:
    """For each of the page's `size` blocks the logit, in 1/UNIT, that it is main content."""
    table = seen.table
    add_chances(table, passed(model.first, table))
    return spread(seen, passed(model.second, table), size, -EDGE)


def passed(trees: Forest, table: Table) -> Ints:
    """The logits of one pass, in 1/UNIT."""
    return scores(trees, table.features(trees.features)) // (LEAF // UNIT)


def add_chances(table: Table, first: Ints) -> None:
    """What the first pass thinks of each block, as columns for the second."""
    table["score"], table["chance"] = first, chances(first)


def spread(seen: Look, column: Ints, size: int, rest: int) -> Ints:
    """A column of the look as one of the whole page, with `rest` where nothing was looked at."""
    whole = np.full(size, rest, np.int64)
    whole[seen.low : seen.low + len(column)] = column
    return whole
