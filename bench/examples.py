"""Annotated pages as examples for the scorer: columns, labels and weights, a row a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.corpora import FLATTENINGS, Annotated, read
from bench.labels import shares
from bench.lexicon import Lexicon
from bench.scores import squeeze
from bench.scores import words as words_of
from cleaner.fold import fold
from cleaner.model import Source
from cleaner.score.content import Look, look, words_in
from cleaner.score.words import vocabulary
from cleaner.segment import segment


@dataclass
class Example:
    """One flattening of one page."""

    page: Annotated
    corpus: str
    flat: str
    fold: int
    texts: list[str]
    seen: Look
    words: Any  # what each block counts for
    rows: slice  # its rows among those of all examples
    y: Any  # 1: main content, 0: not; and what an error costs; a row a block that is looked at
    weight: Any


def build(corpora: Path) -> tuple[list[Example], Lexicon]:
    """All pages of the corpora, twice, and the words in them."""
    examples: list[Example] = []
    lexicon = Lexicon()
    nothing = vocabulary({})
    row = 0
    for corpus, page, gold in _pages(corpora):
        for flat in FLATTENINGS:
            cut = segment(Source(page.id, page.flat(flat)))
            seen = look(cut.blocks, nothing) if cut.blocks else None
            if seen is None:
                continue
            texts = [block.line for block in cut.blocks]
            part = slice(seen.low, seen.low + seen.table.rows)
            y, weight = (column[part] for column in _labels(texts, page, corpus, gold))
            number, rows = folds.fold_of(page), slice(row, row + len(y))
            lexicon.add(number, folds.site_of(page), [fold(text) for text in texts[part]], y)
            words = words_in(cut.blocks)
            examples.append(
                Example(page, corpus, flat, number, texts, seen, words, rows, y, weight)
            )
            row += len(y)
    lexicon.close()
    return examples, lexicon


def _pages(corpora: Path) -> Iterator[tuple[str, Annotated, str]]:
    """Corpus, page, and what is taken for its main text."""
    for page in read(corpora, "wcxb-dev"):
        yield "wcxb-dev", page, page.gold
    for page in read(corpora, "traf-dev", html=True):
        yield "traf-dev", page, page.gold or _taught(page.html)


def _taught(html: str) -> str:
    """What trafilatura takes for the text: a weak label for pages that have only snippets."""
    import trafilatura

    try:
        return trafilatura.extract(html, include_comments=False, include_formatting=False) or ""
    except Exception:  # a page it cannot read teaches nothing
        return ""


def _labels(texts: Sequence[str], page: Annotated, corpus: str, gold: str) -> tuple[Any, Any]:
    """A block is main content when half its words are in the gold; snippets overrule.

    Weights: what a block's error costs of the page's F1; pages other than articles, and weak
    labels, count less.
    """
    y = (np.array(shares(texts, gold)) >= 0.5).astype(float)
    size = np.array([len(words_of(text)) for text in texts])
    weight = np.minimum(size + 1.0, 400) ** 0.8
    weight /= max(weight[y > 0].sum(), weight.sum() * 0.1, 20)
    if corpus == "traf-dev":
        weight *= 0.5
        wanted, unwanted = (
            [squeeze(s) for s in snippets] for snippets in (page.wanted, page.unwanted)
        )
        for i, text in enumerate(map(squeeze, texts)):
            if any(s and s in text for s in wanted):
                y[i], weight[i] = 1, weight[i] * 2 + 0.05
            elif any(s and s in text for s in unwanted):
                y[i], weight[i] = 0, weight[i] * 2 + 0.05
        weight *= 1.2
    elif page.type != "article":
        weight *= 0.35
    if corpus == "wcxb-dev" and (not gold or y.sum() == 0):
        weight *= 0.2
    return y, weight
