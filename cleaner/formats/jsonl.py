"""JSON lines: `{"id", "text"}`, or `html` for `text`; `url` and `source` where known."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import orjson

from cleaner.formats import Input
from cleaner.ids import repeated_id, safe_id, whole
from cleaner.model import HTML, TEXT, Problem, Source

# As in the schema of documents.
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:[^ \t\r\n]+)?")


def jsonl_inputs(stream: BinaryIO, facts: Source, max_bytes: int) -> Iterator[Input]:
    """One input for each line that is not blank, in order, as it is read.

    `facts` holds for all of them: path, name. A line that gives no source comes with a problem,
    under the id `line-12` when it names none: `too-large`, `not-json`, `no-text`.
    """
    seen: dict[str, int] = {}
    for number, line in _lines(stream, max_bytes):
        if line is not None and not line.strip():
            continue
        one = _input(line, facts, number, max_bytes)
        yield _told_apart(one, seen)


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, 1-based; None for one that is too long to be kept in memory."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**20)
        yield number, None


def _input(line: bytes | None, facts: Source, number: int, max_bytes: int) -> Input:
    facts = replace(facts, id=f"line-{number}", raw_id=f"line-{number}")
    if line is None:
        facts = replace(facts, encoding="")
        return Input(facts, Problem("too-large", f"line {number} has more than {max_bytes} bytes"))
    try:
        fields, repaired = _parsed(line)
    except ValueError as error:
        facts = _hashed(facts, line)
        return Input(facts, Problem("not-json", f"line {number} is not JSON: {error}"))
    if not isinstance(fields, dict):
        facts = _hashed(facts, line)
        return Input(facts, Problem("not-json", f"line {number} is not a JSON object"))
    return _from_fields(fields, _named(fields, facts, repaired), number)


def _from_fields(fields: dict[str, Any], facts: Source, number: int) -> Input:
    for key, media in (("text", TEXT), ("html", HTML)):
        if isinstance(fields.get(key), str):
            source = replace(_hashed(facts, fields[key].encode()), text=fields[key], media=media)
            return Input(source)
    facts = _hashed(facts, b"")
    return Input(facts, Problem("no-text", f"line {number} has no string under 'text' or 'html'"))


def _named(fields: dict[str, Any], facts: Source, repaired: bool) -> Source:
    """The facts with what the line says of itself."""
    raw_id = fields.get("id", "")
    raw_id = str(raw_id) if type(raw_id) in (str, int) and raw_id != "" else facts.id
    ident, problems = safe_id(raw_id)
    if repaired:
        problems += (Problem("lone-surrogate", "lone surrogates became U+FFFD"),)
    url, name = fields.get("url") or "", fields.get("source") or facts.name
    if not (isinstance(url, str) and _URL.fullmatch(url)):
        problems += (Problem("bad-url", f"left out, not an absolute URL: {json.dumps(url)[:200]}"),)
        url = ""
    if not isinstance(name, str):
        problems += (Problem("bad-source", f"left out, not a string: {json.dumps(name)[:200]}"),)
        name = facts.name
    return replace(facts, id=ident, raw_id=raw_id, url=url, name=name, problems=problems)


def _parsed(line: bytes) -> tuple[Any, bool]:
    """The value of a line, and whether lone surrogates in it were replaced.

    Raises ValueError for what is not JSON in UTF-8.
    """
    try:
        return orjson.loads(line), False
    except orjson.JSONDecodeError as error:
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


def _told_apart(one: Input, seen: dict[str, int]) -> Input:
    """The input under an id that none before it in the stream has."""
    source = one.source
    ident = source.id
    doubts: tuple[Problem, ...] = ()
    while ident in seen:
        seen[source.id] += 1
        ident, doubts = repeated_id(source.raw_id, seen[source.id])
    seen[ident] = 1
    return replace(one, source=replace(source, id=ident, problems=(*source.problems, *doubts)))
