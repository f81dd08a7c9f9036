"""How far a long run is: a bar where a person watches, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from cleaner.cli.console import say

if TYPE_CHECKING:
    from cleaner.batch.meter import Meter

T = TypeVar("T")

# Shorter runs are over before a bar could be read, and need not import rich.
PATIENCE = 1.0  # seconds
BEAT = 30.0  # seconds between lines in a log


def track(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items; with a bar on standard error when that is a terminal and they take long."""
    start, rest = time.monotonic(), iter(items)
    for index, item in enumerate(rest, 1):
        yield item
        if sys.stderr.isatty() and time.monotonic() - start > PATIENCE:
            yield from _with_bar(rest, index, total, what)


def _with_bar(items: Iterator[T], index: int, total: int, what: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, completed=index)
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def reporting(meter: Meter) -> Iterator[Callable[[], None]]:
    """What is called now and then during a run, to tell how far it is."""
    if not sys.stderr.isatty():
        yield _beat(meter)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    # Drawn when called, not by a thread of its own.
    columns, console = (BarColumn(20), TextColumn("{task.description}")), Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task("cleaning", total=meter.total or None)

        def tick() -> None:
            line = meter.line(time.monotonic())
            progress.update(task, completed=meter.read, description=line, refresh=True)

        yield tick


def _beat(meter: Meter) -> Callable[[], None]:
    last = meter.start

    def tick() -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT:
            last = time.monotonic()
            say(meter.line(last))

    return tick
