"""`cleaner report`: what documents came to, and what is other than last time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options

Near = Annotated[
    bool, typer.Option("--near-duplicates", help="Find documents of nearly the same text.")
]
Old = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A report from before: say what moved.")
]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the report; - for stdout.")
]

STDOUT = Path("-")


def report(
    paths: options.Finished,
    json: Json = None,
    compare: Old = None,
    near_duplicates: Near = False,
) -> int:
    """Count what cleaning removed, kept and rejected in documents or a run folder.

    A run's report.json is read as it is.

    With --compare, print instead the rates of sources and rules that are not what they were, and
    exit 1 when there are any.
    """
    from cleaner.cli.console import emit, emit_lines
    from cleaner.drift import moves
    from cleaner.files import write_atomic
    from cleaner.finished import outcomes_in
    from cleaner.job import pretty
    from cleaner.overview import is_report, made, overview, read_report
    from cleaner.tree import UsageError, absolute

    old = read_report(compare) if compare else None
    single = paths[0] if len(paths) == 1 and is_report(paths[0]) else None
    if single and near_duplicates:
        raise UsageError("near-duplicates are found in documents: name them, not their report")
    found = read_report(single) if single else made(outcomes_in(paths), near=near_duplicates)
    if json == STDOUT:
        emit(pretty(found))
    elif json:
        write_atomic(absolute(json), [pretty(found)], absolute(json).parent)
    moved = moves(old, found) if old else []
    if json != STDOUT:
        emit_lines(overview(found) if not old else map(str, moved))
    return 1 if moved else 0
