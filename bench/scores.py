"""The measures: word F1, snippets, and what they are means of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def overlap(text: str, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall of the multisets of lower-cased words.

    Two empty texts agree (1, 1, 1); one empty text has nothing right (0, 0, 0).
    """
    out, want = Counter(words(text)), Counter(words(gold))
    if not out or not want:
        both = float(not out and not want)
        return both, both, both
    shared = (out & want).total()
    precision, recall = shared / out.total(), shared / want.total()
    return (2 * shared / (out.total() + want.total()), precision, recall)


def word_f1(text: str, gold: str) -> float:
    return overlap(text, gold)[0]


def squeeze(text: str) -> str:
    """Lower case, blanks squeezed, quotes made plain: how snippets are looked for."""
    plain = text.lower().replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split())


def snippet_counts(
    text: str, wanted: Sequence[str], unwanted: Sequence[str]
) -> tuple[int, int, int]:
    """True positives, false positives and false negatives: wanted snippets there, unwanted ones
    there, wanted ones missing."""
    there = squeeze(text)
    true = sum(squeeze(snippet) in there for snippet in wanted)
    false = sum(squeeze(snippet) in there for snippet in unwanted)
    return true, false, len(wanted) - true


def snippet_f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """2 TP / (2 TP + FP + FN) over all pages together."""
    true = false = missing = 0
    for there, unwanted, lost in counts:
        true, false, missing = true + there, false + unwanted, missing + lost
    return 2 * true / max(2 * true + false + missing, 1)
