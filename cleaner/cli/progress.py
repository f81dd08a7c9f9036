"""A progress bar for long runs that a person watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# Shorter runs are over before a bar could be read, and need not import rich.
PATIENCE = 1.0  # seconds


def track(items: Sequence[T], what: str) -> Iterator[T]:
    """The items; with a bar on standard error when that is a terminal and they take long."""
    start = time.monotonic()
    for index, item in enumerate(items):
        if sys.stderr.isatty() and time.monotonic() - start > PATIENCE:
            yield from _with_bar(items, index, what)
            return
        yield item


def _with_bar(items: Sequence[T], index: int, what: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=len(items), completed=index)
        for item in items[index:]:
            yield item
            progress.advance(task)
