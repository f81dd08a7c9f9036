"""What one document may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """0 is no limit."""

    seconds: float = 0  # of processor time
    memory: int = 0  # bytes on top of what the worker has
