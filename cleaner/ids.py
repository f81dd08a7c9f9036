"""A safe id from any name: the schema's characters, a file name on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from cleaner.model import Problem

# As in the schemas; there is one test that the two are the same.
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
# Names that Windows keeps for devices, whatever their suffix (Win32: "Naming Files, Paths").
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN", "CONOUT"]
    + [f"{port}{number}" for port in ("COM", "LPT") for number in range(10)]
)
# 64 bits of sha256: among ten million changed ids two alike have odds of 1 in 300,000.
HASH = 16
_READABLE = 80  # what is kept of the name before the hash, in characters
_SURROGATES = re.compile("[\ud800-\udfff]")


def is_safe(name: str) -> bool:
    """Whether a name can be an id and a file name as it is."""
    return (
        SAFE.fullmatch(name) is not None
        and ".." not in name
        and not name.endswith(".")  # Windows drops it
        and name.partition(".")[0].upper() not in _DEVICES
    )


def safe_id(name: str) -> tuple[str, tuple[Problem, ...]]:
    """An id for a name, and a problem `id-changed` where it is another than the name.

    Always the same for the same name. A changed id ends in a hash of the name, so that two names
    give two ids.
    """
    if is_safe(name):
        return name, ()
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:HASH]
    safe = f"{_readable(name)}-{digest}"
    return safe, (Problem("id-changed", f"{shown(name)!r} cannot be an id: became {safe!r}"),)


def whole(text: str) -> str:
    """The text with lone surrogates, which cannot stand in JSON, as U+FFFD."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def shown(name: str) -> str:
    """A name as a message quotes it: at most 100 characters."""
    return whole(name if len(name) <= 100 else name[:99] + "…")


def _readable(name: str) -> str:
    """The letters and digits of a name without their accents, apart by hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")
    kept = words[:_READABLE].strip("-")
    return kept or "id"
