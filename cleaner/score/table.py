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
    """Features sorted by form; every list names a feature and what it is made of."""

    plain: tuple[str, ...]
    shifts: Mapping[int, Sequence[tuple[str, str]]]  # by distance: feature, column
    sums: Mapping[tuple[str, int], Sequence[tuple[str, str, bool]]]  # by window: ..., a mean?
    runs: Mapping[str, Sequence[tuple[str, str]]]  # "since" and "until": feature, mask


@cache
def planned(names: tuple[str, ...]) -> Plan:
    """The plan for these features. Raises KeyError for a name that is none."""
    plain: list[str] = []
    shifts: dict[int, list[tuple[str, str]]] = {}
    sums: dict[tuple[str, int], list[tuple[str, str, bool]]] = {}
    runs: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        form = _FORM.fullmatch(name)
        if form is None:
            plain.append(name)
        elif form["shift"]:
            shifts.setdefault(int(form["by"]), []).append((name, form["shift"]))
        elif form["run"]:
            runs.setdefault(form["run"], []).append((name, form["mask"]))
        else:
            window = (form["side"], int(form["reach"]))
            sums.setdefault(window, []).append((name, form["column"], bool(form["mean"])))
    return Plan(tuple(plain), shifts, sums, runs)


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

    def features(self, names: Sequence[str]) -> Columns:
        """The features by name, one row a block."""
        plan = planned(tuple(names))
        found: Columns = {name: self[name] for name in plan.plain}
        for by, shifts in plan.shifts.items():
            found |= _shifted(self, by, shifts)
        if plan.sums:
            found |= _summed(self, plan.sums)
        for way, runs in plan.runs.items():
            found |= _run(self, way, runs)
        return found


def _matrix(table: Table, columns: Sequence[str]) -> Ints:
    return np.stack([table[column] for column in columns])


def _shifted(table: Table, by: int, shifts: Sequence[tuple[str, str]]) -> Columns:
    rows = table.rows
    out = np.zeros((len(shifts), rows), np.int64)
    if abs(by) < rows:
        values = _matrix(table, [column for _, column in shifts])
        if by > 0:
            out[:, :-by] = values[:, by:]
        else:
            out[:, -by:] = values[:, :by]
    return dict(zip((name for name, _ in shifts), out, strict=True))


def _summed(
    table: Table, windows: Mapping[tuple[str, int], Sequence[tuple[str, str, bool]]]
) -> Columns:
    """Sums, and means by words, from the running sums of each column."""
    used = {column: None for group in windows.values() for _, column, _ in group}
    columns = [WEIGHT, *(column for column in used if column != WEIGHT)]
    running = np.zeros((len(columns), table.rows + 1), np.int64)
    np.cumsum(_matrix(table, columns), axis=1, out=running[:, 1:])
    place = {column: number for number, column in enumerate(columns)}
    at = np.arange(table.rows)
    found: Columns = {}
    for (side, reach), group in windows.items():
        low = np.maximum(at - reach, 0) if side == "<" else at + 1
        high = at if side == "<" else np.minimum(at + 1 + reach, table.rows)
        rows = [place[column] for _, column, _ in group]
        sums = running[rows][:, high] - running[rows][:, low]
        words = np.maximum(running[0][high] - running[0][low], 1)
        for (name, _, mean), total in zip(group, sums, strict=True):
            found[name] = total // words if mean else np.minimum(total, MOST)
    return found


def _run(table: Table, way: str, runs: Sequence[tuple[str, str]]) -> Columns:
    """How far the last block is, or the next one, for which a mask holds; FAR without one."""
    masks = _matrix(table, [mask for _, mask in runs]) != 0
    if way == "until":
        masks = masks[:, ::-1]
    at = np.arange(table.rows)
    last = np.maximum.accumulate(np.where(masks, at, -FAR), axis=1)
    gone = np.minimum(at - last, FAR)
    if way == "until":
        gone = gone[:, ::-1]
    return dict(zip((name for name, _ in runs), gone, strict=True))
