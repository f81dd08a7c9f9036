"""The manifest of a run folder: what the run is, then a line for each finished shard.

A line is written when the shard is on the disk, and synced: what it names is there, whatever
happens after. A line cut short by a crash is cut off when the run goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from cleaner.files import OutputError, append_synced, write_atomic
from cleaner.formats import Place
from cleaner.tree import UsageError

NAME = "manifest.jsonl"
SCHEMA = "urn:cleaner:schema:run:1-0-0"

Header = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A shard on the disk."""

    path: str  # below the run folder
    bytes: int
    sha256: str
    count: int  # outcomes


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished shard."""

    shard: int
    files: tuple[File, ...]  # documents, then rejections where there are any
    repeated_ids: int
    read: int  # bytes of the inputs that went by
    tally: Mapping[str, Any]  # as in a report
    next: Place | None  # where the next shard begins; None at the end of the run


def header(**facts: Any) -> Header:
    """What a run is: `version`, `rules_sha256`, `to`, `inputs`, `options`."""
    found: Header = orjson.loads(orjson.dumps({"schema": SCHEMA, **facts}))
    return found


def begin(folder: Path, head: Header) -> None:
    """Raises OutputError."""
    write_atomic(folder / NAME, [orjson.dumps(head, option=orjson.OPT_APPEND_NEWLINE)], folder)


def append(folder: Path, entry: Entry) -> None:
    """The shard counts as finished from here on. Raises OutputError."""
    line = orjson.dumps(asdict(entry), option=orjson.OPT_APPEND_NEWLINE)
    append_synced(folder / NAME, line)


def read(folder: Path) -> tuple[Header, Iterator[Entry]] | None:
    """The manifest of a folder; None where there is none. The entries are read as asked for.

    Raises UsageError for a file that is no manifest.
    """
    path = folder / NAME
    try:
        with path.open("rb") as file:
            first = file.readline()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    head = _parsed(first)
    if not isinstance(head, dict) or head.get("schema") != SCHEMA:
        raise UsageError(f"{path} is no manifest of this version of cleaner: --restart begins anew")
    return head, _entries(path)


def _entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as file:
        next(file)
        for line in file:
            found = _parsed(line)
            if not isinstance(found, dict):
                return
            place = found.pop("next")
            files = tuple(File(**one) for one in found.pop("files"))
            yield Entry(**found, files=files, next=Place(**place) if place else None)


def mend(folder: Path) -> None:
    """Cut off a last line that was not written to its end. Raises OutputError."""
    path = folder / NAME
    with path.open("rb") as file:
        size = 0
        for line in file:
            if not line.endswith(b"\n"):
                break
            size += len(line)
    if size < path.stat().st_size:
        try:
            os.truncate(path, size)
        except OSError as error:
            raise OutputError(path, error.strerror or str(error)) from error


def _parsed(line: bytes) -> Any:
    if not line.endswith(b"\n"):
        return None
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
