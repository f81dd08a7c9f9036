"""Options that several commands share, and what they and the configuration come to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.formats import Names
    from cleaner.job import Job


class Kind(StrEnum):
    """What an input is."""

    text = "text"
    html = "html"
    jsonl = "jsonl"
    parquet = "parquet"
    warc = "warc"


class Form(StrEnum):
    """What is written."""

    json = "json"
    jsonl = "jsonl"
    jsonl_gz = "jsonl.gz"
    jsonl_zst = "jsonl.zst"
    parquet = "parquet"
    dolma = "dolma"
    datatrove = "datatrove"
    ninjs = "ninjs"
    newsarticle = "newsarticle"


class Parser(StrEnum):
    """What reads HTML."""

    auto = "auto"
    lxml = "lxml"
    bs4 = "bs4"


class DateOrder(StrEnum):
    """How 03/04/2024 is read."""

    dmy = "dmy"
    mdy = "mdy"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATHS", help="Files and folders; else those configured."),
]
Finished = Annotated[
    list[Path],
    typer.Argument(metavar="PATHS", help="Documents that clean wrote: files, folders, a run."),
]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of the documents; clean by default.")
]
From = Annotated[
    Kind | None, typer.Option("--from", help="What the inputs are, where names do not say.")
]
Packs = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rules over the built-in ones."),
]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Only rules with such an id, such as 'share/*'."),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="GLOB", help="No rules with such an id.")]
Order = Annotated[DateOrder | None, typer.Option(help="How 03/04/2024 is read.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="The day of the crawl: later dates are refused."),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(metavar="ROLE", help="Let what such rules take stay, such as comments."),
]
ParserOf = Annotated[
    Parser | None, typer.Option("--parser", help="What reads HTML; lxml where it can by default.")
]
Outlet = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Outlet or corpus.")]
MaxBytes = Annotated[int | None, typer.Option(metavar="N", min=1, help="Refuse longer inputs.")]


def settled(
    out: Path | None = None,
    packs: list[Path] | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    order: DateOrder | None = None,
    source: str | None = None,
    max_bytes: int | None = None,
    as_of: str | None = None,
    keep: list[str] | None = None,
    parser: Parser | None = None,
) -> Config:
    """The configuration found from here upward, with what the command line says over it.

    Raises UsageError when `as_of` is no day.
    """
    from dataclasses import replace

    from cleaner.config import find_config, is_day
    from cleaner.tree import UsageError

    if as_of and not is_day(as_of):
        raise UsageError(f"--as-of {as_of} is no day; write it as 2024-05-21")
    config = find_config(Path.cwd())
    return replace(
        config,
        out=(out or config.out).absolute(),
        rules=(*config.rules, *(packs or ())),
        select=tuple(select or config.select),
        ignore=tuple(ignore or config.ignore),
        date_order=order.value if order else config.date_order,
        as_of=config.as_of if as_of is None else as_of,
        source=config.source if source is None else source,
        max_bytes=max_bytes or config.max_bytes,
        keep=tuple(keep or config.keep),
        parser=parser.value if parser else config.parser,
    )


def job_of(config: Config, names: Names | None = None) -> Job:
    """The rules read and the settings made, ready for any number of inputs."""
    from cleaner.job import prepared

    return prepared(config, names)
