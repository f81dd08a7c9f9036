"""What a reader of any format hands over: sources, and why one cannot be processed."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model import Problem, Source


@dataclass(frozen=True, slots=True)
class Input:
    """A source as it was read; one with a problem goes straight to its rejection."""

    source: Source
    problem: Problem | None = None
