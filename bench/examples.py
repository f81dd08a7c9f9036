"""Annotated pages as examples for the scorer: columns, labels and weights, a row a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench import folds
from bench.corpora import FLATTENINGS, Annotated, read
from bench.labels import shares
from bench.lexicon import UNKNOWN, Lexicon
from bench.scores import squeeze
from bench.scores import words as words_of
from bench.strange import LETTER, in_some_form
from cleaner.blocks import running_text, sentences
from cleaner.fold import fold as folded
from cleaner.model import HTML, TEXT, Source
from cleaner.score.content import Look, look, words_in
from cleaner.score.markup import Scopes
from cleaner.score.signs import Columns, told
from cleaner.score.words import WORDS, vocabulary
from cleaner.segment import segment

# Words of a block that are looked at. Of text without its markup the words say more: with 16 in
# place of 24 words the articles of wcxb-dev lost .0005 of F1.
FIRST = {False: WORDS, True: 16}
# What a page that is no article counts for. In HTML forums gain .005 of F1 with .5 for .35, and
# articles keep theirs; with .7 articles lose .001 and news .0025.
OTHERS = {False: 0.35, True: 0.5}

STRANGE = "strange"  # a kind of page beside TEXT and HTML


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
    split: tuple[Any, Any]  # numbers of the words that are looked at, and how many a block has
    scopes: Scopes | None  # of HTML: the places in the markup, and the numbers of their tokens
    tokens: Any

    def columns(self, odds: Any, markup_odds: Any) -> Columns:
        """Its columns, with what lexicons with these odds say of it."""
        numbers, sizes = self.split
        columns = self.seen.table.own() | told(odds[numbers], sizes)
        if self.scopes:
            columns |= self.scopes.columns(self.tokens, markup_odds)
        return columns


@dataclass
class Corpus:
    """All examples, and the words of their lines and of their markup."""

    examples: list[Example]
    lexicon: Lexicon
    markup: Lexicon


def build(corpora: Path, kind: str) -> Corpus:
    """All pages of the corpora: of kind HTML, or twice as TEXT that has lost it, or as that in a
    STRANGE language, whose words no lexicon holds."""
    html = kind == HTML
    corpus = Corpus([], Lexicon(FIRST[html]), Lexicon(0))
    row = 0
    for name, page in _pages(corpora, kind):
        for flat in ("html",) if html else FLATTENINGS:
            one = _example(corpus, name, page, flat, row, kind)
            if one:
                corpus.examples.append(one)
                row = one.rows.stop
    corpus.lexicon.close()
    corpus.markup.close()
    return corpus


def _example(
    corpus: Corpus, name: str, page: Annotated, flat: str, row: int, kind: str
) -> Example | None:
    media = HTML if kind == HTML else TEXT
    cut = segment(Source(page.id, page.flat(flat), media=media))
    first = corpus.lexicon.first
    nothing = vocabulary({}, first)
    running = list((running_text if kind == STRANGE else sentences)(cut.blocks))
    seen = look(cut.blocks, running, nothing, nothing) if cut.blocks else None
    if seen is None:
        return None
    texts = [block.line for block in cut.blocks]
    part = slice(seen.low, seen.low + seen.table.rows)
    y, weight = (column[part] for column in _labels(texts, page, name, OTHERS[flat == "html"]))
    fold, site = folds.fold_of(page), folds.site_of(page)
    split = [text.split(None, first)[:first] for text in map(folded, texts[part])]
    if kind == STRANGE:
        split = [[UNKNOWN if LETTER.search(word) else word for word in words] for words in split]
    corpus.lexicon.add(fold, site, split, y)
    numbers = corpus.lexicon.numbered(word for words in split for word in words)
    contexts = [block.context for block in cut.blocks[part] if block.context]
    scopes = Scopes(contexts) if contexts else None
    if scopes:
        corpus.markup.add(fold, site, [scopes.of(place) for place in scopes.places], y)
    return Example(
        page=page,
        corpus=name,
        flat=flat,
        fold=fold,
        texts=texts,
        seen=seen,
        words=words_in(cut.blocks),
        rows=slice(row, row + len(y)),
        y=y,
        weight=weight,
        split=(numbers, np.array(list(map(len, split)))),
        scopes=scopes,
        tokens=corpus.markup.numbered(scopes.tokens) if scopes else None,
    )


def _pages(corpora: Path, kind: str) -> Iterator[tuple[str, Annotated]]:
    """Corpus, and page with what is taken for its main text."""
    for name in folds.CORPORA:
        for page in read(corpora, name, html=kind == HTML or name == "traf-dev"):
            own = (
                page if page.gold or name == "wcxb-dev" else replace(page, gold=_taught(page.html))
            )
            yield name, in_some_form(own) if kind == STRANGE else own


def _taught(html: str) -> str:
    """What trafilatura takes for the text: a weak label for pages that have only snippets."""
    import trafilatura

    try:
        return trafilatura.extract(html, include_comments=False, include_formatting=False) or ""
    except Exception:  # a page it cannot read teaches nothing
        return ""


def _labels(texts: Sequence[str], page: Annotated, corpus: str, others: float) -> tuple[Any, Any]:
    """A block is main content when half its words are in the gold; snippets overrule.

    Weights: what a block's error costs of the page's F1; pages that are no articles count for
    `others`, and weak labels count less, too.
    """
    y = (np.array(shares(texts, page.gold)) >= 0.5).astype(float)
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
        weight *= others
    if corpus == "wcxb-dev" and (not page.gold or y.sum() == 0):
        weight *= 0.2
    return y, weight
