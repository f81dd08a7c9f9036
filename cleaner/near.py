"""Documents whose texts are nearly the same: told, never removed.

MinHash over runs of words (Broder, 1997), looked up by bands (Indyk & Motwani, 1998), by rensa:
its estimates err by 0.022 on average as datasketch's do, eleven times as fast, and it brings no
SciPy (2,011 pages of the corpora, 300 copies with up to 5 % of the words changed).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.blocks import WIDE

# Of the runs of words of both, so many in common: what the literature calls near (Lee et al.,
# "Deduplicating Training Data", 2022).
SIMILAR = 0.8
WORDS = 5  # to a run
HASHES = 128
# Four hashes to a band: two texts of similarity 0.8 share one with odds of 1 - 5e-8; all 190
# such copies above were found (by datasketch's own choice of bands, 159).
BANDS = 32
SEED = 1

# A word; where words are not set apart, a character.
_WORD = re.compile(rf"{WIDE.pattern}|[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A text's hashes, and the documents that have it."""

    ids: list[str]
    hashes: Any


class NearDuplicates:
    """Collects documents; some 1 kB each is kept in memory, whatever their length.

    Raises MissingExtraError without rensa.
    """

    def __init__(self) -> None:
        from cleaner.formats.extras import needed

        self._rensa = needed("rensa", "finding near-duplicates")
        self._sketches: dict[str, _Sketch] = {}  # by the sha256 of the text

    def add(self, document: Mapping[str, Any]) -> None:
        sha256 = document["text_sha256"]
        if sha256 not in self._sketches:
            hashes = self._rensa.RMinHash(HASHES, SEED)
            hashes.update(runs(document["text"]))
            self._sketches[sha256] = _Sketch([], hashes)
        self._sketches[sha256].ids.append(document["id"])

    def found(self) -> list[dict[str, Any]]:
        """[{"of": id, "documents": [{"id", "similarity"}, ...]}, ...], sorted.

        The first of a group by id stands for it; the others resemble that one, by an estimate of
        the Jaccard similarity. The same documents in any order give the same groups.
        """
        ordered = [sketch for _, sketch in sorted(self._sketches.items(), key=_first_id)]
        index = self._rensa.RMinHashLSH(SIMILAR, HASHES, BANDS)
        groups: dict[int, list[tuple[str, float]]] = {}
        for number, sketch in enumerate(ordered):
            near = [
                (ordered[n].hashes.jaccard(sketch.hashes), -n) for n in index.query(sketch.hashes)
            ]
            similarity, leader = max(near, default=(0.0, 0))
            if similarity >= SIMILAR:
                groups[-leader] += [(ident, similarity) for ident in sketch.ids]
            else:
                index.insert(number, sketch.hashes)
                groups[number] = [(ident, 1.0) for ident in sorted(sketch.ids)]
        return [_group(members) for members in groups.values() if len(members) > 1]


def runs(text: str) -> list[str]:
    """The distinct runs of words, sorted; a text of fewer words is one run."""
    words = _WORD.findall(text.lower())
    count = max(1, len(words) - WORDS + 1)
    return sorted({" ".join(words[i : i + WORDS]) for i in range(count)})


def _first_id(item: tuple[str, _Sketch]) -> tuple[str, str]:
    sha256, sketch = item
    return min(sketch.ids), sha256


def _group(members: list[tuple[str, float]]) -> dict[str, Any]:
    (leader, _), *others = members
    listed = [{"id": ident, "similarity": round(share, 3)} for ident, share in sorted(others)]
    return {"of": leader, "documents": listed}
