"""Which blocks of a page are its main content, from a gold text: an alignment in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
SHINGLE = 4  # words; shorter blocks must be found whole
MOST_PLACES = 40  # a shingle that stands in more places says nothing of where a block belongs
LEAST = 0.3  # share of a block's words that a place must hold to be a candidate


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def shares(blocks: Sequence[str], gold: str) -> list[float]:
    """For every block the share of its words that stand in the gold, 0 to 1.

    Blocks are matched to places of the gold so that both run forward and the matched words are
    most (a weighted increasing subsequence); then blocks of six words and more that stand in the
    gold out of order, where nothing else does.
    """
    target, split = words(gold), [words(block) for block in blocks]
    found = [0.0] * len(blocks)
    places = list(_places(split, target))
    covered = [False] * len(target)
    for at in _forward(places):
        block, start, end, matched = places[at]
        found[block] = matched / len(split[block])
        covered[start:end] = [True] * (end - start)
    for block, start, end, matched in places:
        share = matched / len(split[block])
        free = sum(covered[start:end]) < 0.3 * (end - start)
        if not found[block] and len(split[block]) >= 6 and share >= 0.8 and free:
            found[block] = share
            covered[start:end] = [True] * (end - start)
    return found


Place = tuple[int, int, int, int]  # block, start and end in the gold's words, words matched


def _places(split: Sequence[list[str]], target: list[str]) -> Iterator[Place]:
    single, several = defaultdict(list), defaultdict(list)
    for i, word in enumerate(target):
        single[word].append(i)
    for i in range(len(target) - SHINGLE + 1):
        several[tuple(target[i : i + SHINGLE])].append(i)
    for block, own in enumerate(split):
        size = len(own)
        if 0 < size < SHINGLE:
            starts = [i for i in single.get(own[0], ()) if target[i : i + size] == own]
            yield from ((block, i, i + size, size) for i in starts[:60])
        elif size:
            offsets: Counter[int] = Counter()
            for j in range(size - SHINGLE + 1):
                at = several.get(tuple(own[j : j + SHINGLE]), ())
                if len(at) <= MOST_PLACES:
                    offsets.update(i - j for i in at)
            for offset, _ in offsets.most_common(12):
                start, end = max(0, offset), min(len(target), offset + size)
                here = Counter(target[max(0, offset - 2) : offset + size + 2])
                matched = (here & Counter(own)).total()
                if matched >= LEAST * size:
                    yield block, start, end, matched


def _forward(places: Sequence[Place]) -> list[int]:
    """Indices of the places, at most one a block, in order of both texts, with most words."""
    ends: list[int] = [0]  # gold ends, ascending, and the best sum up to each, ascending too
    sums: list[float] = [0.0]
    heads: list[int] = [-1]
    back = [-1] * len(places)
    at = 0
    while at < len(places):
        stop = at
        while stop < len(places) and places[stop][0] == places[at][0]:
            stop += 1
        new = []
        for i in range(at, stop):
            _, start, end, matched = places[i]
            slot = bisect_right(ends, start) - 1
            back[i] = heads[slot]
            new.append((end, sums[slot] + matched - 0.001, i))
        for end, total, i in new:
            slot = bisect_right(ends, end) - 1
            if sums[slot] >= total:
                continue
            slot += 1
            ends.insert(slot, end)
            sums.insert(slot, total)
            heads.insert(slot, i)
            while slot + 1 < len(sums) and sums[slot + 1] <= total:
                del ends[slot + 1], sums[slot + 1], heads[slot + 1]
        at = stop
    chain: list[int] = []
    i = heads[-1]
    while i >= 0:
        chain.append(i)
        i = back[i]
    return chain[::-1]
