"""Page x rulebook -> marks: every rule says what it sees; nothing is decided or changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from cleaner.detect import CONTENT, DETECTORS, Detector
from cleaner.fold import EDGES
from cleaner.match import Hit, Hits
from cleaner.model import Found, Mark, Page
from cleaner.reach import Ground, reached, survey
from cleaner.rulebook import Rulebook
from cleaner.view import View, applies, reads, removes, standing, view

Marks = list[Mark | Found]

# Decoration around a value, apart from what belongs to it: closing stops, brackets and quotes.
VALUE_EDGES = "".join(char for char in EDGES if char not in ".。!?…\"'”’»)]}）」』】“‘(+")


def mark(page: Page, hits: Hits, book: Rulebook) -> Marks:
    """All marks and findings on the page, in no particular order.

    Where the main content is comes first, since it tells the head from the tail; then the other
    detectors and the line rules, with those that reach beyond their line laid out.
    """
    here = standing(page, hits)
    seen = view(page, here)
    marks = _detected(CONTENT, seen, book)
    if marks:
        seen = view(page, here, _covered(page, marks))
    marks += _detected(DETECTORS, seen, book)
    far = any(hit.rule.reach.over != "block" for _, hit in seen.hits)
    ground = survey(seen) if far else None
    marks += [removes(hit.rule, *_span(seen, ground, index, hit)) for index, hit in seen.hits]
    marks += _values(seen)
    return marks


def _detected(detectors: Mapping[str, Detector], seen: View, book: Rulebook) -> Marks:
    """What the detectors say, in their order; spare rules only where no other of the role can."""
    marks: Marks = []
    served: set[str] = set()
    for name, detect in detectors.items():
        for rule in book.detectors.get(name, ()):
            if not applies(rule, seen.sites) or (rule.spare and rule.role in served):
                continue
            found = detect(seen, rule)
            if found is not None:
                served.add(rule.role)
                marks += found
    return marks


def _covered(page: Page, marks: Marks) -> set[int]:
    """The blocks under the marks."""
    starts = [block.start for block in page.blocks]
    covered: set[int] = set()
    for one in marks:
        covered.update(range(bisect_left(starts, one.start), bisect_left(starts, one.end)))
    return covered


def _span(view: View, ground: Ground | None, index: int, hit: Hit) -> tuple[int, int]:
    """What a hit takes: its own span, or as far as its rule reaches."""
    if ground and hit.whole and hit.rule.reach.over != "block":
        return reached(view, ground, index, hit.rule.reach)
    return hit.start, hit.end


def _values(view: View) -> Iterator[Found]:
    """What the hits of field rules read, bare of decoration."""
    for _, hit in view.hits:
        if hit.rule.action == "field" and hit.rule.status == "stable":
            value = view.page.text[slice(*hit.value)].strip(VALUE_EDGES)
            if value:
                yield reads(hit.rule, value, *hit.value)
