"""JSON as RFC 8259 and I-JSON (RFC 7493) mean it: what parsers disagree on is an error.

Refused besides bad syntax: a key twice in one object, NaN and Infinity, numbers that no double
holds, lone surrogates, nesting beyond MAX_DEPTH, a byte order mark.
"""

from __future__ import annotations

import json
import re
from typing import Any

# Documents are three deep; parsers written as recursion give up between 500 and 1,000.
MAX_DEPTH = 100
# Beyond this a double, and so JavaScript, cannot tell two integers apart.
MAX_INTEGER = 2**53

# A string runs to its quote or, unterminated, to the end: no place is looked at twice.
_TOKEN = re.compile(
    r'"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)(?:"|\Z)(?P<key>\s*:)?'
    r"|(?P<open>[\[{])|(?P<close>[\]}])"
    r"|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<word>-?[A-Za-z]+)|(?P<comma>,)",
    re.DOTALL,
)
# A step of a JSON path as jsonschema writes it: `.name`, `['odd name']` or `[2]`.
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\['([^']*)'\]|\[(\d+)\]")
_ESCAPED = re.compile(
    r"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F]|.)"
)


class StrictError(ValueError):
    """What is wrong with a JSON text, and where: line and column, 1-based, in characters."""

    def __init__(self, text: str, position: int, message: str) -> None:
        self.message = message
        self.line = text.count("\n", 0, position) + 1
        self.column = position - text.rfind("\n", 0, position)
        super().__init__(f"line {self.line}, column {self.column}: {message}")


def loads(data: str | bytes) -> Any:
    """The value of a JSON text. Raises StrictError for the first thing wrong."""
    text = _text(data)
    _check(text)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise StrictError(text, error.pos, error.msg[:1].lower() + error.msg[1:]) from error


def line_at(text: str, path: str) -> int:
    """The line, 1-based, where the value at a JSON path such as `$.raw.bytes` or `$.a[2]` stands.

    Where the text has no such value, that of the nearest value around it.
    """
    wanted = [name or quoted or int(index) for name, quoted, index in _STEP.findall(path)]
    found = deepest = 0
    steps: list[str | int] = []  # to the value being read
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "key":
            steps[-1:] = [_key(token["string"])]
        elif token.lastgroup == "close":
            steps[-1:] = []
            continue
        elif token.lastgroup == "comma":
            steps[-1:] = [step + 1 if isinstance(step, int) else step for step in steps[-1:]]
            continue
        if len(steps) > deepest and steps == wanted[: len(steps)]:
            found, deepest = token.start(), len(steps)
            if deepest == len(wanted):
                break
        if token.lastgroup == "open":
            steps.append(0 if token[0] == "[" else "")
    return text.count("\n", 0, found) + 1


def _key(string: str) -> str:
    return str(json.loads(f'"{string}"', strict=False))


def _text(data: str | bytes) -> str:
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        raise StrictError(before, len(before), "is not UTF-8") from error
    except UnicodeEncodeError as error:
        raise StrictError(error.object, error.start, "is a lone surrogate") from error
    if text.startswith("\ufeff"):
        raise StrictError(text, 0, "begins with a byte order mark")
    return text


def _check(text: str) -> None:
    """What json.loads lets pass. Syntax is left to it."""
    objects: list[set[str]] = []  # the keys seen, per open bracket
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            objects.append(set())
            if len(objects) > MAX_DEPTH:
                raise StrictError(text, token.start(), f"is nested deeper than {MAX_DEPTH}")
        elif kind == "close":
            if objects:
                objects.pop()
        elif kind in ("string", "key"):
            _check_string(text, token, objects[-1] if objects else set())
        elif kind == "number":
            _check_number(text, token)
        elif token[0] in ("NaN", "Infinity", "-Infinity"):
            raise StrictError(text, token.start(), f"{token[0]} is not JSON")


def _check_string(text: str, token: re.Match[str], keys: set[str]) -> None:
    string = token["string"]
    if "\\u" in string:
        for escape in _ESCAPED.finditer(string):
            if escape[1][:2] in ("ud", "uD") and len(escape[1]) < 11:
                at = token.start("string") + escape.start()
                raise StrictError(text, at, f"{string[escape.start() :][:6]} is a lone surrogate")
    if token["key"] is None:
        return
    try:
        key = _key(string)
    except json.JSONDecodeError:
        return  # bad syntax, which json.loads will say better
    if key in keys:
        raise StrictError(text, token.start(), f"the key {key!r} stands twice in one object")
    keys.add(key)


def _check_number(text: str, token: re.Match[str]) -> None:
    try:
        value = float(token[0])
    except ValueError:
        return  # bad syntax
    if value in (float("inf"), float("-inf")):
        raise StrictError(text, token.start(), f"{token[0][:20]} is too large for a number")
    if token[0].lstrip("-").isdigit() and abs(int(token[0])) > MAX_INTEGER:
        raise StrictError(text, token.start(), f"{token[0][:20]} is beyond 2^53")
