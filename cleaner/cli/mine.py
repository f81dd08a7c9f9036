"""`cleaner mine`: rules proposed for lines that recur from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options
from cleaner.cli.clean import MEMORY, SECONDS, Jobs

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.job import Job
    from cleaner.mine.draft import Draft
    from cleaner.record import Document

Cleaned = Annotated[
    bool, typer.Option("--cleaned", help="PATHS are documents that clean wrote, or a run folder.")
]
Pack = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A folder of rules, for the drafts.")
]
Documents = Annotated[
    int, typer.Option("--min-documents", metavar="N", min=2, help="Documents a line stands in.")
]
Sites = Annotated[
    int,
    typer.Option("--min-sources", metavar="N", min=2, help="Sources, for a rule without a site."),
]
Share = Annotated[
    float, typer.Option("--min-share", min=0, max=1, help="Of the documents of its site.")
]
Memory = Annotated[str, typer.Option("--memory", metavar="SIZE", help="What DuckDB may take.")]
Temporary = Annotated[
    Path | None, typer.Option("--temp", metavar="DIR", help="Where counts are kept meanwhile.")
]


def mine(
    paths: options.Paths = None,
    out: Pack = None,
    cleaned: Cleaned = False,
    min_documents: Documents = 8,
    min_sources: Sites = 3,
    min_share: Share = 0.05,
    memory: Memory = "1GB",
    temp: Temporary = None,
    kind: options.From = None,
    rules: options.Packs = None,
    source: options.Outlet = None,
    max_bytes: options.MaxBytes = None,
    jobs: Jobs = None,
) -> int:
    """Count the lines that cleaning leaves, and draft rules for those that recur.

    PATHS are what clean takes. Nothing is removed: a draft is shown by explain and does nothing
    until a person sets its status to stable.
    """
    from cleaner.cli.console import emit_lines, say
    from cleaner.finished import documents_in
    from cleaner.mine import mine as mined
    from cleaner.mine.count import Least

    config = options.settled(None, rules, source=source, max_bytes=max_bytes)
    job = options.job_of(config)
    found = (
        documents_in(paths or [config.out])
        if cleaned
        else _documents(paths, config, job, kind, jobs)
    )
    least = Least(min_documents, min_sources, min_share)
    drafts = mined(found, job.book, least, memory=memory, folder=temp)
    emit_lines(line for draft in drafts for line in _shown(draft))
    lines = sum(len(draft.lines) for draft in drafts)
    say(f"{lines} lines, {len(drafts)} rules" + ("" if out else "; --out DIR writes them"))
    if out:
        _write(drafts, out)
    return 0


def _documents(
    paths: list[Path] | None, config: Config, job: Job, kind: str | None, jobs: int | None
) -> Iterator[Document]:
    """The documents of pages, cleaned now; what is rejected has no lines to count."""
    from cleaner.batch.limits import Limits
    from cleaner.batch.ordered import outcomes
    from cleaner.batch.pool import cores
    from cleaner.cli.streams import items_of
    from cleaner.job import is_rejection

    items = items_of(paths or config.seeds, config, job.how, kind)
    for outcome in outcomes(items, config, job, jobs or cores(), Limits(SECONDS, MEMORY)):
        if not is_rejection(outcome):
            yield outcome


def _shown(draft: Draft) -> Iterator[str]:
    from cleaner.mine.draft import described
    from cleaner.visible import visible

    yield f"{draft.id}" + ("" if draft.text else " (no example could be drawn: no rule)")
    for line in draft.lines:
        yield f"  {visible(line.key)}"
        yield f"    {visible(described(line))}"


def _write(drafts: Sequence[Draft], out: Path) -> None:
    """The drafts as files of a pack; what is there already was edited, and stays."""
    from cleaner.cli.console import say
    from cleaner.files import write_atomic
    from cleaner.tree import absolute, shown

    pack = absolute(out)
    for draft in drafts:
        path = pack / f"{draft.id}.toml"
        if path.exists():
            say(f"{shown(path)} is there already: left as it is")
        elif draft.text:
            write_atomic(path, [draft.text.encode()], pack)
            say(f"wrote {shown(path)}")
