"""Evaluating trees stored as plain integers: by bit masks, for all blocks at once.

QuickScorer (Lucchese et al., SIGIR 2015): every leaf of a tree is a bit; a test that fails rules
out the leaves on its left; the lowest bit left after all tests is the leaf that is reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

LEAVES = 32  # at most, a tree: the bits of a mask
FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees ready to be asked. A feature's value has a bin: how many of its thresholds are below
    it; and a bin says which leaves of every tree the feature's tests rule out.
    """

    features: tuple[str, ...]
    least: Ints  # by feature: the lowest threshold
    spans: Ints  # by feature: how far above that values are told apart
    offsets: Ints  # by feature: where its bins begin in `bins`
    bins: Ints  # bins of the values from the lowest threshold on, of one feature after another
    masks: tuple[npt.NDArray[np.uint64], ...]  # by feature: a row a bin; two trees in a word
    leaves: Ints  # trees x LEAVES
    size: int


def forest(features: Sequence[str], trees: Sequence[Any]) -> Forest:
    """From stored trees: a leaf is its value, a node is [feature, threshold, low, high]; a value
    goes low when it is at most the threshold. Features that no tree asks for fall away."""
    leaves = np.zeros((len(trees), LEAVES), np.int64)
    cuts: dict[int, list[tuple[int, int, int]]] = {}
    for number, tree in enumerate(trees):
        _grow(tree, number, leaves, cuts, 0)
    used = sorted(cuts)
    bounds = [np.array(sorted({bound for bound, _, _ in cuts[feature]})) for feature in used]
    bins = [np.searchsorted(b, np.arange(b[0], b[-1] + 2), "left") for b in bounds]
    sizes = np.array([len(one) for one in bins], np.int64)
    return Forest(
        features=tuple(features[feature] for feature in used),
        least=np.array([b[0] for b in bounds], np.int64)[:, None],
        spans=sizes[:, None] - 1,
        offsets=(np.cumsum(sizes) - sizes)[:, None],
        bins=np.concatenate(bins) if bins else np.zeros(0, np.int64),
        masks=tuple(_masks(b, cuts[f], len(trees)) for b, f in zip(bounds, used, strict=True)),
        leaves=leaves,
        size=len(trees),
    )


def _masks(
    bounds: Ints, cuts: Sequence[tuple[int, int, int]], trees: int
) -> npt.NDArray[np.uint64]:
    masks = np.full((len(bounds) + 1, trees + trees % 2), FULL, np.uint32)
    for bound, number, low in cuts:
        masks[int(np.searchsorted(bounds, bound)) + 1 :, number] &= np.uint32(~low & FULL)
    return masks.view(np.uint64)


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


def scores(trees: Forest, values: Ints) -> Ints:
    """The sum of the leaves that each row reaches; `values`: a row a feature, a column a row."""
    rows = values.shape[1]
    places = np.minimum(np.maximum(values - trees.least, 0), trees.spans) + trees.offsets
    bins = trees.bins.take(places)
    open_leaves = np.full((rows, (trees.size + 1) // 2), -1, np.int64).view(np.uint64)
    masks = np.empty_like(open_leaves)
    for mask, own in zip(trees.masks, bins, strict=True):
        mask.take(own, axis=0, out=masks, mode="clip")  # no bin is out of bounds
        open_leaves &= masks
    words = open_leaves.view(np.uint32)[:, : trees.size]
    lowest = words & (~words + np.uint32(1))
    # A power of two is exact in a float32, and its exponent stands above 23 bits, plus 127.
    leaf = (lowest.astype(np.float32).view(np.int32) >> 23) - 127
    offsets = np.arange(trees.size) * LEAVES
    result: Ints = trees.leaves.ravel().take(leaf + offsets).sum(axis=1)
    return result
