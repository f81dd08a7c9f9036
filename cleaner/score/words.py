"""The closed lists of `data/cues.toml`, ready for lookup."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cleaner.fold import phrase_key

# Counts of the kinds of words are packed into one integer, this many bits each: a block has at
# most WORDS words looked at, which fit.
BITS = 7
WORDS = 30


@dataclass(frozen=True, slots=True)
class Cues:
    lines: Mapping[str, int]  # key of a whole line -> number of its class, from 1
    classes: tuple[str, ...]  # their names; class n is classes[n - 1]
    words: Mapping[str, int]  # word -> 1 << (BITS * number of its kind)
    dense: Mapping[str, int]  # the same for scripts without blanks
    dense_pattern: re.Pattern[str]
    kinds: tuple[str, ...]
    openings: Mapping[str, int]  # first word or two -> number of its kind, from 1
    first_words: frozenset[str]  # of the openings of two words
    opening_kinds: tuple[str, ...]


@cache
def cues() -> Cues:
    table = tomllib.loads(files("cleaner").joinpath("data", "cues.toml").read_text("utf-8"))
    kinds = tuple(table["words"])
    dense = _packed(table["dense"], kinds)
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
