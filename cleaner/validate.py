"""A JSON file -> what is wrong with it: line, JSON path, and what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.model import Problem
from cleaner.restore import contradictions
from cleaner.schema import problems, schema_id
from cleaner.strictjson import StrictError, line_at, loads

KINDS = ("document", "rejection")


def validate(data: bytes, *, lines: bool = False) -> Iterator[tuple[int, Problem]]:
    """Line, 1-based, and problem, for a document or rejection, or with `lines` for one a line."""
    if not lines:
        yield from _value(data)
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield from ((number, problem) for _, problem in _value(line))


def _value(data: bytes) -> Iterator[tuple[int, Problem]]:
    try:
        value = loads(data)
    except StrictError as error:
        where = f"column {error.column}"
        yield error.line, Problem("json", error.message, where)
        return
    text = data.decode("utf-8")
    for problem in problems_of(value):
        yield line_at(text, problem.where), problem


def problems_of(value: Any) -> tuple[Problem, ...]:
    """By the schema the value names; then, for a valid document, whether it contradicts itself."""
    if not isinstance(value, dict):
        return (Problem("schema", "is not an object", "$"),)
    for kind in KINDS:
        if value.get("schema") == schema_id(kind):
            found = problems(kind, value)
            return found or (tuple(contradictions(value)) if kind == "document" else ())
    known = " or ".join(schema_id(kind) for kind in KINDS)
    return (Problem("schema", f"{value.get('schema')!r} is not {known}", "$.schema"),)
