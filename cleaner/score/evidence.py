"""Whether a page has clutter at all: lines that no article has, or hardly any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice

import numpy as np

from cleaner.blocks import SENTENCE
from cleaner.fold import fold
from cleaner.model import Block
from cleaner.score.signs import Ints
from cleaner.score.words import Vocabulary, cues

# What must be among the lines that go. A line that no article has counts two, one that an article
# may have counts one. With three, gold texts of wcxb-dev articles lose .2 % of their words.
EVIDENCE, SURE = 3, 2
_LINES = dict.fromkeys(("comments", "share", "tags", "ads", "account", "legal"), SURE) | (
    dict.fromkeys(("menu", "related", "author", "bio"), 1)
)
_OPENINGS = dict.fromkeys(("comments", "share", "tags", "legal"), SURE) | (
    dict.fromkeys(("related", "account", "byline"), 1)
)


# Of a language that the lexicon does not know, no line can be known either; there menus tell: runs
# of labels, EDGE above the first sentence or below the last, INNER between them, where lists stand.
# With the letters of wcxb-dev articles exchanged (bench/strange.py) F1 of flat_layout rises by this
# from .818 to .90, and to .92 by trees of their own; gold texts lose .4 % of their words.
EDGE, INNER = 5, 20
# The share of words in the lexicon below which a language is not known, of the first SAMPLE words
# of the first FIRST sentences: of English pages 9 in 10 hold .75 or more, of German ones .56; of
# Polish ones, of which the corpora have 13, .19 to .33; of other scripts .24 at most.
KNOWN = 0.4
FIRST, SAMPLE = 8, 300


def knows(words: Vocabulary, sentences: Iterable[str]) -> bool:
    """Whether the lexicon knows the language of these sentences."""
    sample = fold(" ".join(islice(sentences, FIRST))).split(None, SAMPLE)[:SAMPLE]
    return sum(map(words.numbers.__contains__, sample)) >= KNOWN * len(sample)


def of_menus(blocks: Sequence[Block], running: Sequence[int]) -> Ints:
    """1 for every line of a menu; `running`: the indices of sentences."""
    found = np.zeros(len(blocks), np.int64)
    first, last = (running[0], running[-1]) if running else (len(blocks), -1)
    labels = [not block.ended and block.width < SENTENCE for block in blocks]
    for is_label, group in groupby(range(len(blocks)), key=labels.__getitem__):
        run = list(group)
        if is_label and len(run) >= (INNER if first < run[0] <= last else EDGE):
            found[run] = 1
    return found


def of_lines(keys: Sequence[str]) -> Ints:
    """For every line, by its key, 2, 1 or 0."""
    known = cues()
    weights = _weights(_LINES, known.classes)
    return np.array([weights[known.lines.get(key, 0)] for key in keys], np.int64)


def of_openings(openings: Ints) -> Ints:
    """The same by how lines open; `openings` are numbers of the kinds of `cues().openings`."""
    return np.array(_weights(_OPENINGS, cues().opening_kinds), np.int64)[openings]


def _weights(weights: Mapping[str, int], names: Sequence[str]) -> list[int]:
    return [0, *(weights.get(name, 0) for name in names)]
