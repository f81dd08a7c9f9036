"""Seeds -> items -> inputs: every format's reader, and what each item of it parses to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from cleaner.files import open_input, read_bytes
from cleaner.formats import BrokenInputError, Input, Item, Names, Place
from cleaner.formats.compressed import Reading
from cleaner.formats.jsonl import from_fields, line_input, lines
from cleaner.formats.page import page_input, unread
from cleaner.formats.parquet import rows
from cleaner.formats.warc import pages
from cleaner.model import Problem, Source
from cleaner.tree import MEDIA, STREAMS, Seed, UsageError


@dataclass(frozen=True, slots=True)
class Intake:
    """How inputs are read."""

    source: str = ""  # the outlet or corpus, where an input does not say
    max_bytes: int = 64 * 2**20  # of a page, a line, a row or a record
    names: Names = field(default_factory=Names)


def facts_of(seed: Seed, source: str) -> Source:
    """What is known of a seed before it is read."""
    media, path = MEDIA[seed.kind], seed.rel.as_posix()
    return Source(id="", text="", raw_id=seed.name, path=path, media=media, name=source)


def items(seed: Seed, how: Intake, start: Place | None = None) -> Iterator[Item]:
    """The documents of a seed as they lie in it, in order, as they are read; from `start` on.

    A file that cannot be read, or not to its end, gives an item that says so, the last one.
    """
    facts = facts_of(seed, how.source)
    if seed.kind not in STREAMS:
        yield Item("file", facts, None, _size(seed.path), file=str(seed.path))
        return
    stream = open_input(seed.path)
    if isinstance(stream, Problem):
        yield _broken(facts, stream)
        return
    with stream:
        yield from stream_items(stream, seed.kind, facts, how, start)


def stream_items(
    stream: BinaryIO, kind: str, facts: Source, how: Intake, start: Place | None = None
) -> Iterator[Item]:
    """The documents of a stream of one of the kinds STREAMS. As `items` has it otherwise."""
    number = start.number - 1 if start else 0
    try:
        for item in _read(stream, kind, facts, how, start):
            number = item.number
            yield item
    except BrokenInputError as error:
        yield replace(_broken(facts, error.problem), number=number + 1)


def stdin_items(
    stream: BinaryIO, kind: str, how: Intake, start: Place | None = None
) -> Iterator[Item]:
    """The documents on standard input: one page, or many. Raises UsageError without a kind."""
    if not kind:
        raise UsageError("say what standard input is: --from text, html, jsonl or warc")
    facts = Source(id="", text="", raw_id="stdin", media=MEDIA[kind], name=how.source)
    yield from open_items(stream, kind, facts, how, start)


def open_items(
    stream: BinaryIO, kind: str, facts: Source, how: Intake, start: Place | None = None
) -> Iterator[Item]:
    """The documents of a file of any kind that is open already: one page, or many."""
    if kind in STREAMS:
        yield from stream_items(stream, kind, facts, how, start)
        return
    data = stream.read(how.max_bytes + 1)
    if len(data) <= how.max_bytes:
        yield Item("page", facts, data, len(data))
    else:
        problem = Problem("too-large", f"has more than {how.max_bytes} bytes")
        yield Item("page", facts, None, len(data), problem)


def _read(
    stream: BinaryIO, kind: str, facts: Source, how: Intake, start: Place | None
) -> Iterator[Item]:
    if kind == "parquet":
        return rows(stream, facts, how.names, how.max_bytes, start)
    read = {"jsonl": lines, "warc": pages}[kind]
    return read(Reading(stream), facts, how.max_bytes, start)


def _broken(facts: Source, problem: Problem) -> Item:
    return Item("file", facts, None, 0, problem)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # said when it is read
        return 0


def parsed(item: Item, how: Intake) -> Input:
    """The source of an item, or why there is none."""
    if item.problem:
        return unread(item.facts, item.problem)
    match item.kind:
        case "line":
            return line_input(item, how.names)
        case "row":
            return from_fields(item.data, item.facts, how.names, place=f"row {item.number}")
        case "page":
            return page_input(item.data, item.facts, item.charset)
    return read_page(read_bytes(Path(item.file), how.max_bytes), item.facts)


def read_page(data: bytes | Problem, facts: Source) -> Input:
    """The input of a page's bytes, or of why they were not read."""
    return unread(facts, data) if isinstance(data, Problem) else page_input(data, facts)


def all_items(
    seeds: Iterable[tuple[int, Seed]], how: Intake, start: Place | None = None
) -> Iterator[tuple[int, Item]]:
    """The items of all seeds, and which input each is of; from `start` on, opening none before."""
    for index, seed in seeds:
        if start and (index, seed.rel.as_posix()) != (start.input, start.path):
            continue
        place, start = start, None
        yield from ((index, item) for item in items(seed, how, place))
