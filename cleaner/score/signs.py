"""What each block shows by itself, and where else on the page the same words stand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.blocks import CLOSERS
from cleaner.score.words import BITS, WORDS, Cues, Vocabulary, cues

Ints = npt.NDArray[Any]  # int64, or truth values; one a block
Columns = dict[str, Ints]

# Code points of a block that are looked at; longer paragraphs are no less main content.
CAP = 1000
# Longest line, in code points, that can be a heading or a label of the lists.
LABEL = 70
# The first words of a line say most of what it is.
FIRST = 3
# Characters by which two blocks are said to begin alike (a teaser and its article's title).
ALIKE = 20
# Counts are cut off here: trees need no more, and small numbers keep them small.
FEW = 5
MANY = 9

FIRST_UPPER, FIRST_LOWER, FIRST_DIGIT, FIRST_BULLET, FIRST_OTHER, FIRST_LETTER = range(1, 7)
LAST_STOP, LAST_COLON, LAST_DOTS, LAST_COMMA, LAST_LETTER, LAST_DIGIT, LAST_OTHER = range(1, 8)
_ENDINGS = (
    dict.fromkeys(".!?。！？।؟۔", LAST_STOP)
    | dict.fromkeys(":：", LAST_COLON)
    | {"…": LAST_DOTS}
    | dict.fromkeys(",;،、，|/-–—»›>([\"“'", LAST_COMMA)
)
_BULLETS = frozenset("-*•·–—‣▪●○►»>+")
_DENSE = re.compile("[\u2e80-\U0010ffff]")  # scripts without blanks, and what lies above them
_STOPS, _COMMAS = frozenset(".!?。！？…।؟۔᠃։๚"), frozenset(",،、，;；؛")

# What a code point adds to the sums of its block, packed into one integer: the width first, in
# eleven bits (CAP code points of two columns), then counts in ten bits each.
_COUNTED = ("width", "digits", "capitals", "stops", "commas", "blanks")
_WIDTH_BITS, _COUNT_BITS = 11, 10
PLANES = 0x20000  # code points of the first two planes; the others are like the last of them


@dataclass(frozen=True, slots=True)
class _Tables:
    """Facts of every code point of the first two planes."""

    counts: Ints
    first: Ints  # what a block is that begins with it
    last: Ints  # what a block is that ends with it
    closer: Ints  # a quote or bracket that closes


@cache
def _tables() -> _Tables:
    counts, first, last = (np.zeros(PLANES, np.int64) for _ in range(3))
    closer = np.zeros(PLANES, np.bool_)
    for code in range(PLANES):
        char = chr(code)
        category = unicodedata.category(char)
        wide = code >= 0x1100 and unicodedata.east_asian_width(char) in "WF"
        counts[code] = 0 if category[0] in "MC" else 2 if wide else 1
        kinds = (
            category == "Nd",
            category in ("Lu", "Lt"),
            char in _STOPS,
            char in _COMMAS,
            char in " \t",
        )
        for place, holds in enumerate(kinds):
            counts[code] += int(holds) << (_WIDTH_BITS + _COUNT_BITS * place)
        first[code] = _first(char)
        other = LAST_LETTER if char.isalpha() else LAST_DIGIT if char.isdigit() else LAST_OTHER
        last[code] = _ENDINGS.get(char, other)
        closer[code] = char in CLOSERS
    return _Tables(counts, first, last, closer)


def before(column: Ints) -> Ints:
    """The sum of the column over all blocks before each, and at the end over all."""
    sums = np.zeros(len(column) + 1, np.int64)
    np.cumsum(column, out=sums[1:])
    return sums


def _first(char: str) -> int:
    if char.isupper():
        return FIRST_UPPER
    if char.islower():
        return FIRST_LOWER
    if char.isdigit():
        return FIRST_DIGIT
    if char in _BULLETS:
        return FIRST_BULLET
    return FIRST_LETTER if char.isalpha() else FIRST_OTHER


def signs(
    texts: Sequence[str],
    folded: Sequence[str],
    keys: Sequence[str],
    gaps: Sequence[int],
    words: Vocabulary,
) -> Columns:
    """Columns of integers, one row a block.

    `folded` are the texts in lower case, `keys` the blocks' keys ("" where too long for one),
    `gaps` their distance to the block before, `words` what is known of single words.
    """
    known = cues()
    columns = _shapes([text if len(text) <= CAP else text[:CAP] for text in texts])
    columns["gap"] = np.array(gaps, np.int64)
    names = [
        key if len(text) <= LABEL and key else text[:LABEL]
        for key, text in zip(keys, folded, strict=True)
    ]
    classes = known.lines
    columns["class"] = np.array([classes.get(name, 0) for name in names], np.int64)
    columns |= _repeats(names, folded)
    first = words.first
    split = [text.split(None, first)[:first] for text in folded]
    columns |= _words(split, words)
    columns["opening"] = _openings(split, known)
    _add_dense(columns, folded, known)
    return columns


def _shapes(texts: Sequence[str]) -> Columns:
    """Sizes, kinds of characters, first and last character, for all texts in one pass."""
    tables = _tables()
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, PLANES - 1).astype(np.int64)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.zeros(len(texts), np.int64)
    np.cumsum(sizes[:-1] + 1, out=starts[1:])
    sums = np.add.reduceat(tables.counts[codes], starts)
    columns = {"width": sums & ((1 << _WIDTH_BITS) - 1)}
    for place, name in enumerate(_COUNTED[1:]):
        shift = _WIDTH_BITS + _COUNT_BITS * place
        columns[name] = (sums >> shift) & ((1 << _COUNT_BITS) - 1)
    columns["first"] = tables.first[codes[starts]]
    columns["last"] = _endings(tables, codes, starts, starts + sizes - 1)
    return columns


def _endings(tables: _Tables, codes: Ints, starts: Ints, ends: Ints) -> Ints:
    """What each block ends with, looked at behind up to three closing quotes and brackets."""
    for _ in range(3):
        ends = np.where(tables.closer[codes[ends]] & (ends > starts), ends - 1, ends)
    last = tables.last[codes[ends]]
    dots = (codes[ends] == ord(".")) & (codes[np.maximum(ends - 1, starts)] == ord("."))
    return np.where(dots & (ends > starts), LAST_DOTS, last)


def _repeats(names: Sequence[str], folded: Sequence[str]) -> Columns:
    """How often a line stands before and after, and how many others begin as it does."""
    total: dict[str, int] = {}
    seen: list[int] = []
    for name in names:
        count = total.get(name, 0)
        seen.append(count)
        total[name] = count + 1
    heads = [text[:ALIKE] for text in folded]
    alike = Counter(heads)
    before = np.array(seen, np.int64)
    return {
        "seen": np.minimum(before, FEW),
        "later": np.minimum(np.array([total[name] for name in names]) - before - 1, FEW),
        "alike": np.minimum(np.array([alike[head] for head in heads]) - 1, FEW),
    }


def _words(split: Sequence[Sequence[str]], words: Vocabulary) -> Columns:
    """Words of the lists, how many of each kind; and what the lexicon says of the words."""
    sizes = np.fromiter(map(len, split), np.int64, len(split))
    number = words.numbers.get
    numbers = np.array([number(word, 0) for block in split for word in block], np.int64)
    packs = np.add.reduceat(words.packs[numbers], before(sizes)[:-1])
    return _kinds(packs) | told(words.odds[numbers], sizes)


def told(odds: Ints, sizes: Ints) -> Columns:
    """What the lexicon says of each block: `odds` of its words one after another, `sizes` their
    number, by block."""
    starts, sums = before(sizes)[:-1], before(odds)
    total = sums[starts + sizes] - sums[starts]
    few = np.minimum(sizes, FIRST)
    return {
        "lexicon": total * 4 // sizes,
        "lexicon_sum": total,
        "lexicon_most": np.maximum.reduceat(odds, starts),
        "lexicon_least": np.minimum.reduceat(odds, starts),
        "lexicon_first": (sums[starts + few] - sums[starts]) * 4 // few,
    }


def _kinds(packed: Ints) -> Columns:
    return {
        f"words_{kind}": np.minimum((packed >> (BITS * place)) & 127, MANY)
        for place, kind in enumerate(cues().kinds)
    }


def _openings(split: Sequence[Sequence[str]], known: Cues) -> Ints:
    """How a line opens: the number of the kind, by its first word or its first two."""
    opens_with, first_words = known.openings.get, known.first_words
    return np.array(
        [
            opens_with(" ".join(block[:2]), opens_with(block[0], 0))
            if block[0] in first_words
            else opens_with(block[0], 0)
            for block in split
        ],
        np.int64,
    )


def _add_dense(columns: Columns, folded: Sequence[str], known: Cues) -> None:
    """Words of scripts without blanks, counted into the columns of their kinds."""
    for index, text in enumerate(folded):
        if not text.isascii() and _DENSE.search(text, 0, 200):
            found = known.dense_pattern.findall(text[:200])[:WORDS]
            for kind, count in Counter(known.dense[word] for word in found).items():
                column = columns[f"words_{known.kinds[kind]}"]
                column[index] = min(int(column[index]) + count, MANY)
