"""`cleaner check`: are the documents what the seeds give?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options

AddedOnly = Annotated[
    bool, typer.Option("--added-only", help="Only files that the commit adds or renames.")
]


def check(
    paths: options.Paths = None,
    out: options.Out = None,
    kind: options.From = None,
    rules: options.Packs = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    date_order: options.Order = None,
    as_of: options.AsOf = None,
    keep: options.Keep = None,
    parser: options.ParserOf = None,
    source: options.Outlet = None,
    max_bytes: options.MaxBytes = None,
    added_only: AddedOnly = False,
) -> int:
    """Compare the documents in --out with the seeds, and write nothing.

    Exit 1 when one is missing, stale, edited by hand or invalid, or when its seed is gone.
    """
    from cleaner.check import findings, orphan
    from cleaner.cli.console import emit_lines, say
    from cleaner.cli.progress import track
    from cleaner.cli.trees import planned, unaccounted
    from cleaner.git import added
    from cleaner.job import run
    from cleaner.tree import shown

    config = options.settled(
        out, rules, select, ignore, date_order, source, max_bytes, as_of, keep, parser
    )
    job = options.job_of(config)
    todo = planned(paths or config.seeds, config, job, kind)
    todo = todo.only(added()) if added_only else todo
    seeds = track(todo.seeds, len(todo.seeds), "checking")
    results = [run(seed, job, write=False, force=True) for seed in seeds]
    found = [problem for result in results for problem in findings(result)]
    found += map(orphan, unaccounted(todo, [result.path for result in results], config, job))
    emit_lines(f"{shown(Path(one.where))}: {one.code} {one.message}" for one in found)
    if found:
        say(f"to repair: cleaner clean{_options({one.code for one in found})}")
    return 1 if found else 0


def _options(codes: set[str]) -> str:
    """What `clean` must be told to repair findings of these codes."""
    force = " --force" if codes & {"edited", "invalid"} else ""
    return force + (" --prune" if "orphan" in codes else "")
