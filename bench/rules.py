"""What each rule is worth: what it takes, whether it was right, what is lost without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import exp, lgamma, log
from pathlib import Path

from bench import folds
from bench.corpora import Annotated, read
from bench.scores import word_f1, words
from bench.text import table
from cleaner.flow import clean
from cleaner.model import Cleaned, Source
from cleaner.rulebook import Rulebook, load, rulebook
from cleaner.score.content import Scorer, model

HTML = "html"  # the page itself, instead of a flattening
WRONG = 0.05  # share of its lines that a rule may take wrongly
CHANCE = 0.025  # how likely so many wrong lines are at that share for a rule to be blamed for them
HARM = 0.00005  # F1: what would print as nothing harms nobody


@dataclass
class Tally:
    """One rule over all pages."""

    pages: set[int] = field(default_factory=set)  # where it had a word, with the scorer or without
    hit: int = 0  # pages where it wants lines gone
    lines: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)  # (page id, line)
    worth: float = 0.0  # F1 of all pages with the rule, less F1 without it
    alone: float = 0.0  # the same where the scorer is switched off too
    moves: bool = False  # its lines are not gone, but in a field

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.lines if self.lines else 1.0

    @property
    def harmful(self) -> bool:
        """F1 is lost by it; or it is wrong too often, beyond chance, and no F1 is gained for it."""
        if min(self.worth, self.alone) < -HARM:
            return True
        idle = max(self.worth, self.alone) < HARM
        return idle and not self.moves and tail(len(self.wrong), self.lines, WRONG) < CHANCE


def tail(wrong: int, lines: int, share: float) -> float:
    """How likely `wrong` or more of the lines are, were each so with the chance `share`."""

    def exactly(k: int) -> float:
        ways = lgamma(lines + 1) - lgamma(k + 1) - lgamma(lines - k + 1)
        return exp(ways + k * log(share) + (lines - k) * log(1 - share))

    return max(0.0, 1 - sum(map(exactly, range(wrong))))


@dataclass(frozen=True, slots=True)
class Run:
    """The articles, and the scorer each is cleaned with; None: by rules alone."""

    pages: Sequence[Annotated]
    flat: str
    trees: Sequence[Scorer | None]

    def clean(self, at: int, book: Rulebook) -> Cleaned:
        page = self.pages[at]
        with folds.scorer(self.trees[at]):
            return clean(source(page, self.flat), book)


def run(corpora: Path, models: Path | None, flat: str, pages: int | None, examples: int) -> None:
    """Print a row a rule over the articles of wcxb-dev, most harmful first, and wrong lines."""
    every = read(corpora, "wcxb-dev", html=flat == HTML)
    articles = [page for page in every if page.type == "article"]
    chosen = list(islice(articles, pages))
    book = load()
    if models:
        trees = folds.read(models, corpora)
        scorers: list[Scorer | None] = [trees[folds.fold_of(page)] for page in chosen]
    else:
        print("with the scorer as shipped, which has seen these pages; --folds FILE gives others")
        scorers = [model(html=False)] * len(chosen)
    tallies = tally(Run(chosen, flat, scorers), book)
    print(f"{flat}: {len(chosen)} articles of wcxb-dev\n")
    print(overview(tallies))
    for rule, own in ranked(tallies):
        if own.harmful and own.wrong and examples:
            print(f"\n{rule}: wrong lines")
            for name, line in own.wrong[:: max(1, len(own.wrong) // examples)][:examples]:
                print(f"    {name}  {line[:110]}")


def source(page: Annotated, flat: str) -> Source:
    """The page as HTML, or as one of its flattenings."""
    media = "text/html" if flat == HTML else "text/plain"
    return Source(page.id, page.flat(flat), media=media)


def tally(whole: Run, book: Rulebook) -> dict[str, Tally]:
    """Clean every page, then for each rule again without it the pages where it had a word."""
    alone = Run(whole.pages, whole.flat, [None] * len(whole.pages))
    tallies: dict[str, Tally] = defaultdict(Tally)
    bases: dict[int, tuple[float, float]] = {}
    for at, page in enumerate(whole.pages):
        both = (whole.clean(at, book), alone.clean(at, book))
        bases[at] = (word_f1(both[0].text, page.gold), word_f1(both[1].text, page.gold))
        for rule in {mark.rule for cleaned in both for mark in cleaned.marks}:
            tallies[rule].pages.add(at)
        # What stands in for the scorer has a word only without it.
        for rule, lines in (judged(both[1], page.gold) | judged(both[0], page.gold)).items():
            tallies[rule].hit += 1
            tallies[rule].lines += len(lines)
            tallies[rule].wrong += [(page.id, line) for line, wrong in lines if wrong]
    moving = {rule.id for rule in book.rules if rule.action == "field"}
    for rule, own in tallies.items():
        own.moves = rule in moving
        rest = rulebook([other for other in book.rules if other.id != rule])
        for at in own.pages:
            gold, base = whole.pages[at].gold, bases[at]
            own.worth += (base[0] - word_f1(whole.clean(at, rest).text, gold)) / len(bases)
            own.alone += (base[1] - word_f1(alone.clean(at, rest).text, gold)) / len(bases)
    return tallies


def judged(cleaned: Cleaned, gold: str) -> dict[str, list[tuple[str, bool]]]:
    """By rule the lines that it wants gone, whichever rule took them in the end, and whether that
    is wrong.

    It is when the gold holds more copies of the line's words, in a row, than the output; of
    several copies as many are wrong as are missing, the first ones.
    """
    there, wanted = _spaced(cleaned.text), _spaced(gold)
    found: dict[str, list[tuple[str, bool]]] = {}
    for rule, lines in _lines(cleaned).items():
        missing: dict[str, int] = {}
        for line in lines:
            own = _spaced(line)
            if own not in missing:
                missing[own] = wanted.count(own) - there.count(own)
            missing[own] -= 1
            found.setdefault(rule, []).append((line, missing[own] >= 0))
    return found


def _lines(cleaned: Cleaned) -> dict[str, list[str]]:
    """By rule the lines with words in the spans it would take, in order, each place once."""
    found: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, int] = defaultdict(int)
    for mark in sorted(cleaned.marks, key=lambda mark: mark.start):
        if mark.action in ("remove", "field"):
            span = cleaned.page.flat[max(mark.start, ends[mark.rule]) : mark.end]
            found[mark.rule] += [line.strip() for line in span.splitlines() if words(line)]
            ends[mark.rule] = max(mark.end, ends[mark.rule])
    return found


def _spaced(text: str) -> str:
    """The words, with two blanks between, so that neighbours do not share one when counted."""
    return f" {'  '.join(words(text))} "


def ranked(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """Those to be mended first; then by F1, the wrong lines deciding between equals."""

    def harm(item: tuple[str, Tally]) -> tuple[bool, float, int, str]:
        rule, own = item
        return (not own.harmful, round(min(own.worth, own.alone), 5), -len(own.wrong), rule)

    return sorted(tallies.items(), key=harm)


def overview(tallies: Mapping[str, Tally]) -> str:
    head = ["rule", "pages", "lines", "wrong", "precision", "F1 lost", "alone", "mend"]
    rows = [
        [
            rule,
            f"{own.hit}",
            f"{own.lines}",
            f"{len(own.wrong)}",
            f"{own.precision:.3f}",
            f"{own.worth:+.5f}",
            f"{own.alone:+.5f}",
            "!" if own.harmful else "",
        ]
        for rule, own in ranked(tallies)
    ]
    return table(head, rows)
