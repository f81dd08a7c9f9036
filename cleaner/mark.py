"""View x rulebook -> marks: every rule says what it sees; nothing is decided or changed."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.detect import DETECTORS
from cleaner.fold import EDGES
from cleaner.match import Hit
from cleaner.model import Found, Mark
from cleaner.reach import Ground, reached, survey
from cleaner.rulebook import Rulebook
from cleaner.view import View, applies, reads, removes

Marks = list[Mark | Found]

# Decoration around a value, apart from what belongs to it: closing stops, brackets and quotes.
VALUE_EDGES = "".join(char for char in EDGES if char not in ".。!?…\"'”’»)]}）」』】“‘(+")


def mark(view: View, book: Rulebook) -> Marks:
    """All marks and findings on the page, in no particular order.

    Detectors see the page and what the line rules took, in the fixed order of `DETECTORS`; then
    the line rules' hits, with those that reach beyond their line laid out.
    """
    marks: Marks = []
    served: set[str] = set()  # roles for which a detector could work
    for name, detect in DETECTORS.items():
        for rule in book.detectors.get(name, ()):
            if not applies(rule, view.sites) or (rule.spare and rule.role in served):
                continue
            found = detect(view, rule)
            if found is not None:
                served.add(rule.role)
                marks += found
    far = any(hit.rule.reach.over != "block" for _, hit in view.hits)
    ground = survey(view) if far else None
    for index, hit in view.hits:
        marks += _of_hit(view, ground, index, hit)
    return marks


def _of_hit(view: View, ground: Ground | None, index: int, hit: Hit) -> Iterator[Mark | Found]:
    rule = hit.rule
    start, end = hit.start, hit.end
    if ground and hit.whole and rule.reach.over != "block":
        start, end = reached(view, ground, index, rule.reach)
    yield removes(rule, start, end)
    if rule.action == "field" and rule.status == "stable":
        value = view.page.text[slice(*hit.value)].strip(VALUE_EDGES)
        if value:
            yield reads(rule, value, *hit.value)
