"""Columns that follow from other columns: ratios, masks, places on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from cleaner.score.signs import LAST_COLON, LAST_DOTS, LAST_STOP, Ints, before
from cleaner.score.words import cues

SHARE = 255  # a share of a whole, as an integer
HEADLINE = (30, 140)  # columns of a line that could be the title of a teaser
PROSE = 80  # columns from which a finished line is running text
LABEL = 40  # columns below which an unfinished line is a label
LONG = 200  # columns of a paragraph that is hardly a teaser

Asked = Mapping[str, Ints]  # the columns of a page, by name
Formula = Callable[[Asked], Ints]

# Headings that say what follows them.
SECTIONS = ("related", "comments", "bio", "references", "tags")
HEADINGS = (*SECTIONS, "share", "account", "author", "legal")


def last(mask: Ints) -> Ints:
    """Index of the last block at or before each for which the mask holds; -1 without one."""
    return np.asarray(np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -1)))


@cache
def formulas() -> Mapping[str, Formula]:
    """All formulas by the name of their column."""
    return _own() | _masks() | _place() | _headings() | _page() | _passed()


def _own() -> dict[str, Formula]:
    """Ratios of a block's own columns."""
    kinds = [kind for kind in cues().kinds if kind not in ("date", "you")]
    return {
        "words": lambda c: c["blanks"] + 1,
        "digit_share": lambda c: c["digits"] * SHARE // np.maximum(c["width"], 1),
        "capital_share": lambda c: c["capitals"] * 64 // c["words"],
        "mark_share": lambda c: (c["commas"] + c["stops"]) * 1024 // np.maximum(c["width"], 1),
        "word_width": lambda c: c["width"] * 8 // c["words"],
        "cue": lambda c: np.asarray(sum(c[f"words_{k}"] for k in kinds)) * 64 // c["words"],
        "prose": lambda c: np.where(c["is_prose"], c["width"], 0),
        "prose_8": lambda c: c["prose"] // 8,
        "width_4": lambda c: c["width"] // 4,
        "rhythm": _rhythm,
        "size": lambda c: np.minimum(1 + c["width"] // 6, 80),
        "lexicon_mass": lambda c: c["lexicon"] * c["size"],
        # of HTML
        "link_mass": lambda c: c["links"] * c["size"],
        "around_mass": lambda c: c["around_sum"] * c["size"],
        "near_mass": lambda c: c["near_sum"] * c["size"],
        "headed": lambda c: c["heading"] > 0,
    }


def _masks() -> dict[str, Formula]:
    """What a block is by its own columns, 1 or 0."""

    def is_class(name: str) -> Formula:
        number = 1 + cues().classes.index(name)
        return lambda c: c["class"] == number

    def headline(c: Asked) -> Ints:
        low, high = HEADLINE
        fits = (c["width"] >= low) & (c["width"] < high) & (c["words"] >= 4)
        return np.asarray(fits & (c["ended"] == 0) & (c["class"] == 0))

    return {
        "ended": lambda c: (c["last"] == LAST_STOP) | (c["last"] == LAST_DOTS),
        "is_prose": lambda c: (
            (c["width"] >= PROSE) & ((c["ended"] != 0) | (c["last"] == LAST_COLON))
        ),
        "short": lambda c: (c["width"] < LABEL) & (c["ended"] == 0),
        "sentence": lambda c: (c["width"] >= 25) & (c["ended"] != 0),
        "paragraph": lambda c: c["prose"] >= LONG,
        "headline": headline,
        "labels": _labels,
        "listed": lambda c: c["class"] > 0,
        "opened": lambda c: c["opening"] > 0,
        "dated": lambda c: (c["words_date"] > 0) & (c["width"] < PROSE),
        "signed": lambda c: (c["words_byline"] > 0) & (c["width"] < PROSE),
        "answer": lambda c: c["words_comments"] > 0,
        **{name: is_class(name) for name in HEADINGS},
        "section": lambda c: c["related"] | c["comments"],
    }


def _labels(c: Asked) -> Ints:
    """A label between two labels: a menu."""
    short = c["short"]
    both = np.zeros_like(short)
    both[1:-1] = short[:-2] & short[1:-1] & short[2:]
    return both


def _rhythm(c: Asked) -> Ints:
    """A list's rhythm: how like the neighbours two blocks away are, 0 to 4."""
    out = np.zeros(len(c["width"]), np.int64)
    for column, most in (("width", 12), ("last", 1)):
        same = (np.abs(c[column][2:] - c[column][:-2]) < most).astype(np.int64)
        out[2:] += same
        out[:-2] += same
    return out


def _place() -> dict[str, Formula]:
    """Where a block stands, in blocks, in width and in running text."""

    def share_before(c: Asked, column: str) -> Ints:
        sums = before(c[column])
        return np.asarray(sums[:-1] * SHARE // max(int(sums[-1]), 1))

    return {
        "index": lambda c: np.minimum(np.arange(len(c["width"])), SHARE),
        "from_end": lambda c: np.minimum(np.arange(len(c["width"]))[::-1], SHARE),
        "place": lambda c: np.arange(len(c["width"])) * SHARE // len(c["width"]),
        "width_before": lambda c: share_before(c, "width"),
        "prose_before": lambda c: share_before(c, "prose"),
        "prose_sums": lambda c: before(c["prose"]),
        "prose_above": lambda c: np.minimum(c["prose_sums"][:-1] // 16, SHARE),
        "prose_below": lambda c: np.minimum(
            (c["prose_sums"][-1] - c["prose_sums"][1:]) // 16, SHARE
        ),
    }


def _headings() -> dict[str, Formula]:
    """The share of the page's running text that stands before the last heading of each kind."""

    def at_heading(name: str) -> Formula:
        def formula(c: Asked) -> Ints:
            sums, at = c["prose_sums"], last(c[name])
            share = sums[np.maximum(at, 0)] * SHARE // max(int(sums[-1]), 1)
            return np.where(at >= 0, share, 0)

        return formula

    def since_section(c: Asked) -> Ints:
        sums, at = c["prose_sums"], last(c["section"])
        since = np.minimum((sums[:-1] - sums[np.maximum(at, 0)]) // 8, 999)
        return np.where(at >= 0, since, 999)

    table: dict[str, Formula] = {
        f"prose_before_{name}": at_heading(name) for name in (*SECTIONS, "section")
    }
    return table | {"prose_since_section": since_section}


def _page() -> dict[str, Formula]:
    def whole(value: Callable[[Asked], int]) -> Formula:
        return lambda c: np.full(len(c["width"]), min(value(c), 2000))

    def median(c: Asked) -> int:
        widths = np.sort(c["prose"][c["prose"] > 0])
        return int(widths[len(widths) // 2]) if len(widths) else 0

    return {
        "page_blocks": whole(lambda c: len(c["width"])),
        "page_prose": whole(lambda c: int(c["prose_sums"][-1]) // 16),
        "page_prose_share": whole(
            lambda c: int(c["prose_sums"][-1]) * SHARE // max(int(c["width"].sum()), 1)
        ),
        "page_median": whole(median),
        "width_by_median": lambda c: np.minimum(
            c["width"] * 64 // np.maximum(c["page_median"], 20), 999
        ),
    }


def _passed() -> dict[str, Formula]:
    """What the first pass thought of the page: `chance`, its probability in 1/256, by block."""
    return {
        "mass": lambda c: c["chance"] * c["size"],
        "mass_before": lambda c: (
            before(c["mass"])[:-1] * SHARE // np.maximum(int(c["mass"].sum()), 1)
        ),
        "page_mass": lambda c: np.full(len(c["width"]), min(int(c["mass"].sum()) // SHARE, 30_000)),
        "page_chance": lambda c: np.full(
            len(c["width"]), int(c["mass"].sum()) // int(c["size"].sum())
        ),
        "chance_rank": lambda c: _ranked(c["chance"], c["size"]),
    }


def _ranked(chance: Ints, words: Ints) -> Ints:
    """The share of the page's words that stand in blocks with a better chance."""
    order = np.argsort(-chance, kind="stable")
    out = np.empty(len(chance), np.int64)
    out[order] = before(words[order])[:-1] * SHARE // max(int(words.sum()), 1)
    return out
