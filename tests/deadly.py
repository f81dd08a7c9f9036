"""Work for a pool that ends its process: imported by workers, so nothing else is in here."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from typing import Any


class Deadly:
    """Work that doubles numbers; a 13 ends its process, as a fault in a library would."""

    def prepared(self) -> Callable[..., Any]:
        def act(batch: list[int], lost: Mapping[int, Any], watch: Callable[[int], Any]) -> Any:
            found: list[Any] = []
            for place, number in enumerate(batch):
                if place in lost:
                    found.append(lost[place].code)
                    continue
                with watch(place):
                    if number == 13:
                        os.kill(os.getpid(), signal.SIGSEGV)
                    found.append(2 * number)
            return found

        return act
