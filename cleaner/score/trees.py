"""Evaluating trees stored as plain integers: by bit masks, for all blocks at once.

QuickScorer (Lucchese et al., SIGIR 2015): every leaf of a tree is a bit; a test that fails rules
out the leaves on its left; the lowest bit left after all tests is the leaf that is reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

LEAVES = 32  # at most, a tree: the bits of a mask
FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Test:
    """All tests of one feature: a value's bin says which leaves of every tree it rules out."""

    feature: str
    thresholds: Ints
    masks: npt.NDArray[np.uint64]  # a row a bin; two trees in a word


@dataclass(frozen=True, slots=True)
class Forest:
    tests: tuple[Test, ...]
    leaves: Ints  # trees x LEAVES
    size: int

    @property
    def features(self) -> tuple[str, ...]:
        return tuple(test.feature for test in self.tests)


def forest(features: list[str], trees: list[Any]) -> Forest:
    """From stored trees: a leaf is its value, a node is [feature, threshold, low, high]; a value
    goes low when it is at most the threshold."""
    leaves = np.zeros((len(trees), LEAVES), np.int64)
    cuts: dict[int, list[tuple[int, int, int]]] = {}
    for number, tree in enumerate(trees):
        _grow(tree, number, leaves, cuts, 0)
    width = len(trees) + len(trees) % 2
    tests: list[Test] = []
    for feature in sorted(cuts):
        bounds = sorted({bound for bound, _, _ in cuts[feature]})
        masks = np.full((len(bounds) + 1, width), FULL, np.uint32)
        for bound, number, low in cuts[feature]:
            masks[bounds.index(bound) + 1 :, number] &= np.uint32(~low & FULL)
        tests.append(Test(features[feature], np.array(bounds), masks.view(np.uint64)))
    return Forest(tuple(tests), leaves, len(trees))


def _grow(
    node: Any, tree: int, leaves: Ints, cuts: dict[int, list[tuple[int, int, int]]], used: int
) -> int:
    """Number the leaves below a node from `used` on, left to right; the mask of those leaves."""
    if isinstance(node, int):
        leaves[tree, used] = node
        return 1 << used
    feature, bound, low, high = node
    left = _grow(low, tree, leaves, cuts, used)
    right = _grow(high, tree, leaves, cuts, left.bit_length())
    cuts.setdefault(feature, []).append((bound, tree, left))
    return left | right


def scores(trees: Forest, columns: Mapping[str, Ints], rows: int) -> Ints:
    """The sum of the leaves that each row reaches."""
    open_leaves = np.full((rows, trees.tests[0].masks.shape[1]), -1, np.int64).view(np.uint64)
    masks = np.empty_like(open_leaves)
    for test in trees.tests:
        bins = test.thresholds.searchsorted(columns[test.feature], "left")
        test.masks.take(bins, axis=0, out=masks, mode="clip")  # no bin is out of bounds
        open_leaves &= masks
    words = open_leaves.view(np.uint32)[:, : trees.size]
    lowest = words & (~words + np.uint32(1))
    # A power of two is exact in a float32, and its exponent stands above 23 bits, plus 127.
    leaf = (lowest.astype(np.float32).view(np.int32) >> 23) - 127
    offsets = np.arange(trees.size) * LEAVES
    result: Ints = trees.leaves.ravel().take(leaf + offsets).sum(axis=1)
    return result
