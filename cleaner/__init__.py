"""Cleaner: strips boilerplate from scraped documents by named rules and writes validated JSON.

from cleaner import Source, load, process

document = process(Source(id="x", text=page), load())
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["CleanDict", "Rulebook", "Source", "clean", "load", "process"]

# What users import from here, and where it lives; read on first use, so that `cleaner --help`
# does not pay for it.
_HOMES = {
    "CleanDict": "cleaner.mapper",
    "Rulebook": "cleaner.rulebook",
    "Source": "cleaner.model",
    "clean": "cleaner.flow",
    "load": "cleaner.rulebook",
    "process": "cleaner.document",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
