"""How often a line that recurs is main text: what the thresholds of `cleaner mine` rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import folds
from bench.corpora import Annotated, read
from cleaner.document import process
from cleaner.fold import phrase_key
from cleaner.mine.lines import seen_in
from cleaner.model import Source
from cleaner.rulebook import load

ZONES = ("head", "lead", "body", "tail")
# A shorter line may stand in the main text by chance, as a part of a sentence.
LONG = 25


Judged = tuple[str, str, bool]  # key of a line, its zone, whether it is main text


@dataclass(slots=True)
class Found:
    """What was seen of one line of one scope."""

    stories: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    lines: int = 0
    main: int = 0  # of them, in the annotated main text


def run(corpora: Path, models: Path | None) -> None:
    """Print, by zone and threshold: lines that recur, and the share of them that is main text."""
    own: dict[tuple[str, str, str], Found] = defaultdict(Found)
    common: dict[tuple[str, str], Found] = defaultdict(Found)
    most: Counter[str] = Counter()
    pages = 0
    for site, story, lines in _cleaned(corpora, models):
        pages += 1
        for name, zone, main in lines:
            most[name] += main
            for found in (own[site, zone, name], common[zone, name]):
                found.stories.add(story)
                found.sites.add(site)
                found.lines += 1
                found.main += main
    print(f"{pages} pages; the most frequent line of main text: {most.most_common(1)[0]}")
    for documents in (3, 5, 8):
        print(f"one site, {documents} documents, any zone: {_told(own.values(), documents, 1)}")
    for zone in ZONES:
        here = [found for (where, _), found in common.items() if where == zone]
        for documents in (3, 5):
            print(f"3 sites, {documents} documents, {zone}: {_told(here, documents, 3)}")


def _told(found: Iterable[Found], documents: int, sites: int) -> str:
    chosen = [one for one in found if len(one.stories) >= documents and len(one.sites) >= sites]
    lines = sum(one.lines for one in chosen)
    main = sum(one.main for one in chosen)
    return f"{len(chosen)} different, {main / max(1, lines):.1%} of {lines} main text"


def _cleaned(
    corpora: Path, models: Path | None
) -> Iterator[tuple[str, str, list[tuple[str, str, bool]]]]:
    """(site, story, lines) of each annotated page.

    The scorer is one that has not seen the page's site; without `models`, there is none.
    """
    book = load()
    scorers = folds.read(models, corpora) if models else []
    for page in read(corpora, "wcxb-dev"):
        site = folds.site_of(page)
        with folds.scorer(scorers[folds.fold_of(page)] if scorers else None):
            document = process(Source(page.id, page.flat_layout, name=site), book)
        seen = seen_in(document) if "removals" in document and page.gold else None
        if seen:
            main = _main(page)
            yield (
                site,
                seen.story,
                [
                    (line.key, line.zone, line.key in main[0] or _within(line.text, main[1]))
                    for line in seen.lines
                ],
            )


def _main(page: Annotated) -> tuple[set[str], str]:
    """The main text as keys of its lines, and as one squeezed string."""
    lines = {phrase_key(line) for line in page.gold.splitlines()}
    return lines, " ".join(page.gold.lower().split())


def _within(line: str, text: str) -> bool:
    return len(line) > LONG and " ".join(line.lower().split()) in text
