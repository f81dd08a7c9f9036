"""Settings: `cleaner.toml`, or `[tool.cleaner]` in pyproject.toml, from a folder upward."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from cleaner.model import ParserName
from cleaner.rule import closest, line_of

PARSERS = get_args(ParserName)
DATE_ORDERS = ("", "dmy", "mdy")
# The longest input, in bytes: a page is some 10 kB, a book 1 MB; 1 GB of memory is 16 times this.
MAX_BYTES = 64 * 2**20


class ConfigError(Exception):
    """A setting that cannot be used: which file, line and key, what is wrong, what to do."""

    def __init__(self, path: Path, line: int, message: str, hint: str = "") -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {message}" + (f" ({hint})" if hint else ""))


@dataclass(frozen=True, slots=True)
class Config:
    """What a project has settled. Paths are absolute."""

    seeds: tuple[Path, ...]  # the folders of raw documents
    out: Path  # where their documents are written
    rules: tuple[Path, ...] = ()  # packs of the user's own rules, in order
    select: tuple[str, ...] = ()  # globs over rule ids; empty: all
    ignore: tuple[str, ...] = ()
    date_order: str = ""  # "dmy" | "mdy" | ""
    as_of: str = ""  # YYYY-MM-DD: no page is younger; "": not known
    source: str = ""  # the outlet or corpus
    keep: tuple[str, ...] = ()  # roles whose lines stay
    parser: ParserName = "auto"  # of HTML
    max_bytes: int = MAX_BYTES


def find_config(start: Path) -> Config:
    """The settings of the nearest file at or above `start`; without one, `seeds` to `clean` there.

    Raises ConfigError for a file that is not TOML, an unknown key or a value of the wrong form.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in ("cleaner.toml", "pyproject.toml"):
            path = folder / name
            table = _read(path) if path.is_file() else None
            if table is not None:
                return _config(path, *table)
    return Config((start / "seeds",), start / "clean")


def _read(path: Path) -> tuple[dict[str, Any], str] | None:
    """The settings in a file and its text; None for a pyproject.toml that has none of ours."""
    ours = path.name == "cleaner.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, 0, f"cannot be read: {error}") from error
    if not ours and "tool.cleaner" not in text:
        return None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, 0, f"is not TOML: {error}") from error
    found = table if ours else table.get("tool", {}).get("cleaner")
    return None if found is None else (found, text)


def _config(path: Path, table: dict[str, Any], text: str) -> Config:
    _check(path, table, text)
    folder = path.parent
    plain = {
        key: table[key]
        for key in ("date_order", "as_of", "source", "max_bytes", "parser")
        if key in table
    }
    return Config(
        seeds=tuple(folder / one for one in _listed(table.get("seeds", "seeds"))),
        out=folder / table.get("out", "clean"),
        rules=tuple(folder / one for one in _listed(table.get("rules", []))),
        select=_listed(table.get("select", [])),
        ignore=_listed(table.get("ignore", [])),
        keep=_listed(table.get("keep", [])),
        **plain,
    )


def _check(path: Path, table: dict[str, Any], text: str) -> None:
    start = 0 if path.name == "cleaner.toml" else text.find("tool.cleaner")
    for key, value in table.items():
        line = line_of(text[start:], key)
        line += text.count("\n", 0, start) if line else 0
        if key not in _FORMS:
            hint = closest(key, list(_FORMS)) or "known: " + ", ".join(_FORMS)
            raise ConfigError(path, line, f"unknown key {key!r}", hint)
        fits, form = _FORMS[key]
        if not fits(value):
            raise ConfigError(path, line, f"{key} is not {form}")


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_string(value: object) -> bool:
    return isinstance(value, str)


def _is_strings(value: object) -> bool:
    return _is_string(value) or (isinstance(value, list) and all(map(_is_string, value)))


def is_day(value: object) -> bool:
    """Whether a value is a day of the calendar as YYYY-MM-DD."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_size(value: object) -> bool:
    return type(value) is int and value > 0


_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "seeds": (_is_strings, 'a folder or a list of folders, such as "seeds"'),
    "out": (_is_string, 'a folder, such as "clean"'),
    "rules": (_is_strings, 'a list of folders of rules, such as ["rules"]'),
    "select": (_is_strings, 'a list of globs over rule ids, such as ["share/*"]'),
    "ignore": (_is_strings, 'a list of globs over rule ids, such as ["share/*"]'),
    "date_order": (lambda value: value in DATE_ORDERS, '"dmy" or "mdy"'),
    "as_of": (is_day, 'a day in quotes, such as "2024-05-21"'),
    "source": (_is_string, 'a name, such as "vnexpress.net"'),
    "keep": (_is_strings, 'a list of roles, such as ["comments"]'),
    "parser": (lambda value: value in PARSERS, '"auto", "lxml" or "bs4"'),
    "max_bytes": (_is_size, "a number of bytes, such as 1_000_000"),
}
