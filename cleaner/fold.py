"""Comparing text: folding that keeps offsets, and the key by which whole lines are compared."""

from __future__ import annotations

import re

# Decoration around a line that never tells two phrases apart: bullets, arrows, quotes, stops.
EDGES = (
    " \t\u00a0\u200b\u200e\u200f\ufeff"
    ":;.,…-–—−|/\\•·●▪◦■□★☆*»«›‹>→←<↑↓▲▼►▶◀^+[](){}\"'“”„‘’`´!?¡¿✓✔✕✖×=~_#"
    "：；。，、！？（）【】［］「」『』《》〈〉・｜—…"
)
# The longest line that can be a phrase; the longest of the lists has 110.
MAX_KEY = 120

_NUMBER = re.compile(r"\d+")


def fold(text: str) -> str:
    """Lower case of the same length, so that offsets in it are offsets in `text`.

    U+0130 is the one code point whose lower case has another length (checked over all of
    Unicode by a test); the final sigma is made plain so that case never depends on context.
    """
    if "\u0130" in text:
        text = text.replace("\u0130", "i")
    text = text.lower()
    return text.replace("ς", "σ") if "ς" in text else text


def key(folded: str) -> str:
    """How a folded line is compared: edges bare of decoration, blanks squeezed, numbers as `#`."""
    line = folded.strip(EDGES)
    if "  " in line or not line.isascii() or "\t" in line:
        line = " ".join(line.split())
    if "’" in line:
        line = line.replace("’", "'")
    return line if line.isalpha() else _NUMBER.sub("#", line)


def phrase_key(phrase: str) -> str:
    """The key of a phrase written in a rule file, where `#` stands for any number."""
    return key(fold(phrase.replace("#", "0")))
