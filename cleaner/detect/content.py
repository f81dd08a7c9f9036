"""The main content of a page, by a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from cleaner.blocks import running_text, sentences
from cleaner.detect.region import WITHIN
from cleaner.model import Mark
from cleaner.rule import Rule
from cleaner.score.choose import ONE, UNIT, Mask, choose
from cleaner.score.content import Look, Scorer, look, model, score, spread, words_in
from cleaner.score.evidence import EVIDENCE, SURE, knows, of_lines, of_menus, of_openings
from cleaner.score.signs import Ints
from cleaner.shape import has_markup
from cleaner.view import View, removes

# Added to every score: keeping a doubtful block costs less than losing it. Of text, from three
# sixteenths of a logit to seven, F1 of wcxb-dev articles falls from .941 to .940 and the wanted
# snippets kept rise from .949 to .9515, on all pages and without any fold of domains alike. Of
# HTML, F1 of articles is best at an eighth (.959), that of all pages at a fourth (.870 for .869),
# and news lose snippets by more.
BIAS, HTML_BIAS = UNIT * 3 // 8, UNIT // 8
# Blocks below which a page is left to the rules: the pages that the trees saw had some 300.
LEAST = 12
# Blocks beyond which a page is left to the rules, too: the corpora have 2,641 at most, and scoring
# takes 9 KB a block.
MOST = 30_000
# The least gain in expected F1 that a cut must promise.
GAIN = ONE * 3 // 1000


class Choice(NamedTuple):
    """What of a page is its main content, by the scores of its blocks."""

    seen: Look
    scores: Ints
    keep: Mask


def main_content(view: View, rule: Rule) -> Iterator[Mark] | None:
    """Runs of blocks that the score puts outside the main content; None without the trees."""
    html = has_markup(view.page)
    trees = model(html=html)
    if trees is None:
        return None
    if not LEAST <= len(view.blocks) <= MOST:
        return iter(())
    return _outside_html(view, rule, trees) if html else _outside_text(view, rule, trees)


def _outside_html(view: View, rule: Rule, trees: Scorer) -> Iterator[Mark]:
    choice = _choice(view, trees, [], HTML_BIAS)
    if choice:
        yield from _runs(view, rule, choice)


def _outside_text(view: View, rule: Rule, trees: Scorer) -> Iterator[Mark]:
    """What is not chosen, if it holds EVIDENCE of clutter.

    A text without it is left alone, whatever the scores: what they say of clean text is guessing,
    and leaving it makes cleaning a cleaned text change nothing.
    """
    blocks = view.blocks
    known, running = of_lines([block.key for block in blocks]), sentences(blocks)
    if trees.strange and not knows(trees.words, (blocks[at].line for at in running_text(blocks))):
        trees, running = trees.strange, list(running_text(blocks))
        known += of_menus(blocks, running)
        known[[at for at, role in view.taken.items() if role not in WITHIN]] = SURE
    # The openings, which are read with everything else, may add one.
    choice = _choice(view, trees, running, BIAS) if int(known.sum()) >= EVIDENCE - 1 else None
    if choice:
        openings = of_openings(choice.seen.table["opening"])
        known += spread(choice.seen, openings, len(blocks), 0)
        if int(known[~choice.keep].sum()) >= EVIDENCE:
            yield from _runs(view, rule, choice)


def _choice(view: View, trees: Scorer, running: Sequence[int], bias: int) -> Choice | None:
    """The blocks to keep, None where keeping all is as good; `running`: a text's sentences."""
    seen = look(view.blocks, running, trees.words, trees.markup)
    if seen is None:
        return None
    scores = score(trees, seen, len(view.blocks))
    keep, expected, all_kept = choose(scores + bias, words_in(view.blocks))
    return Choice(seen, scores, keep) if expected - all_kept >= GAIN else None


def _runs(view: View, rule: Rule, choice: Choice) -> Iterator[Mark]:
    """One mark for each run of neighbours that go, with their mean score in logits."""
    at: list[int] = np.flatnonzero(~choice.keep).tolist()
    for _, group in groupby(enumerate(at), key=lambda pair: pair[1] - pair[0]):
        run = [index for _, index in group]
        mean = int(choice.scores[run].mean()) / UNIT
        start, end = view.blocks[run[0]].start, view.blocks[run[-1]].end
        yield removes(rule, start, end, f"score {mean:+.1f}")
