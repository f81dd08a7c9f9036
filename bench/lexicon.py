"""Lexicons: for each word the odds that a block it stands in is main content, by domains."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np

from bench import folds
from cleaner.score.words import ODDS

# A word says something when blocks of this many domains hold it: of fewer it says whose page it is.
DOMAINS = 10
# Added to both counts: a word of ten domains, all on one side, has odds of 13 to 3.
PRIOR = 3
UNKNOWN = ""  # stands for a word that no lexicon holds: nothing is learned of it


class Lexicon:
    """Words of groups of words, and by fold in how many domains main content and the rest hold
    each. Of a block's words the `first` count."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.numbers: dict[str, int] = {}
        self._seen: dict[tuple[int, str], tuple[set[int], set[int]]] = {}

    def add(
        self, fold: int, domain: str, groups: Iterable[Sequence[str]], labels: Iterable[float]
    ) -> None:
        """The words of each block of one page, and which are main content (1) or not (0)."""
        seen = self._seen.setdefault((fold, domain), (set(), set()))
        for words, label in zip(groups, labels, strict=True):
            numbers = {self.numbers.setdefault(word, len(self.numbers)) for word in words}
            seen[int(label)].update(numbers - {self.numbers.get(UNKNOWN)})

    def close(self) -> None:
        """All pages are added: count."""
        self.counts = np.zeros((folds.FOLDS, 2, len(self.numbers)), np.int32)
        for (fold, _), sides in self._seen.items():
            for side, words in enumerate(sides):
                self.counts[fold, side, list(words)] += 1
        del self._seen

    def odds(self, without: Collection[int]) -> Any:
        """Log odds by word, in 1/ODDS, from the folds but those; 0 where too few domains tell."""
        kept = [fold for fold in range(folds.FOLDS) if fold not in without]
        rest, main = self.counts[kept].sum(0)
        odds = np.round(ODDS * np.log((main + PRIOR) / (rest + PRIOR))).astype(np.int64)
        return np.where(main + rest >= DOMAINS, odds, 0)

    def numbered(self, words: Iterable[str]) -> Any:
        """The words' numbers, as the rows of `odds`."""
        return np.array([self.numbers[word] for word in words], np.int64)

    def stored(self, without: Collection[int]) -> dict[str, Any]:
        """As the model holds it: the words that say something, sorted, and their odds."""
        odds = self.odds(without)
        words = sorted(word for word, number in self.numbers.items() if odds[number])
        return {
            "first": self.first,
            "words": " ".join(words),
            "odds": [int(odds[self.numbers[word]]) for word in words],
        }
