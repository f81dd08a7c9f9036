"""`cleaner clean`: raw documents in, JSON documents out."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli import options

ToForm = Annotated[
    options.Form | None, typer.Option("--to", help="A file a document, or all in one stream.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would be.")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; show how outputs would change.")]
Force = Annotated[bool, typer.Option("--force", help="Clean again what is up to date.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove documents whose seeds are gone.")]
Strict = Annotated[
    bool, typer.Option("--exit-nonzero-on-change", help="Exit 1 when a file was written.")
]


def clean(
    paths: options.Paths = None,
    out: options.Out = None,
    kind: options.From = None,
    form: ToForm = None,
    rules: options.Packs = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    date_order: options.Order = None,
    as_of: options.AsOf = None,
    keep: options.Keep = None,
    parser: options.ParserOf = None,
    source: options.Outlet = None,
    max_bytes: options.MaxBytes = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    force: Force = False,
    prune: Prune = False,
    exit_nonzero_on_change: Strict = False,
) -> int:
    """Clean documents: PATHS, or the configured folder of seeds, into the folder --out.

    Files are text or HTML. With - for standard input, a .jsonl file or --to jsonl, everything
    goes into one stream: to the file --out where that is given, else to standard output. A line
    of JSON lines is {"id", "text"}, or "html" for "text", with "url" and "source" where known.

    What cannot be cleaned is put down with the reason under _rejected; in a stream, in its place.
    Exit 1 when an input was newly rejected.
    """
    from cleaner.cli import streams, trees

    config = options.settled(
        out,
        rules,
        select,
        ignore,
        date_order,
        source,
        max_bytes,
        as_of=as_of,
        keep=keep,
        parser=parser,
    )
    job = options.job_of(config)
    if streams.wanted(paths or (), kind, form):
        return streams.clean(paths or config.seeds, config, job, kind, form, out)
    how = trees.How(not (dry_run or diff), diff, force, prune, exit_nonzero_on_change)
    return trees.clean(paths or config.seeds, config, job, kind, how)
