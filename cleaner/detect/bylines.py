"""Bylines that no words tell, or words on another line: their place does.

How many named the annotated author was counted over both flattenings of all pages of the corpora.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.detect.datecandidates import SHORT, dated
from cleaner.detect.datefind import Run, find_runs, opens_byline, rest_is_header
from cleaner.detect.datenames import is_handle
from cleaner.detect.headers import says_when
from cleaner.detect.names import is_personal, names_in
from cleaner.detect.title import find_title
from cleaner.model import Found, Mark
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# Blocks below the title: of the names one to three below it right above a date 133 of 143 were of
# the author, with a label or an office between 55 of 65; of those four to eight below 21 of 28.
NEAR = 3
MAX_WIDTH = 40  # columns: of two people; a longer line is a subtitle
# Keys of lines that announce who wrote the page: of the names below them 295 of 311 were the
# author. "Edited by" and "Reviewed by" announce others.
LABELS = frozenset(
    (
        *("article by", "author", "autor", "by", "ein artikel von", "geschrieben von"),
        *("par", "por", "posted by", "veröffentlicht von", "von", "written by"),
    )
)
# Between two names, where every name stands on a line of its own.
JOINTS = frozenset(("&", ",", "and", "et", "und", "y"))
# What may follow a name on the date's line.
_AFTER = re.compile(
    r"\s*(?:[|·•⋅∙~/»(\[—]|\s[-–]\s|\d|\b(?:in|on|at|am|unter|leave|last|updated|published|edited"
    r"|comments?|categor(?:y|ies)|ein kommentar|keine kommentare|kommentare?|schreibe|hinterlasse"
    r"|lesezeit|kategorien?)\b).*",
    re.IGNORECASE,
)
_EDGES = " \t\u00a0,;|·•⋅∙~–—-/:»"


def names_alone(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Names on a line of their own above the date, with the title above both; a label of the date
    or an office may stand between.

    A name beside anything else may as well be a section's, a town's or a product's.
    """
    title = view.once(find_title)
    if title is not None:
        for index in view.free(range(title + 1, min(title + NEAR, len(view.blocks) - 2) + 1)):
            if _is_above_date(view, index) and _names(view, index):
                yield from _byline(view, rule, index)


def names_below_labels(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Names on a line of their own below one that says "By", above or in the first paragraphs."""
    for index in view.free(range(1, view.zones.lead)):
        if view.blocks[index - 1].key in LABELS and _names(view, index):
            yield from _byline(view, rule, index)
            yield from _others(view, rule, index)


def names_beside_dates(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """Names on the line of a date: behind a "by" on either side; without one before the date, where
    the line stands right below the title."""
    title = view.once(find_title)
    for index in dated(view, view.zones.lead):
        block, line = view.blocks[index], view.text(index)
        if index in view.taken or (block.prose and not opens_byline(line)):
            continue
        runs = find_runs(line)
        if runs and rest_is_header(line, runs, byline=False):
            below = title is not None and title < index <= title + NEAR
            for name in _beside(line, runs, below):
                yield removes(rule, block.start, block.end)
                yield reads(rule, name, block.start, block.end)


def _byline(view: View, rule: Rule, index: int) -> Iterator[Mark | Found]:
    block = view.blocks[index]
    yield removes(rule, block.start, block.end)
    yield reads(rule, view.text(index), block.start, block.end)


def _others(view: View, rule: Rule, index: int) -> Iterator[Mark | Found]:
    """More names below the first, each under a line that is "and" or a comma."""
    for joint in range(index + 1, len(view.blocks) - 1, 2):
        block = view.blocks[joint]
        if block.line.lower() not in JOINTS or not _names(view, joint + 1):
            return
        yield removes(rule, block.start, block.end)
        yield from _byline(view, rule, joint + 1)


def _is_above_date(view: View, index: int) -> bool:
    """Whether the next line says when, or the one after a short one."""
    if says_when(view, index + 1):
        return True
    between = view.blocks[index + 1]
    last = index + 2 == len(view.blocks)
    return between.width < SHORT and not between.prose and not last and says_when(view, index + 2)


def _names(view: View, index: int) -> bool:
    """Whether a line names people, each with first name and surname."""
    block = view.blocks[index]
    if block.ended or block.line[-1] == ":" or block.width > MAX_WIDTH or "#" in block.key:
        return False
    names = names_in(block.line)
    bare = bool(names) and block.line.startswith(names[0])  # "Edited by" names another
    return bare and all(map(_is_full, names))


def _is_full(name: str) -> bool:
    return " " in name and is_personal(name) and not name.startswith("The ")


def _beside(line: str, runs: list[Run], below_title: bool) -> Iterator[str]:
    """The names before the dates of a line and behind them."""
    for side in (line[: runs[0].start], line[runs[-1].end :]):
        rest = side.lstrip(_EDGES)
        led = opens_byline(rest)
        names = names_in(_AFTER.sub("", rest, count=1).strip(_EDGES)) if rest else []
        if all(map(_is_full, names)):
            if led or (below_title and line.startswith(rest)):
                yield from names
        elif led and len(names) == 1 and is_handle(names[0]):
            yield from names
