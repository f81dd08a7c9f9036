"""What stands around each block: neighbours, windows, the last heading, the whole page.

Every feature is a name and a formula over the columns of `signs`; a page computes those that the
trees ask for, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from cleaner.score.signs import LAST_COLON, LAST_DOTS, LAST_STOP, Columns, Ints
from cleaner.score.words import cues

FAR = 60  # blocks: farther away is all the same
SHARE = 255  # a share of a whole, as an integer
HEADLINE = (30, 140)  # columns of a line that could be the title of a teaser
PROSE = 80  # columns from which a finished line is running text
LABEL = 40  # columns below which an unfinished line is a label
LONG = 200  # columns of a paragraph that is hardly a teaser


class Context:
    """The columns of one page, and what is derived from them, each when first asked for."""

    def __init__(self, columns: Columns) -> None:
        self.columns = dict(columns)
        self.rows = len(columns["width"])
        self._bounds: dict[tuple[int, int], tuple[Ints, Ints]] = {}

    def __getitem__(self, name: str) -> Ints:
        column = self.columns.get(name)
        if column is None:
            column = self.columns[name] = formulas()[name](self)
        return column

    def window(self, column: Ints, back: int, on: int) -> Ints:
        """The sum of the column over blocks i - back to i + on."""
        bounds = self._bounds.get((back, on))
        if bounds is None:
            at = np.arange(self.rows)
            bounds = np.maximum(at - back, 0), np.minimum(at + on + 1, self.rows)
            self._bounds[back, on] = bounds
        sums = before(column)
        return np.asarray(sums[bounds[1]] - sums[bounds[0]])

    def is_class(self, name: str) -> Ints:
        return np.asarray(self["class"] == 1 + cues().classes.index(name))


Formula = Callable[[Context], Ints]


def shift(column: Ints, by: int) -> Ints:
    """The column's value at the neighbour `by` blocks on; 0 beyond the page."""
    out = np.zeros_like(column)
    if abs(by) < len(column):
        if by > 0:
            out[:-by] = column[by:]
        else:
            out[-by:] = column[:by]
    return out


def since(mask: Ints) -> Ints:
    """Blocks since the mask last held, at or before each block; FAR without one."""
    at = np.arange(len(mask))
    return np.minimum(at - np.maximum.accumulate(np.where(mask, at, -FAR)), FAR)


def until(mask: Ints) -> Ints:
    return since(mask[::-1])[::-1]


def last(mask: Ints) -> Ints:
    """Index of the last block at or before each for which the mask holds; -1 without one."""
    return np.asarray(np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -1)))


def before(column: Ints) -> Ints:
    """The sum of the column over all blocks before each, and at the end over all."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(column)))


def _ended(c: Context) -> Ints:
    return np.asarray((c["last"] == LAST_STOP) | (c["last"] == LAST_DOTS))


def _prose(c: Context) -> Ints:
    """Width of a block that is running text, else 0."""
    running = (c["width"] >= PROSE) & (c["ended"] | (c["last"] == LAST_COLON))
    return np.where(running, c["width"], 0)


def _since_section(c: Context, share: bool) -> Ints:
    """Running text since the last heading of related articles or comments."""
    at = last(c.is_class("related") | c.is_class("comments"))
    return _prose_at(c, at) if share else _prose_since(c, at)


def _prose_at(c: Context, at: Ints) -> Ints:
    """The share of the page's running text that stands before block `at`."""
    sums = c["prose_sums"]
    return np.where(at >= 0, sums[np.maximum(at, 0)] * SHARE // max(int(sums[-1]), 1), 0)


def _prose_since(c: Context, at: Ints) -> Ints:
    sums = c["prose_sums"]
    return np.minimum(np.where(at >= 0, (sums[:-1] - sums[np.maximum(at, 0)]) // 8, 999), 999)


def _rhythm(c: Context) -> Ints:
    """A list's rhythm: the neighbours two blocks away have the same shape."""
    width, ending = c["width"], c["last"]
    same = [np.abs(width - shift(width, by)) < 12 for by in (2, -2)]
    same += [ending == shift(ending, by) for by in (2, -2)]
    return np.asarray(sum(one.astype(np.int64) for one in same))


def _median(c: Context) -> Ints:
    """The median width of the page's running text."""
    widths = np.sort(c["prose"][c["prose"] > 0])
    return np.full(c.rows, int(widths[len(widths) // 2]) if len(widths) else 0)


def _whole(c: Context, value: int, most: int = 2000) -> Ints:
    return np.full(c.rows, min(value, most))


@cache
def formulas() -> Mapping[str, Formula]:
    """All derived features by name."""
    table: dict[str, Formula] = {}
    table |= _own()
    table |= _place()
    table |= _neighbours()
    table |= _windows()
    table |= _headings()
    table |= _page()
    return table


def _own() -> dict[str, Formula]:
    """Ratios of a block's own columns, and what it is by them."""
    kinds = [kind for kind in cues().kinds if kind not in ("date", "you")]
    return {
        "words": lambda c: c["blanks"] + 1,
        "digit_share": lambda c: c["digits"] * SHARE // np.maximum(c["width"], 1),
        "capital_share": lambda c: c["capitals"] * 64 // c["words"],
        "mark_share": lambda c: (c["commas"] + c["stops"]) * 1024 // np.maximum(c["width"], 1),
        "word_width": lambda c: c["width"] * 8 // c["words"],
        "cue": lambda c: np.asarray(sum(c[f"words_{k}"] for k in kinds)) * 64 // c["words"],
        "ended": _ended,
        "prose": _prose,
        "prose_sums": lambda c: before(c["prose"]),
        "short": lambda c: ((c["width"] < LABEL) & ~c["ended"]).astype(np.int64),
        "sentence": lambda c: (c["width"] >= 25) & c["ended"],
        "headline": lambda c: (
            (c["width"] >= HEADLINE[0])
            & (c["width"] < HEADLINE[1])
            & ~c["ended"]
            & (c["words"] >= 4)
            & (c["class"] == 0)
        ),
        "labels": lambda c: c.window(c["short"], 1, 1) >= 3,
        "listed": lambda c: c["class"] > 0,
        "opened": lambda c: c["opening"] > 0,
        "rhythm": _rhythm,
    }


def _place() -> dict[str, Formula]:
    """Where a block stands, in blocks, in width and in running text."""

    def after(c: Context) -> Ints:
        return np.asarray(np.minimum((c["prose_sums"][-1] - c["prose_sums"][1:]) // 16, SHARE))

    return {
        "index": lambda c: np.minimum(np.arange(c.rows), SHARE),
        "from_end": lambda c: np.minimum(c.rows - 1 - np.arange(c.rows), SHARE),
        "place": lambda c: np.arange(c.rows) * SHARE // c.rows,
        "width_before": lambda c: before(c["width"])[:-1] * SHARE // max(int(c["width"].sum()), 1),
        "prose_before": lambda c: c["prose_sums"][:-1] * SHARE // max(int(c["prose_sums"][-1]), 1),
        "prose_before_abs": lambda c: np.minimum(c["prose_sums"][:-1] // 16, SHARE),
        "prose_after_abs": after,
    }


def _neighbours() -> dict[str, Formula]:
    table: dict[str, Formula] = {}
    near = ("capital_share", "digit_share", "seen", "cue", "class", "opening", "gap")
    pairs = [(name, by) for name in near for by in (-1, 1)]
    pairs += [(name, by) for name in ("width", "last") for by in (-2, -1, 1, 2)]
    for name, by in pairs:
        table[f"{name}{by:+d}"] = lambda c, name=name, by=by: shift(c[name], by)  # type: ignore[misc]
    return table


def _windows() -> dict[str, Formula]:
    """Sums over the blocks before (<) and after (>) a block, its own left out."""
    table: dict[str, Formula] = {}
    plain = [("short", 5), ("short", 15), ("listed", 4), ("listed", 15), ("cue", 6)]
    plain += [("headline", 6), ("sentence", 8), ("opened", 8)]
    scaled = [("prose", 2, 8), ("prose", 5, 8), ("prose", 12, 8), ("width", 5, 4)]
    for name, reach, unit in [*((n, r, 1) for n, r in plain), *scaled]:
        table[f"{name}<{reach}"] = lambda c, n=name, r=reach, u=unit: np.minimum(  # type: ignore[misc]
            c.window(c[n], r, -1) // u, 999
        )
        table[f"{name}>{reach}"] = lambda c, n=name, r=reach, u=unit: np.minimum(  # type: ignore[misc]
            c.window(c[n], -1, r) // u, 999
        )
    for kind in ("date", "byline"):
        table[f"{kind}s_near"] = lambda c, k=kind: c.window(  # type: ignore[misc]
            (c[f"words_{k}"] > 0) & (c["width"] < PROSE), 9, 9
        )
    table["comments_near"] = lambda c: c.window(c["words_comments"] > 0, 15, 15)
    table["biographies_near"] = lambda c: c.window(c["biography"] > 0, 8, 8)
    return table


def _headings() -> dict[str, Formula]:
    """How far the last heading or label of each class is, and the next."""
    table: dict[str, Formula] = {}
    for name in ("related", "comments", "share", "tags", "account", "author", "legal", "bio"):
        table[f"since_{name}"] = lambda c, n=name: since(c.is_class(n))  # type: ignore[misc]
        table[f"until_{name}"] = lambda c, n=name: until(c.is_class(n))  # type: ignore[misc]
    for name in ("related", "comments", "bio", "references", "tags"):
        table[f"prose_before_{name}"] = lambda c, n=name: _prose_at(c, last(c.is_class(n)))  # type: ignore[misc]
    table["since_references"] = lambda c: since(c.is_class("references"))
    table["prose_before_section"] = lambda c: _since_section(c, True)
    table["prose_since_section"] = lambda c: _since_section(c, False)
    marks: dict[str, Formula] = {
        "sentence": lambda c: c["sentence"],
        "prose": lambda c: c["prose"] > 0,
        "paragraph": lambda c: c["prose"] >= LONG,
        "labels": lambda c: c["labels"],
    }
    for name, formula in marks.items():
        table[f"since_{name}"] = lambda c, f=formula: since(f(c))  # type: ignore[misc]
        table[f"until_{name}"] = lambda c, f=formula: until(f(c))  # type: ignore[misc]
    return table


def _page() -> dict[str, Formula]:
    return {
        "page_blocks": lambda c: _whole(c, c.rows),
        "page_prose": lambda c: _whole(c, int(c["prose_sums"][-1]) // 16),
        "page_prose_share": lambda c: _whole(
            c, int(c["prose_sums"][-1]) * SHARE // max(int(c["width"].sum()), 1)
        ),
        "page_median": _median,
        "width_by_median": lambda c: np.minimum(
            c["width"] * 64 // np.maximum(c["page_median"], 20), 999
        ),
    }


# What may be a feature of the trees: columns of one integer a block.
INTERNAL = ("prose_sums", "ended", "sentence", "headline", "labels", "listed", "opened")


def names(columns: Columns) -> list[str]:
    """Every feature there is, sorted."""
    return sorted(({*columns} | {*formulas()}) - {*INTERNAL, "weight"})
