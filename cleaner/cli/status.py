"""`cleaner status`: how far a run folder is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def status(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The --out of a run.")],
) -> int:
    """Show what a run is and how far it is: shards, documents, rejections by reason.

    Exit 1 while shards are missing.
    """
    from cleaner.batch import manifest
    from cleaner.batch.meter import Meter
    from cleaner.batch.run import begun
    from cleaner.cli.console import emit_lines
    from cleaner.files import locked
    from cleaner.tree import UsageError

    there = manifest.read(folder)
    if there is None:
        raise UsageError(f"{folder} is no run folder: it has no {manifest.NAME}")
    head, entries = there
    found = begun(entries)
    with locked(folder) as free:
        state = "finished" if found.done else "interrupted" if free else "running"
    meter = Meter(sum(one["bytes"] for one in head["inputs"]), 0.0, found.tally, found.read)
    lines = [
        f"{state}: {found.shards} shards of {head['to']}, by cleaner {head['version']}",
        f"inputs: {', '.join(one['path'] for one in head['inputs'])}",
        f"{found.tally.documents:,} documents; {meter.shares()}; {meter.rejected()}",
    ]
    if not found.done and meter.total:
        lines.append(f"{meter.share():.0%} of {meter.total / 1e6:,.1f} MB done")
    emit_lines(lines)
    return 0 if found.done else 1
