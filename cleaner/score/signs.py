"""What each block shows by itself, and where else on the page the same words stand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.blocks import CLOSERS
from cleaner.score.words import BITS, WORDS, Cues, cues

Ints = npt.NDArray[Any]  # int64, or truth values; one a block
Columns = dict[str, Ints]

# Code points of a block that are looked at; longer paragraphs are no less main content.
CAP = 1000
# Longest line, in code points, that can be a heading or a label of the lists.
LABEL = 70
# Characters by which two blocks are said to begin alike (a teaser and its article's title).
ALIKE = 20
# Counts are cut off here: trees need no more, and small numbers keep them small.
FEW = 5
MANY = 9

LAST_STOP, LAST_COLON, LAST_DOTS, LAST_COMMA, LAST_LETTER, LAST_DIGIT, LAST_OTHER = range(1, 8)
_LAST = (
    dict.fromkeys(".!?。！？।؟۔", LAST_STOP)
    | dict.fromkeys(":：", LAST_COLON)
    | {"…": LAST_DOTS}
    | dict.fromkeys(",;،、，|/-–—»›>([\"“'", LAST_COMMA)
)
_BULLETS = frozenset("-*•·–—‣▪●○►»>+")
_COUNTED = ("width", "digits", "capitals", "stops", "commas", "blanks")
_SHIFT = 10  # bits for each of them: CAP code points of width two fit into eleven, the first has


@cache
def _table() -> Ints:
    """For every code point of the first two planes, what it adds to each of `_COUNTED`, packed."""
    table = np.zeros(0x20000, np.int64)
    stops, commas = frozenset(".!?。！？…।؟۔᠃։๚"), frozenset(",،、，;；؛")
    for code in range(0x20000):
        char = chr(code)
        category = unicodedata.category(char)
        wide = code >= 0x1100 and unicodedata.east_asian_width(char) in "WF"
        counted = (
            0 if category[0] in "MC" else 2 if wide else 1,
            category == "Nd",
            category in ("Lu", "Lt"),
            char in stops,
            char in commas,
            char in " \t",
        )
        table[code] = sum(int(n) << (i and 1 + _SHIFT * i) for i, n in enumerate(counted))
    return table


def signs(texts: Sequence[str], keys: Sequence[str], gaps: Sequence[int]) -> Columns:
    """Columns of integers, one row a block.

    `keys` are the blocks' keys ("" where too long for one), `gaps` their distance to the block
    before.
    """
    known = cues()
    cut = [text if len(text) <= CAP else text[:CAP] for text in texts]
    low = [text.lower() for text in cut]
    columns = _counts(cut)
    columns["gap"] = np.array(gaps, np.int64)
    names = [
        key if len(text) <= LABEL and key else text[:LABEL]
        for key, text in zip(keys, low, strict=True)
    ]
    columns["class"] = np.array([known.lines.get(name, 0) for name in names], np.int64)
    columns["first"] = np.array([_first(text[0]) for text in cut], np.int64)
    columns["last"] = np.array([_last(text) for text in cut], np.int64)
    columns["separators"] = _few([text.count("|") + text.count(" / ") for text in cut], MANY)
    columns |= _repeats(names, low)
    columns |= _words(low, names, known)
    return columns


def _counts(texts: Sequence[str]) -> Columns:
    """Width and kinds of characters of every text, by one pass over all of them together."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    packed = _table()[np.minimum(codes, 0x1FFFF)]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.zeros(len(texts), np.int64)
    np.cumsum(sizes[:-1] + 1, out=starts[1:])
    sums = np.add.reduceat(packed, starts)
    columns = {"width": sums & 2047}
    for i, name in enumerate(_COUNTED[1:], 1):
        columns[name] = (sums >> (1 + _SHIFT * i)) & 1023
    return columns


def _repeats(names: Sequence[str], low: Sequence[str]) -> Columns:
    """How often a line stands before and after, and how many others begin as it does."""
    total = Counter(names)
    before: Counter[str] = Counter()
    seen: list[int] = []
    for name in names:
        seen.append(before[name])
        before[name] += 1
    heads = [text[:ALIKE] for text in low]
    alike = Counter(heads)
    return {
        "seen": _few(seen, FEW),
        "later": _few([total[n] - s - 1 for n, s in zip(names, seen, strict=True)], FEW),
        "alike": _few([alike[head] - 1 for head in heads], FEW),
    }


def _words(low: Sequence[str], names: Sequence[str], known: Cues) -> Columns:
    """Words of the lists: how many of each kind; how the line opens; a name that stands alone."""
    alone = Counter(names)
    packs: list[int] = []
    opening: list[int] = []
    biography: list[int] = []
    for text in low:
        words = text.split(None, WORDS)[:WORDS]
        pair = " ".join(words[:2])
        opening.append(known.openings.get(pair) or known.openings.get(words[0], 0))
        # A paragraph that begins with a name that is a line elsewhere tells of its author.
        long = len(words) > 6
        three = f"{pair} {words[2].rstrip(',')}" if long else ""
        biography.append((alone[pair] or alone[three]) if long else 0)
        pack = sum([known.words[word] for word in words if word in known.words])
        if not text.isascii() and max(text) > "\u2e7f":
            pack += sum(known.dense[m] for m in known.dense_pattern.findall(text[:200])[:WORDS])
        packs.append(pack)
    packed = np.array(packs, np.int64)
    columns = {"opening": np.array(opening, np.int64), "biography": _few(biography, FEW)}
    for i, kind in enumerate(known.kinds):
        columns[f"words_{kind}"] = np.minimum((packed >> (BITS * i)) & 127, MANY)
    return columns


def _first(char: str) -> int:
    if char.isupper():
        return 1
    if char.islower():
        return 2
    if char.isdigit():
        return 3
    if char in _BULLETS:
        return 4
    return 6 if char.isalpha() else 5


def _last(text: str) -> int:
    char = text[-1]
    if char in CLOSERS and len(text) > 2:
        char = text.rstrip(CLOSERS)[-1:] or char
    kind = _LAST.get(char)
    if kind is None:
        return LAST_LETTER if char.isalpha() else LAST_DIGIT if char.isdigit() else LAST_OTHER
    return LAST_DOTS if kind == LAST_STOP and text.endswith("...") else kind


def _few(counts: Sequence[int], most: int) -> Ints:
    return np.minimum(np.array(counts, np.int64), most)
