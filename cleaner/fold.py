"""Comparing text: folding that keeps offsets, and the key by which whole lines are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Decoration around a line that never tells two phrases apart: bullets, arrows, quotes, stops.
EDGES = (
    " \t\u00a0\u200b\u200e\u200f\ufeff"
    ":;.,…-–—−|/\\•·●▪◦■□★☆*»«›‹>→←<↑↓▲▼►▶◀^+[](){}\"'“”„‘’`´!?¡¿✓✔✕✖×=~_#"
    "：；。，、！？（）【】［］「」『』《》〈〉・｜—…"
)
# The longest line that can be a phrase; the longest of the lists has 110.
MAX_KEY = 120

_BLANK = re.compile(r"[^\S\n ]")
_NUMBER = re.compile(r"\d\d*")  # a set at the start makes the search twice as fast as `\d+`


def fold(text: str) -> str:
    """Lower case of the same length, so that offsets in it are offsets in `text`.

    U+0130 is the one code point whose lower case has another length (checked over all of
    Unicode by a test); the final sigma is made plain so that case never depends on context.
    """
    if "\u0130" in text:
        text = text.replace("\u0130", "i")
    text = text.lower()
    return text.replace("ς", "σ") if "ς" in text else text


def keys(lines: Sequence[str]) -> list[str]:
    """How lines are compared: folded, edges bare of decoration, blanks squeezed, numbers as `#`.

    No line holds a line feed. What can be done to all lines as one text is done so: a page has
    hundreds, and a call for each costs more than the work.
    """
    bare = [line.strip(EDGES) for line in lines]
    text = fold("\n".join(bare)).replace("\u00a0", " ")
    if "  " in text or _BLANK.search(text):
        text = "\n".join([_squeezed(line) for line in text.split("\n")])
    return _NUMBER.sub("#", text.replace("’", "'")).split("\n")[: len(lines)]


def _squeezed(line: str) -> str:
    plain = line.isascii() and "  " not in line and "\t" not in line
    return line if plain else " ".join(line.split())


def phrase_key(phrase: str) -> str:
    """The key of a phrase written in a rule file, where `#` stands for any number."""
    return keys([phrase.replace("#", "0").replace("\n", " ")])[0]
