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

    With --compare, print instead the rates of sources and rules that are not what they were, and
    exit 1 when there are any.
    """
    from cleaner.cli.console import emit, emit_lines
    from cleaner.drift import moves
    from cleaner.files import write_atomic
    from cleaner.finished import outcomes_in
    from cleaner.job import pretty
    from cleaner.overview import made, overview, read_report
    from cleaner.tree import absolute

    old = read_report(compare) if compare else None
    found = made(outcomes_in(paths), near=near_duplicates)
    if json == STDOUT:
        emit(pretty(found))
    elif json:
        write_atomic(absolute(json), [pretty(found)], absolute(json).parent)
    moved = moves(old, found) if old else []
    if json != STDOUT:
        emit_lines(overview(found) if not old else map(str, moved))
    return 1 if moved else 0
