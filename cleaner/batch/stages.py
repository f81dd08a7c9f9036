"""Where the processor time of a run goes: the stages of one document, timed from outside.

The core knows no clock. For `--profile` its functions are wrapped where they are called from, in
the worker process alone; what runs is the same code.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from typing import Any

# Stage -> the module that calls it, and its name there. The time of one within another counts
# for the inner one alone.
CALLS = {
    "read": ("cleaner.job", "parsed"),
    "segment": ("cleaner.flow", "segment"),
    "mark and settle": ("cleaner.document", "clean"),
    "language": ("cleaner.document", "identify"),
    "record": ("cleaner.document", "record"),
    "validate": ("cleaner.document", "problems"),
    "count": ("cleaner.batch.task", "tallied"),
    "write": ("cleaner.batch.task", "encoded"),
}


class Stages:
    """Processor seconds by stage, of this process, since last told."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]
        self._asked = time.process_time()
        for stage, (module, name) in CALLS.items():
            place = import_module(module)
            setattr(place, name, self._timed(stage, getattr(place, name)))

    def _timed(self, stage: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **options: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return act(*arguments, **options)
            finally:
                spent = time.process_time() - start
                self.seconds[stage] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed

    def taken(self) -> dict[str, float]:
        """The seconds since this was last asked; all that no stage accounts for as "other"."""
        seconds, self.seconds = dict(self.seconds), defaultdict(float)
        asked, self._asked = self._asked, time.process_time()
        seconds["other"] = max(0.0, self._asked - asked - sum(seconds.values()))
        return seconds
