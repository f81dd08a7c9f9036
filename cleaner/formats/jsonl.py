"""JSON lines: `{"id", "text"}`, or `html` for `text`; `url` and `source` where known."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from typing import Any

import orjson

from cleaner.formats import Input, Item, Names, Place
from cleaner.formats.compressed import Reading
from cleaner.formats.page import address
from cleaner.ids import safe_id, whole
from cleaner.model import HTML, TEXT, Problem, Source

BUFFER = 2**20  # bytes of a line looked at in one go


def lines(
    reading: Reading, facts: Source, max_bytes: int, start: Place | None = None
) -> Iterator[Item]:
    """One item for each line that is not blank, in order, as it is read; from `start` on.

    `facts` holds for all of them: path, name. A line of more than `max_bytes` bytes is never in
    memory as a whole: `too-large`.
    """
    number = offset = 0
    if start and reading.enter(start.offset):
        number, offset = start.number - 1, start.offset
    stream, before = BufferedReader(reading, BUFFER), 0
    while line := stream.readline(max_bytes + 1):
        number, begin, offset = number + 1, offset, offset + len(line)
        read, before = reading.consumed - before, reading.consumed
        data = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        problem = None
        if len(line) > max_bytes and not line.endswith(b"\n"):
            data, problem = b"", Problem("too-large", f"line {number} has over {max_bytes} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(BUFFER)
                offset += len(line)
        elif not data or data.isspace():
            continue
        if start and number < start.number:
            continue
        name, size = f"line-{number}", offset - begin if reading.plain else read
        named = replace(facts, id=name, raw_id=name)
        yield Item("line", named, data, size, problem, number, begin)


def line_input(item: Item, names: Names) -> Input:
    """The source of a line; else a problem: `not-json`, `no-text`.

    Its id is the line's own, else `line-12`.
    """
    line, facts = item.data, item.facts
    try:
        fields, repaired = _parsed(line)
    except ValueError as error:
        message = f"line {item.number} is not JSON: {error}"
        return Input(_hashed(facts, line), Problem("not-json", message))
    if not isinstance(fields, dict):
        message = f"line {item.number} is not a JSON object"
        return Input(_hashed(facts, line), Problem("not-json", message))
    return from_fields(fields, facts, names, repaired=repaired, place=f"line {item.number}")


def from_fields(
    fields: Mapping[str, Any], facts: Source, names: Names, *, place: str, repaired: bool = False
) -> Input:
    """The source that the fields of a line or a row describe; `no-text` where they hold none."""
    facts = _named(fields, facts, names, repaired)
    for key, media in ((names.text, TEXT), (names.html, HTML)):
        if isinstance(fields.get(key), str):
            source = replace(_hashed(facts, fields[key].encode()), text=fields[key], media=media)
            return Input(source)
    problem = Problem("no-text", f"{place} has no string under {names.text!r} or {names.html!r}")
    return Input(_hashed(facts, b""), problem)


def _named(fields: Mapping[str, Any], facts: Source, names: Names, repaired: bool) -> Source:
    """The facts with what the fields say."""
    raw_id = fields.get(names.id, "")
    raw_id = str(raw_id) if type(raw_id) in (str, int) and raw_id != "" else facts.id
    ident, problems = safe_id(raw_id)
    if repaired:
        problems += (Problem("lone-surrogate", "lone surrogates became U+FFFD"),)
    url, doubts = address(fields.get(names.url) or "")
    name = fields.get(names.source) or facts.name
    if not isinstance(name, str):
        shown = json.dumps(name, default=str)[:200]
        doubts += (Problem("bad-source", f"left out, not a string: {shown}"),)
        name = facts.name
    return replace(
        facts, id=ident, raw_id=raw_id, url=url, name=name, problems=(*problems, *doubts)
    )


def _parsed(line: bytes) -> tuple[Any, bool]:
    """The value of a line, and whether lone surrogates in it were replaced.

    Raises ValueError for what is not JSON in UTF-8.
    """
    try:
        return orjson.loads(line), False
    except orjson.JSONDecodeError as error:
        if "memory" in str(error):
            raise MemoryError from error
        if b"\\u" not in line:
            raise
        try:
            value = json.loads(line.decode("utf-8"), parse_constant=_refuse)
            return orjson.loads(whole(json.dumps(value, ensure_ascii=False))), True
        except (ValueError, RecursionError):
            raise error from None


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _hashed(facts: Source, data: bytes) -> Source:
    return replace(facts, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
