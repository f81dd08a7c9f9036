"""The whole story: a source in, a cleaned page out. Pure: same source and rules, same result."""

from __future__ import annotations

from dataclasses import replace

from cleaner.detect.meta.read import read_metadata
from cleaner.edits import apply
from cleaner.layout import layout
from cleaner.mark import Marks, mark
from cleaner.match import scan
from cleaner.model import Cleaned, Edit, Found, Mark, Page, Problem, Source
from cleaner.repair import repairs, warnings
from cleaner.rulebook import Rulebook
from cleaner.segment import segment
from cleaner.settle import cut, settle
from cleaner.shape import has_markup, holds_text, looks_like_listing

# Of text: taking out a related block shows the share bar above it for the end of the page it is.
# Of 1,400 pages of the corpora 95 % rest after two rounds (the second finds nothing), the slowest
# after six; one that has not after eight is not understood.
MAX_ROUNDS = 8


def clean(source: Source, book: Rulebook) -> Cleaned:
    """Segment, mark, settle; of text, again on what is left until nothing more goes; lay out once.

    Running to the fixed point is what makes cleaning a cleaned text change nothing. A text that
    does not come to rest is given back as it was, with a warning.
    """
    page = segment(source, book.parser)
    if page.refused:
        return assemble(page, page, [], [], [])
    told: Marks = [*read_metadata(page, book)]
    if looks_like_listing(page):
        problem = Problem("looks-like-listing", "a list of links: left as it is")
        return assemble(page, page, told, [], [problem])
    return _cleared(page, told, book)


def _cleared(page: Page, told: Marks, book: Rulebook) -> Cleaned:
    """Rounds of marking, settling and cutting until nothing more goes."""
    hits = scan(page, page.blocks, book)
    rest, edits = page, list[Edit]()
    marks: Marks = list(told)
    for _ in range(MAX_ROUNDS):
        new = mark(rest, hits, book)
        spans = [one for one in new if isinstance(one, Mark)]
        smaller, gone, shorter = cut(rest, settle(spans))
        marks += new
        if not gone:
            return assemble(page, rest, marks, edits, [])
        if not holds_text(smaller, rest, spans):
            if rest is page and any(hit.rule.placed for found in hits.values() for hit in found):
                # A story in a pop-up, a site that calls its articles shares: the place misleads.
                return _cleared(page, told, replace(book, places={}))
            problem = Problem("floor", "cleaning further would leave too little text: stopped")
            return assemble(page, rest, marks, edits, [problem])
        if has_markup(page):  # it says what surrounds the text; what is left no longer has it
            return assemble(page, smaller, marks, edits + gone, [])
        hits |= {block.start: [] for block in shorter} | scan(page, shorter, book)
        rest, edits = smaller, edits + gone
    problem = Problem(
        "unsettled", f"the page did not come to rest in {MAX_ROUNDS} rounds: left as it is"
    )
    return assemble(page, page, told, [], [problem])


def assemble(
    page: Page,
    rest: Page,
    marks: Marks,
    removals: list[Edit],
    problems: list[Problem],
) -> Cleaned:
    """The law holds here: text == apply(page.text, edits)."""
    laid = layout(page, rest.blocks, sorted(removals, key=lambda edit: edit.start))
    edits = tuple(sorted([*laid, *repairs(page, laid)], key=lambda e: (e.start, e.end)))
    return Cleaned(
        page=page,
        text=apply(page.text, edits),
        edits=edits,
        marks=tuple(m for m in marks if isinstance(m, Mark)),
        found=tuple(m for m in marks if isinstance(m, Found)),
        problems=(*page.source.problems, *page.problems, *problems, *warnings(page)),
    )
