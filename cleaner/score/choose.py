"""Scores -> what to keep: the set of blocks with the highest expected word F1."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache

import numpy as np
import numpy.typing as npt

from cleaner.score.signs import Ints

UNIT = 64  # a score of 64 is one logit
EDGE = 512  # scores beyond eight logits are as good as certain
ONE = 1 << 16  # probability one

Mask = npt.NDArray[np.bool_]


@cache
def _probabilities() -> Ints:
    """The logistic function of scores -EDGE to EDGE, in ONEs.

    By decimal arithmetic, which is correctly rounded everywhere; the last bit of a float's exp
    differs between machines.
    """
    exact = Context(prec=30)
    powers = (exact.exp(Decimal(-score) / UNIT) for score in range(-EDGE, EDGE + 1))
    return np.array([int((ONE / (1 + power)).to_integral_value()) for power in powers], np.int64)


def chances(scores: Ints) -> Ints:
    """The probabilities of scores, in 1/256."""
    return np.asarray(_probabilities()[np.clip(scores, -EDGE, EDGE) + EDGE] >> 8)


def choose(scores: Ints, words: Ints) -> tuple[Mask, int, int]:
    """Which blocks to keep, the expected F1 of that, and of keeping all (both in ONEs).

    With p the probability that a block is main content and w its words, keeping a set gives an
    expected F1 of 2 sum(p w) / (sum of w kept + sum of p w over all); the best set is a prefix of
    the blocks by descending p (Nan et al., ICML 2012).
    """
    p = _probabilities()[np.clip(scores, -EDGE, EDGE) + EDGE]
    order = np.argsort(-p, kind="stable")
    gain = np.cumsum((p * words)[order])
    kept = np.cumsum(words[order]) * ONE
    expected = 2 * gain * ONE // np.maximum(kept + gain[-1], 1)
    best = int(expected.argmax())
    keep = np.zeros(len(scores), np.bool_)
    keep[order[: best + 1]] = True
    return keep, int(expected[best]), int(expected[-1])
