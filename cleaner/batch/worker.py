"""A worker process: it does batches one by one, each item within its budget, until told to stop.

It touches no output. What it works on stands in shared memory, so that its death can be blamed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_long
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from cleaner.batch.limits import Limits

try:
    import resource
except ImportError:  # Windows: no budgets there
    resource = None  # type: ignore[assignment]

IDLE = -1  # between items


class Work(Protocol):
    """What is sent to a worker: it makes the function that does batches."""

    def prepared(self) -> Callable[..., Any]: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """What a worker says where it cannot go on, for reasons that are no document's."""

    message: str


def serve(pipe: Connection, current: c_long, work: Work, limits: Limits) -> None:
    """Do what comes through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and says goodbye:
    signal.signal(signal.SIGTERM, _leave)
    try:
        act, watch = work.prepared(), watching(current, limits)
        gc.collect()
        gc.freeze()  # rules and tables stay: looking through them for garbage took a twentieth
        pipe.send(None)  # ready
        while True:
            batch, lost = pipe.recv()
            pipe.send(act(batch, lost, watch))
    except (EOFError, BrokenPipeError):  # the parent is gone
        pass
    except Exception as error:
        pipe.send(Failure(f"{type(error).__name__}: {error}"))


def _leave(*_: object) -> None:
    """End as by an exception, so that what is half written is taken away."""
    sys.exit()


def watching(current: c_long, limits: Limits) -> Callable[[int], Any]:
    """A context for the work on one item, by its number: blame and budgets.

    Processor time is watched by the kernel, which ends the process with SIGPROF whatever code it
    is in; so a busy machine costs no document. Memory that is refused is a MemoryError, or the
    end of the process where a library takes it badly.
    """
    base = _memory() if limits.memory else 0

    @contextmanager
    def watch(number: int) -> Iterator[None]:
        current.value = number
        if limits.seconds and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        if base:
            resource.setrlimit(resource.RLIMIT_AS, (base + limits.memory, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            if base:
                resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
            if limits.seconds and hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_PROF, 0)
            current.value = IDLE

    return watch


def peak_memory() -> int:
    """Bytes of memory that this process has had at most; 0 where the system does not tell."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 if resource else 0


def _memory() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
