"""Two reports of one corpus: which rates moved, of which source and rule."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

# Among comparisons of runs in which nothing changed, one in a hundred names a rate. The level is
# shared out over all rates compared (Bonferroni), since a report holds thousands.
LEVEL = 0.01
# Cohen's h, the difference of two shares after arcsine; 0.2 is what he calls a small effect
# (Statistical Power Analysis, 1988, ch. 6): from 50 % to 60 %, or from 0 % to 1 %. In a large
# corpus much smaller ones are significant and concern nobody.
EFFECT = 0.2
# Documents of a source on either side below which the normal approximation does not hold.
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Rate:
    """`of` out of so many documents: a share between 0 and 1."""

    share: float
    of: int


@dataclass(frozen=True, slots=True)
class Move:
    """A rate that moved: whose, which, and from what share to what."""

    source: str  # "" for the corpus as a whole
    what: str  # "rule share/bar", "warning no-date", "rejected empty", "kept"
    old: float
    new: float

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source else ""
        return f"{place}{self.what}: {self.old:.1%} -> {self.new:.1%}"


def moves(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Move]:
    """The rates of two reports that differ by more than chance and by enough to matter.

    Sorted by source and name. Documents of one source are alike, so chance is underrated: the
    smallest effect is what keeps quiet about small things.
    """
    before, after = dict(_rates(old)), dict(_rates(new))
    pairs = [(key, _pair(key, before, old), _pair(key, after, new)) for key in before | after]
    tested = [(key, a, b) for key, a, b in pairs if min(a.of, b.of) >= ENOUGH]
    if not tested:
        return []
    bound = NormalDist().inv_cdf(1 - LEVEL / len(tested) / 2)
    found = [Move(*key, a.share, b.share) for key, a, b in tested if _differ(a, b, bound)]
    return sorted(found, key=lambda move: (move.source, move.what))


def _differ(one: Rate, other: Rate, bound: float) -> bool:
    """The test of two proportions after arcsine, where its variance does not hang on the share."""
    h = abs(_arc(one.share) - _arc(other.share))
    return h >= EFFECT and h * math.sqrt(one.of * other.of / (one.of + other.of)) >= bound


def _arc(share: float) -> float:
    return 2 * math.asin(math.sqrt(min(1.0, max(0.0, share))))


def _rates(report: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Rate]]:
    """((source, name), rate) for all that a report counts."""
    inputs = report["documents"] + sum(report["rejections"].values())
    for code, count in report["rejections"].items():
        yield ("", f"rejected {code}"), Rate(count / inputs, inputs)
    for source, counts in (("", report), *report["sources"].items()):
        documents, characters = counts["documents"], counts["characters"]
        if characters["in"]:
            # One page is one draw, however long: its characters stay or go together.
            yield (source, "kept"), Rate(characters["kept"] / characters["in"], documents)
        for rule, found in counts["rules"].items():
            yield (source, f"rule {rule}"), Rate(found["documents"] / documents, documents)
        for code, count in counts["warnings"].items():
            yield (source, f"warning {code}"), Rate(count / documents, documents)


def _pair(
    key: tuple[str, str], rates: Mapping[tuple[str, str], Rate], report: Mapping[str, Any]
) -> Rate:
    """The rate; 0 of its documents where the report has none of the kind."""
    if key in rates:
        return rates[key]
    source, what = key
    if what.startswith("rejected"):
        return Rate(0.0, report["documents"] + sum(report["rejections"].values()))
    counts = report if not source else report["sources"].get(source, {"documents": 0})
    return Rate(0.0, counts["documents"])
