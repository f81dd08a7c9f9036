"""The lexicon: for each word the odds that a block it stands in is main content, by domains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from bench import folds
from cleaner.score.signs import Columns, told
from cleaner.score.words import ODDS, WORDS

# A word says something when blocks of this many domains hold it: of fewer it says whose page it is.
DOMAINS = 10
# Added to both counts: a word of ten domains, all on one side, has odds of 13 to 3.
PRIOR = 3


class Lexicon:
    """Words of all blocks, and by fold in how many domains main content and the rest hold each."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._words: list[int] = []
        self._sizes: list[int] = []
        self._seen: dict[tuple[int, str], tuple[set[int], set[int]]] = {}

    def add(self, fold: int, domain: str, folded: Sequence[str], labels: Sequence[float]) -> None:
        """The blocks of one page, in order, and which are main content (1) or not (0)."""
        seen = self._seen.setdefault((fold, domain), (set(), set()))
        for text, label in zip(folded, labels, strict=True):
            words = text.split(None, WORDS)[:WORDS]
            own = [self.numbers.setdefault(word, len(self.numbers)) for word in words]
            self._words += own
            self._sizes.append(len(own))
            seen[int(label)].update(own)

    def close(self) -> None:
        """All pages are added: count."""
        self.words, self.sizes = np.array(self._words), np.array(self._sizes)
        self.counts = np.zeros((folds.FOLDS, 2, len(self.numbers)), np.int32)
        for (fold, _), sides in self._seen.items():
            for side, words in enumerate(sides):
                self.counts[fold, side, list(words)] += 1
        del self._words, self._sizes, self._seen

    def odds(self, without: Collection[int]) -> Any:
        """Log odds by word, in 1/ODDS, from the folds but those; 0 where too few domains tell."""
        kept = [fold for fold in range(folds.FOLDS) if fold not in without]
        rest, main = self.counts[kept].sum(0)
        odds = np.round(ODDS * np.log((main + PRIOR) / (rest + PRIOR))).astype(np.int64)
        return np.where(main + rest >= DOMAINS, odds, 0)

    def columns(self, without: Collection[int]) -> Columns:
        """What it says of every block of every page."""
        return told(self.odds(without)[self.words], self.sizes)

    def stored(self, without: Collection[int]) -> dict[str, Any]:
        """As the model holds it: the words that say something, sorted, and their odds."""
        odds = self.odds(without)
        words = sorted(word for word, number in self.numbers.items() if odds[number])
        return {
            "words": " ".join(words),
            "odds": [int(odds[self.numbers[word]]) for word in words],
        }
