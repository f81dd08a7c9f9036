"""What `cleaner clean` wrote, read back: documents and rejections, in every form it writes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any

import orjson

from cleaner.files import open_input
from cleaner.formats import BrokenInputError
from cleaner.formats.compressed import Reading
from cleaner.formats.extras import needed
from cleaner.job import is_rejection
from cleaner.model import Problem
from cleaner.record import Document
from cleaner.schema import schema_id
from cleaner.tree import UsageError, kind_of, shown
from cleaner.validate import problems_of

ROWS = 256  # of a Parquet file, in memory at once


def outcomes_in(paths: Sequence[Path]) -> Iterator[Document]:
    """The outcomes in files and folders, in the order of their names, one at a time.

    Files in a folder that we did not write are passed over: the manifest, notes of the user's.
    Raises UsageError for one that is named, and for what is ours at first and then no more, or
    contradicts itself.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"no such file or folder: {shown(path)}")
        files = _below(path) if path.is_dir() else iter([path])
        for file in files:
            yield from _checked(file, named=file == path)


def documents_in(paths: Sequence[Path]) -> Iterator[Document]:
    """As `outcomes_in`, without the rejections."""
    return (outcome for outcome in outcomes_in(paths) if not is_rejection(outcome))


def _below(folder: Path) -> Iterator[Path]:
    """The files that may be ours, by their names."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _form(name):
                yield Path(place, name)


def _form(name: str) -> str:
    kind = "json" if name.lower().endswith(".json") else kind_of(name)
    return kind if kind in ("json", "jsonl", "parquet") else ""


def _checked(path: Path, *, named: bool) -> Iterator[Document]:
    ids = (schema_id("document"), schema_id("rejection"))
    for number, value in _values(path):
        ours = isinstance(value, dict) and value.get("schema") in ids
        if not ours and number == 1 and not named:
            return
        wrong = next(iter(problems_of(value)), None)
        if wrong:
            what = f"{wrong.where}: {wrong.message}" if ours else "is not what cleaner clean writes"
            raise UsageError(f"{shown(path)}:{number}: {what}")
        yield value


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    """Numbered values, from 1; None for one that is no JSON. Raises UsageError where it breaks."""
    stream = open_input(path)
    if isinstance(stream, Problem):
        raise UsageError(f"{shown(path)} {stream.message}")
    form = _form(path.name)
    with stream:
        try:
            if form == "parquet":
                parquet = needed("pyarrow.parquet", shown(path))
                batches = parquet.ParquetFile(stream).iter_batches(ROWS)
                yield from enumerate((row for batch in batches for row in batch.to_pylist()), 1)
            elif form == "jsonl":
                yield from enumerate(map(_loaded, BufferedReader(Reading(stream))), 1)
            else:
                yield 1, _loaded(stream.read())
        except (BrokenInputError, OSError, ValueError) as error:
            raise UsageError(f"{shown(path)}: {error}") from error


def _loaded(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
