"""Parquet: a document a row; rows as items in, a fixed Arrow schema out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, BinaryIO

from cleaner.formats import BrokenInputError, Item, Names, Place
from cleaner.formats.extras import needed
from cleaner.model import Problem, Source
from cleaner.schema import schema

ROWS = 64  # read at once
# Rows of a row group: some 20 MB of documents, which is held while it fills.
GROUP = 1024


def rows(
    file: BinaryIO, facts: Source, names: Names, max_bytes: int, start: Place | None = None
) -> Iterator[Item]:
    """One item a row, in order, with the columns that `names` names; from `start` on.

    Raises BrokenInputError: `corrupt` for a file that is no Parquet, `no-text` for one without a
    column of text or HTML.
    """
    pyarrow, parquet = needed("pyarrow", "Parquet"), needed("pyarrow.parquet", "Parquet")
    if not file.seekable():
        raise BrokenInputError("unreadable", "Parquet cannot be read from a pipe: name the file")
    try:
        table = parquet.ParquetFile(file, memory_map=False, pre_buffer=False)
        wanted = _columns(table.schema_arrow.names, names)
        size = file.seek(0, 2) // max(1, table.metadata.num_rows)
        for number, row in _numbered(table, wanted, start.number if start else 1):
            name, problem = f"row-{number}", _too_large(row, number, max_bytes)
            data = None if problem else row
            yield Item("row", replace(facts, id=name, raw_id=name), data, size, problem, number)
    except (pyarrow.ArrowException, OSError) as error:
        raise BrokenInputError("corrupt", f"is no Parquet that can be read: {error}") from error


def _columns(found: Sequence[str], names: Names) -> list[str]:
    wanted = (names.text, names.html, names.id, names.url, names.source)
    if not {names.text, names.html} & set(found):
        there = ", ".join(found[:20])
        message = f"has no column {names.text!r} or {names.html!r} but: {there} (--text-field)"
        raise BrokenInputError("no-text", message)
    return [name for name in wanted if name in found]


def _numbered(table: Any, wanted: list[str], first: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows from the `first` on; groups of rows before it are not read."""
    number = 1
    for group in range(table.num_row_groups):
        size = table.metadata.row_group(group).num_rows
        if number + size <= first:
            number += size
            continue
        for batch in table.iter_batches(ROWS, row_groups=[group], columns=wanted):
            for row in batch.to_pylist():
                if number >= first:
                    yield number, row
                number += 1


def _too_large(row: Mapping[str, Any], number: int, max_bytes: int) -> Problem | None:
    size = sum(len(value) for value in row.values() if isinstance(value, str | bytes))
    if size <= max_bytes:
        return None
    return Problem("too-large", f"row {number} has over {max_bytes} bytes")


@cache
def arrow_schema(kind: str) -> Any:
    """The Arrow schema of a published schema: every key, in its order, none of them null."""
    fields = _type(schema(kind), schema(kind))
    return needed("pyarrow", "Parquet").schema(list(fields))


def _type(form: Mapping[str, Any], whole: Mapping[str, Any]) -> Any:
    """The Arrow type of a JSON Schema, as far as the published schemas go."""
    pyarrow = needed("pyarrow", "Parquet")
    if "$ref" in form:
        return _type(whole["$defs"][form["$ref"].rpartition("/")[2]], whole)
    match form.get("type", "string"):  # `const`, `enum` and `anyOf` are over strings here
        case "object":
            members = form["properties"].items()
            return pyarrow.struct(
                [pyarrow.field(name, _type(one, whole), nullable=False) for name, one in members]
            )
        case "array":
            item = pyarrow.field("item", _type(form["items"], whole), nullable=False)
            return pyarrow.list_(item)
        case "integer":
            return pyarrow.int64()
        case "number":
            return pyarrow.float64()
        case _:
            return pyarrow.string()


def batch(outcomes: Sequence[Mapping[str, Any]], kind: str) -> bytes:
    """Outcomes of one kind as an Arrow stream."""
    pyarrow = needed("pyarrow", "Parquet")
    form = arrow_schema(kind)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, form) as stream:
        stream.write_batch(pyarrow.RecordBatch.from_pylist(list(outcomes), schema=form))
    return bytes(sink.getvalue().to_pybytes())


def packed(batches: Iterable[bytes], kind: str) -> Iterator[bytes]:
    """The Parquet file of such streams, in pieces as they are ready."""
    pyarrow, parquet = needed("pyarrow", "Parquet"), needed("pyarrow.parquet", "Parquet")
    form, sink = arrow_schema(kind), _Pieces()
    with parquet.ParquetWriter(sink, form, compression="zstd", compression_level=3) as writer:
        waiting = form.empty_table()
        for one in batches:
            more = pyarrow.ipc.open_stream(one).read_all()
            waiting = pyarrow.concat_tables([waiting, more])
            while waiting.num_rows >= GROUP:
                writer.write_table(waiting.slice(0, GROUP))
                waiting = waiting.slice(GROUP)
            yield from sink.taken()
        if waiting.num_rows:
            writer.write_table(waiting)
    yield from sink.taken()


class _Pieces:
    """A file that is written to, its bytes taken out as they come."""

    closed = False
    mode = "wb"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(self._pieces[-1])

    def taken(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def tell(self) -> int:
        raise OSError("written in one go")

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True
