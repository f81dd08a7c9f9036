"""Standard output for data, standard error for messages; both harmless and safe to break."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.visible import visible

if TYPE_CHECKING:
    from cleaner.model import Problem


class HangupError(Exception):
    """Whoever read our output has gone: `cleaner explain page.txt | head`."""


def say(message: str) -> None:
    """A message for a person, one line, on standard error."""
    print(visible(message), file=sys.stderr)


class Notes:
    """What was passed over, told as it is found, up to a number that still says something."""

    MOST = 10

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Notes:
        return self

    def passed(self, problem: Problem) -> None:
        from cleaner.tree import shown

        self.count += 1
        if self.count <= self.MOST:
            say(f"{shown(Path(problem.where))}: {problem.message}: passed over")

    def __exit__(self, *_: object) -> None:
        if self.count > self.MOST:
            say(f"... and {self.count - self.MOST} more passed over")


def emit(data: bytes | str, *, flush: bool = True) -> None:
    """Data on standard output. Raises HangupError, or OutputError on a full disk."""
    raw = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        sys.stdout.buffer.write(raw)
        if flush:
            sys.stdout.buffer.flush()
    except OSError as error:
        # What is still in the buffer must not fail again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise HangupError from error
        from cleaner.files import OutputError

        raise OutputError("standard output", error.strerror or str(error)) from error


def emit_lines(lines: Iterable[str]) -> None:
    for line in lines:
        emit(line + "\n", flush=False)
    emit(b"")


def colourful() -> bool:
    """Whether standard output is a terminal that may be coloured (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
