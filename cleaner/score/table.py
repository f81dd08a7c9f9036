"""What stands around each block: neighbours, windows, the last heading, the whole page.

A feature is a name, and its form says how it comes from the columns:

    width          a column of the block itself, or a formula over columns (`formulas`)
    width@+1       the column of the block one on; 0 beyond the page
    short<8        its sum over the eight blocks before, the block itself left out
    mass~>25       its sum over the 25 blocks after, by their words: of a mass, the mean
    since prose    blocks since one for which it last held, the block itself counting
    until legal    blocks until one for which it holds next

All features of one form are computed at once, over a matrix of columns: a page has some hundred
features, and numpy's price is for the call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from cleaner.score.formulas import formulas
from cleaner.score.signs import Columns, Ints

FAR = 60  # blocks: farther away is all the same
MOST = 999  # what a sum or a count is cut off at
WEIGHT = "size"  # the column by which means are weighted, and masses made

_FORM = re.compile(
    r"(?P<shift>.+)@(?P<by>[+-]\d)|(?P<run>since|until) (?P<mask>.+)"
    r"|(?P<column>[^~<>]+)(?P<mean>~?)(?P<side>[<>])(?P<reach>\d+)"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Features sorted by form, each as its place among the features and what it is made of."""

    plain: Sequence[tuple[int, str]]
    shifts: Mapping[int, Sequence[tuple[int, str]]]  # by distance: place, column
    summed: Sequence[str]  # the columns that are summed up, the weight first
    sums: Mapping[tuple[str, int], Sequence[tuple[int, int, bool]]]  # by window: ..., a mean?
    runs: Mapping[str, Sequence[tuple[int, str]]]  # "since" and "until": place, mask


@cache
def planned(names: tuple[str, ...]) -> Plan:
    """The plan for these features."""
    plain: list[tuple[int, str]] = []
    shifts: dict[int, list[tuple[int, str]]] = {}
    summed = {WEIGHT: 0}
    sums: dict[tuple[str, int], list[tuple[int, int, bool]]] = {}
    runs: dict[str, list[tuple[int, str]]] = {}
    for place, name in enumerate(names):
        form = _FORM.fullmatch(name)
        if form is None:
            plain.append((place, name))
        elif form["shift"]:
            shifts.setdefault(int(form["by"]), []).append((place, form["shift"]))
        elif form["run"]:
            runs.setdefault(form["run"], []).append((place, form["mask"]))
        else:
            column = summed.setdefault(form["column"], len(summed))
            window = (form["side"], int(form["reach"]))
            sums.setdefault(window, []).append((place, column, bool(form["mean"])))
    return Plan(plain, shifts, list(summed), sums, runs)


class Table(dict[str, Ints]):
    """The columns of one page; formulas over them are computed when first asked for."""

    def __missing__(self, name: str) -> Ints:
        column = self[name] = np.asarray(formulas()[name](self)).astype(np.int64)
        return column

    def own(self) -> Columns:
        """The columns that were given, without what was derived from them."""
        return {name: column for name, column in self.items() if name not in formulas()}

    @property
    def rows(self) -> int:
        return len(self["width"])

    def features(self, names: tuple[str, ...]) -> Ints:
        """The features: a row for each name, a column for each block. Raises KeyError for a
        name that is none."""
        plan = planned(names)
        out = np.zeros((len(names), self.rows), np.int64)
        for place, name in plan.plain:
            out[place] = self[name]
        for by, shifts in plan.shifts.items():
            _shift(self, by, shifts, out)
        if plan.sums:
            _sum(self, plan, out)
        for way, runs in plan.runs.items():
            _run(self, way, runs, out)
        return out


def _shift(table: Table, by: int, shifts: Sequence[tuple[int, str]], out: Ints) -> None:
    if abs(by) < table.rows:
        for place, column in shifts:
            if by > 0:
                out[place, :-by] = table[column][by:]
            else:
                out[place, -by:] = table[column][:by]


def _sum(table: Table, plan: Plan, out: Ints) -> None:
    """Sums, and means by words, from the running sums of each column."""
    rows = table.rows
    running = np.zeros((rows + 1, len(plan.summed)), np.int64)
    np.cumsum(np.stack([table[name] for name in plan.summed], 1), axis=0, out=running[1:])
    at = np.arange(rows)
    for (side, reach), group in plan.sums.items():
        low, high = (
            (np.maximum(at - reach, 0), at)
            if side == "<"
            else (at + 1, np.minimum(at + 1 + reach, rows))
        )
        sums = (running.take(high, 0) - running.take(low, 0)).T
        words = np.maximum(sums[0], 1)
        for place, column, mean in group:
            out[place] = sums[column] // words if mean else np.minimum(sums[column], MOST)


def _run(table: Table, way: str, runs: Sequence[tuple[int, str]], out: Ints) -> None:
    """How far the last block is, or the next one, for which a mask holds; FAR without one."""
    masks = np.stack([table[mask] for _, mask in runs]) != 0
    if way == "until":
        masks = masks[:, ::-1]
    at = np.arange(table.rows)
    last = np.maximum.accumulate(np.where(masks, at, -FAR), axis=1)
    gone = np.minimum(at - last, FAR)
    out[[place for place, _ in runs]] = gone if way == "since" else gone[:, ::-1]
