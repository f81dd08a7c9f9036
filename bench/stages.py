"""Where the engine's time goes: the CPU time of each step, without the steps inside it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, cast
from unittest.mock import patch

from cleaner.detect import CONTENT, DETECTORS

# The functions of the flow that a page goes through, by the module that calls them.
STEPS = {
    "cleaner.flow": ("segment", "scan", "mark", "settle", "cut", "layout", "warnings"),
    "cleaner.mark": ("standing", "view", "survey"),
}


class Clock:
    """Seconds by step; steps stand inside each other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]  # what the steps inside the open ones took

    def timed(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            found = act(*args, **more)
            if isinstance(found, Iterator):  # its work is done as it is read
                found = list(found)
            whole = time.process_time() - start
            self.seconds[name] += whole - self._inner.pop()
            self._inner[-1] += whole
            return found

        return step


@contextmanager
def watched() -> Iterator[Clock]:
    """Every step of the engine on one clock, as long as the context is open."""
    clock = Clock()
    with ExitStack() as stack:
        for module, names in STEPS.items():
            place = import_module(module)
            for name in names:
                timed = clock.timed(name, getattr(place, name))
                stack.enter_context(patch.object(place, name, timed))
        for table in (CONTENT, DETECTORS):
            steps = {name: clock.timed(f"detect {name}", act) for name, act in table.items()}
            stack.enter_context(patch.dict(cast(MutableMapping[str, Any], table), steps))
        yield clock
