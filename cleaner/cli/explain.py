"""`cleaner explain`: a page with the rule that took each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options

if TYPE_CHECKING:
    from cleaner.model import Found


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A raw document.")],
    kind: options.From = None,
    rules: options.Packs = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    date_order: options.Order = None,
    as_of: options.AsOf = None,
    keep: options.Keep = None,
    parser: options.ParserOf = None,
    source: options.Outlet = None,
) -> int:
    """Show what is removed from a document, and by which rule.

    "- " stands before a removed line, "~ " before one that loses what is in [[...]], and behind
    it the rule. Below stands what was read from the page, and the warnings.
    """
    from cleaner.cli.console import colourful, emit_lines
    from cleaner.explain import NOTE, rendered, summary
    from cleaner.explain import explain as lines_of
    from cleaner.flow import clean
    from cleaner.job import judge, page
    from cleaner.tree import UsageError, plan
    from cleaner.visible import visible

    config = options.settled(
        None, rules, select, ignore, date_order, source, as_of=as_of, keep=keep, parser=parser
    )
    job = options.job_of(config)
    seeds = plan([file], config.seeds, config.out, kind or "").seeds
    if len(seeds) != 1 or file.is_dir():
        raise UsageError(f"{file} is not one text or HTML file")
    one = page(seeds[0], job)
    found: tuple[Found, ...] = ()
    if not one.problem:
        colour, cleaned = colourful(), clean(one.source, job.book)
        emit_lines(rendered(line, colour=colour) for line in lines_of(cleaned))
        found = cleaned.found
    emit_lines(f"{NOTE.strip()} {visible(line)}" for line in summary(judge(one, job), found))
    return 0
