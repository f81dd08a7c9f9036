"""Packages that only some formats need, and the extras that bring them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

EXTRAS = {
    "duckdb": "mine",
    "fastwarc": "warc",
    "pyarrow": "parquet",
    "rensa": "near",
    "zstandard": "zst",
}


class MissingExtraError(Exception):
    """A package that is not installed: for what it is needed, and how to get it."""


def needed(module: str, what: str) -> Any:
    """The module, imported. `what` it is for is said in the error: "x.parquet"."""
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        hint = f"pip install 'corpus-cleaner[{EXTRAS[package]}]'"
        raise MissingExtraError(f"{what} needs the package {package}: {hint}") from error
