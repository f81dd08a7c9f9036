"""Whether a page has clutter at all: lines that no article has, or hardly any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cleaner.score.signs import Ints
from cleaner.score.words import cues

# What must be among the lines that go. A line that no article has counts two, one that an article
# may have counts one. With three, gold texts of wcxb-dev articles lose .2 % of their words.
EVIDENCE = 3
_LINES = dict.fromkeys(("comments", "share", "tags", "ads", "account", "legal"), 2) | (
    dict.fromkeys(("menu", "related", "author", "bio"), 1)
)
_OPENINGS = dict.fromkeys(("comments", "share", "tags", "legal"), 2) | (
    dict.fromkeys(("related", "account", "byline"), 1)
)


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
