"""Instance -> problems, by the published schemas.

The compiled validator (jsonschema-rs) accepts; what it refuses is asked again of jsonschema, the
reference, which writes the messages. A test holds that the two agree.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from cleaner.model import Problem

KINDS = ("document", "rejection", "rule")


@cache
def schema(kind: str) -> dict[str, Any]:
    """The published schema of a kind, as shipped with the package."""
    here = Path(__file__).parent
    folder = here / "schemas" if (here / "schemas").is_dir() else here.parent / "schemas"
    loaded: dict[str, Any] = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
    return loaded


def schema_id(kind: str) -> str:
    return str(schema(kind)["$id"])


@cache
def compiled(kind: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema(kind), validate_formats=True)


@cache
def reference(kind: str) -> Any:
    """The jsonschema validator, with `format` asserted; imported only when something is wrong."""
    import jsonschema

    # JSON Schema's `$` is the end of the string; Python's also stands before a last line end.
    exact = json.loads(json.dumps(schema(kind)).replace('$"', '\\\\Z"'))
    return jsonschema.Draft202012Validator(
        exact, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def problems(kind: str, instance: Any) -> tuple[Problem, ...]:
    """What is wrong with an instance, unknown keys first, then by JSON path; empty when valid."""
    if compiled(kind).is_valid(instance):
        return ()
    errors = sorted(reference(kind).iter_errors(instance), key=_order)
    if not errors:
        return (Problem("schema", "the two validators disagree; please report it", "$"),)
    return tuple(_problem(error) for error in errors)


def _order(error: Any) -> tuple[bool, str, str]:
    """Unknown keys first: a misspelt key is also a missing one, and that says less."""
    return error.validator != "additionalProperties", error.json_path, error.message


def _problem(error: Any) -> Problem:
    import difflib

    where, message, hint = error.json_path, error.message, ""
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        extra = [name for name in error.instance if name not in known]
        if extra and known:
            where = f"{where}.{extra[0]}"
            message = f"unknown key {extra[0]!r}"
            near = difflib.get_close_matches(extra[0], known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "known: " + ", ".join(sorted(known))
    elif len(message) > 300:  # the instance itself can be a whole document
        message = message[:140] + " ... " + message[-140:]
    return Problem("schema", message, where, hint)
