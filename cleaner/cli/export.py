"""`cleaner export`: finished documents in the forms of others."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options

if TYPE_CHECKING:
    from cleaner.export import Mapped


class Other(StrEnum):
    """Whose form; the names of EXPORTS."""

    dolma = "dolma"
    dolma_pages = "dolma-pages"
    datatrove = "datatrove"
    ninjs = "ninjs"
    newsarticle = "newsarticle"


def export(
    paths: options.Finished,
    form: Annotated[Other, typer.Option("--to", help="Whose form to write.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder; else standard output.")
    ] = None,
) -> int:
    """Write documents in another form, one a line, to DIR/documents/cleaner.jsonl.gz.

    dolma gets the cleaned texts. dolma-pages gets the pages as they were, and as
    DIR/attributes/cleaner/cleaner.jsonl.gz what the rules remove of them, in spans. Rejections
    are left out.
    """
    from cleaner.cli.console import emit, say
    from cleaner.export import EXPORTS
    from cleaner.files import write_atomic
    from cleaner.tree import UsageError, absolute, shown

    parts = EXPORTS[form]
    if not out:
        if len(parts) > 1:
            raise UsageError(f"{form} is written to several files: add --out DIR")
        for line in _lines(paths, parts["documents"]):
            emit(line)
        return 0
    for part, mapped in parts.items():
        file = absolute(out) / part / "cleaner.jsonl.gz"
        write_atomic(file, _gzipped(_lines(paths, mapped)), absolute(out))
        say(f"wrote {shown(file)}")
    return 0


def _lines(paths: list[Path], mapped: Mapped) -> Iterator[bytes]:
    from cleaner.finished import documents_in
    from cleaner.job import compact

    return (compact(mapped(document)) for document in documents_in(paths))


def _gzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """One gzip stream, whose header tells no time (RFC 1952: MTIME 0)."""
    import zlib

    packer = zlib.compressobj(wbits=31)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()
