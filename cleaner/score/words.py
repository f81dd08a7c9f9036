"""What is known of single words and whole lines: the closed lists of `data/cues.toml`, and the
lexicon that was learned with the trees."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from cleaner.fold import phrase_key

# Counts of the kinds of words are packed into one integer, this many bits each: of a block at most
# WORDS words are looked at, or the scorer's own `first`, which fit.
BITS = 7
WORDS = 24
ODDS = 16  # the lexicon's log odds are in 1/ODDS


@dataclass(frozen=True, slots=True)
class Cues:
    lines: Mapping[str, int]  # key of a whole line -> number of its class, from 1
    classes: tuple[str, ...]  # their names; class n is classes[n - 1]
    words: Mapping[str, int]  # word -> 1 << (BITS * number of its kind)
    dense: Mapping[str, int]  # word of a script without blanks -> number of its kind
    dense_pattern: re.Pattern[str]
    kinds: tuple[str, ...]
    openings: Mapping[str, int]  # first word or two -> number of its kind, from 1
    first_words: frozenset[str]  # of the openings of two words
    opening_kinds: tuple[str, ...]


@cache
def cues() -> Cues:
    table = tomllib.loads(files("cleaner").joinpath("data", "cues.toml").read_text("utf-8"))
    kinds = tuple(table["words"])
    dense = {w: kinds.index(name) for name, words in table["dense"].items() for w in words}
    longest_first = sorted(dense, key=lambda word: (-len(word), word))
    openings = _numbered(table["openings"])
    return Cues(
        lines={phrase_key(line): n for line, n in _numbered(table["lines"]).items()},
        classes=tuple(table["lines"]),
        words=_packed(table["words"], kinds),
        dense=dense,
        dense_pattern=re.compile("|".join(map(re.escape, longest_first))),
        kinds=kinds,
        openings=openings,
        first_words=frozenset(pair.split()[0] for pair in openings if " " in pair),
        opening_kinds=tuple(table["openings"]),
    )


def _numbered(groups: Mapping[str, list[str]]) -> dict[str, int]:
    return {word: number for number, name in enumerate(groups, 1) for word in groups[name]}


def _packed(groups: Mapping[str, list[str]], kinds: tuple[str, ...]) -> dict[str, int]:
    return {w: 1 << (BITS * kinds.index(name)) for name, words in groups.items() for w in words}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number; 0 is any word that is not known."""

    first: int  # how many words of a block are looked at
    numbers: Mapping[str, int]
    packs: npt.NDArray[np.int64]  # by number: as `Cues.words`
    odds: npt.NDArray[np.int64]  # by number: log odds of main content, in 1/ODDS of a natural log


def vocabulary(lexicon: Mapping[str, int], first: int) -> Vocabulary:
    """The words of the lists and of the lexicon; `lexicon` gives log odds by word."""
    packed = cues().words
    words = [*lexicon, *(word for word in packed if word not in lexicon)]
    return Vocabulary(
        first=first,
        numbers={word: number for number, word in enumerate(words, 1)},
        packs=np.array([0, *(packed.get(word, 0) for word in words)], np.int64),
        odds=np.array([0, *(lexicon.get(word, 0) for word in words)], np.int64),
    )
