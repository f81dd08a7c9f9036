"""`cleaner clean`: raw documents in, JSON documents out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options

# A page takes 5 ms and a book of 10 MB 10 s: what takes longer is not understood.
SECONDS = 60.0
# A page of the largest size that is let in (64 MB) takes 1 GB.
MEMORY = 2 * 2**30
# Some 100 MB of pages: half a minute of work is what a kill can cost.
SHARD = 10_000

ToForm = Annotated[
    options.Form | None, typer.Option("--to", help="A file a document, one stream, or shards.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would be.")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; show how outputs would change.")]
Force = Annotated[bool, typer.Option("--force", help="Clean again what is up to date.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove documents whose seeds are gone.")]
Strict = Annotated[
    bool, typer.Option("--exit-nonzero-on-change", help="Exit 1 when a file was written.")
]
TextField = Annotated[str, typer.Option(metavar="NAME", help="Where a line or row has its text.")]
HtmlField = Annotated[str, typer.Option(metavar="NAME", help="Where it has its HTML.")]
IdField = Annotated[str, typer.Option(metavar="NAME", help="Where it has its id.")]
UrlField = Annotated[str, typer.Option(metavar="NAME", help="Where it has its address.")]
SourceField = Annotated[str, typer.Option(metavar="NAME", help="Where it has its outlet.")]
Jobs = Annotated[int | None, typer.Option(metavar="N", min=1, help="Workers; one a core.")]
ShardSize = Annotated[int, typer.Option(metavar="N", min=1, help="Inputs a shard.")]
MaxSeconds = Annotated[
    float, typer.Option(metavar="S", min=0, help="Processor time one document may take; 0: any.")
]
MaxMemory = Annotated[
    int, typer.Option(metavar="N", min=0, help="Bytes of memory one document may take; 0: any.")
]
Restart = Annotated[bool, typer.Option("--restart", help="Begin the run folder anew.")]
Profile = Annotated[bool, typer.Option("--profile", help="Tell the processor time by stage.")]
ReportTo = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write the report here too.")
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
    text_field: TextField = "text",
    html_field: HtmlField = "html",
    id_field: IdField = "id",
    url_field: UrlField = "url",
    source_field: SourceField = "source",
    jobs: Jobs = None,
    shard_size: ShardSize = SHARD,
    max_seconds: MaxSeconds = SECONDS,
    max_memory: MaxMemory = MEMORY,
    restart: Restart = False,
    profile: Profile = False,
    report: ReportTo = None,
) -> int:
    """Clean documents: PATHS, or the configured folder of seeds, into the folder --out.

    With - for standard input, a file that holds many documents (.jsonl, .parquet, .warc, also .gz
    and .zst) or --to jsonl, all goes into one stream: to standard output, or to a file --out. Where
    --out is a folder it goes there in shards; a run that was broken off is gone on with. One stream
    is made by one process, document by document, and with --jobs by workers, 64 at a time.

    What cannot be cleaned is put down with the reason: under _rejected; in a stream, in its place;
    in a run, in shards of its own. Exit 1 when an input was newly rejected or broke off.
    """
    from cleaner.batch.limits import Limits
    from cleaner.cli import streams, trees
    from cleaner.formats import Names
    from cleaner.tree import UsageError, expanded

    config = options.settled(
        out, rules, select, ignore, date_order, source, max_bytes, as_of, keep, parser
    )
    names = Names(text_field, html_field, id_field, url_field, source_field)
    limits = Limits(max_seconds, max_memory)
    inputs = expanded(paths or config.seeds)
    shards = streams.wanted(inputs, kind, form) and streams.into_shards(out, form)
    if not shards and (restart or profile or report):
        raise UsageError("--restart, --profile and --report are for shards: see --to and --out")
    job = options.job_of(config, names)
    if not streams.wanted(inputs, kind, form):
        written = not (dry_run or diff)
        how = trees.How(written, diff, force, prune, exit_nonzero_on_change, jobs, limits)
        return trees.clean(inputs, config, job, kind, how)
    if not shards:
        return streams.clean(inputs, config, job, streams.How(kind, form, out, jobs, limits))
    from cleaner.cli import runs

    asked = (form or "", kind or "", names, jobs, shard_size, limits, restart, profile, report)
    return runs.clean(inputs, config, job, runs.How(*asked))
