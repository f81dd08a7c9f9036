"""Documents whose texts are nearly the same: told, never removed.

MinHash over runs of words (Broder, 1997) by rensa: its estimates err by 0.022 on average as
datasketch's do, eleven times as fast, and it brings no SciPy (2,011 pages of the corpora, 300
copies with up to 5 % of the words changed). Looked up by bands (Indyk & Motwani, 1998), one band
after the other, sorted: an index of all bands takes eight times the memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.blocks import WIDE
from cleaner.formats.extras import needed

# Of the runs of words of both, so many in common: what the literature calls near (Lee et al.,
# "Deduplicating Training Data", 2022).
SIMILAR = 0.8
WORDS = 5  # to a run
HASHES = 128
# Four hashes to a band: two texts of similarity 0.8 share one with odds of 1 - 5e-8. Of such
# copies of pages 169 of 189 were told (the others were estimated a little lower), and 5 of 111
# that have less in common (`python -m bench near`).
BANDS = 32
SEED = 1

# A word; where words are not set apart, a character.
_WORD = re.compile(rf"{WIDE.pattern}|[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A text's hashes, four bytes each, and the documents that have it."""

    ids: list[str]
    hashes: bytes


class NearDuplicates:
    """Collects documents: 1.4 kB of memory each, whatever their length; 2.1 kB in `found`.

    Raises MissingExtraError without rensa.
    """

    def __init__(self) -> None:
        self._rensa = needed("rensa", "finding near-duplicates")
        self._sketches: dict[str, _Sketch] = {}  # by the sha256 of the text

    def add(self, document: Mapping[str, Any]) -> None:
        import numpy as np

        sha256 = document["text_sha256"]
        if sha256 not in self._sketches:
            sketch = self._rensa.RMinHash(HASHES, SEED)
            sketch.update(runs(document["text"]))
            hashes = np.array(sketch.digest(), dtype=np.uint32).tobytes()
            self._sketches[sha256] = _Sketch([], hashes)
        self._sketches[sha256].ids.append(document["id"])

    def found(self) -> list[dict[str, Any]]:
        """[{"of": id, "documents": [{"id", "similarity"}, ...]}, ...], sorted.

        The first of a group by id stands for it; the others resemble that one, by an estimate of
        the Jaccard similarity. The same documents in any order give the same groups.
        """
        ordered = [sketch for _, sketch in sorted(self._sketches.items(), key=_first_id)]
        groups: dict[int, list[tuple[str, float]]] = {}
        for number, (leader, similarity) in enumerate(_leaders(ordered)):
            ids = sorted(ordered[number].ids)
            groups.setdefault(leader, []).extend((ident, similarity) for ident in ids)
        return [_group(members) for members in groups.values() if len(members) > 1]


def _leaders(sketches: Sequence[_Sketch]) -> list[tuple[int, float]]:
    """For each text the one that stands for it, itself where it resembles none before it."""
    import numpy as np

    size = len(sketches)
    hashes = np.frombuffer(b"".join(one.hashes for one in sketches), np.uint32)
    hashes = hashes.reshape(size, HASHES)
    near: dict[int, set[int]] = {}
    for band in np.split(hashes, BANDS, axis=1):
        _, first, group = np.unique(band, axis=0, return_index=True, return_inverse=True)
        earlier = first[group.ravel()]
        for later in np.flatnonzero(earlier < np.arange(size)).tolist():
            near.setdefault(later, set()).add(int(earlier[later]))
    leaders = [(number, 1.0) for number in range(size)]
    for number in sorted(near):
        others = {leaders[other][0] for other in near[number]}
        shares = [(float(np.mean(hashes[number] == hashes[one])), -one) for one in others]
        similarity, leader = max(shares)
        if similarity >= SIMILAR:
            leaders[number] = (-leader, similarity)
    return leaders


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
