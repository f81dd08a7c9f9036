"""Batches go out to worker processes and come back in order, each exactly once.

A worker that ends on an item costs that item, not the run: its batch is done again, and the item
put aside when it is to blame.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from ctypes import c_long
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from cleaner.batch.limits import Limits
from cleaner.batch.worker import IDLE, Failure, Work, serve
from cleaner.model import Problem

# A worker may be ended from outside (by a person, or by the system out of memory because of
# another process): an item is to blame only when it ends this many in a row.
DEATHS = 3
# Between items no item is to blame; then something is wrong that another try does not mend.
IDLE_DEATHS = 10
# How far ahead of the oldest batch the others may be: what is finished has to be kept until it
# is its turn. A document of a minute holds up 4 batches of each worker at most.
AHEAD = 4
PATIENCE = 2.0  # seconds for a worker to leave; one that is deep in a library may not listen
TICK = 0.5  # seconds between looks at the clock


class WorkerError(Exception):
    """Workers that cannot go on, for reasons that are no document's."""


@dataclass(slots=True)
class _Load:
    """A batch on its way."""

    number: int
    batch: Any
    lost: dict[int, Problem] = field(default_factory=dict)
    deaths: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    current: c_long
    load: _Load | None = None  # None until it has said that it is ready


def cores() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """`jobs` workers that do `work`, started as they are needed."""

    def __init__(self, work: Work, jobs: int, limits: Limits) -> None:
        # Neither threads nor open files of this process (the lock!) may get into a worker.
        server = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if server else "spawn")
        if server:
            self._context.set_forkserver_preload(["cleaner.batch.warm"])
        self._work, self._jobs, self._limits = work, jobs, limits
        self._queue: deque[_Load] = deque()
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []  # those that are starting too
        self._stillborn = 0  # workers in a row that ended before they were ready

    def results(
        self, batches: Iterable[Any], tick: Callable[[], None]
    ) -> Iterator[tuple[Any, Any]]:
        """Each batch and what became of it, in order. `tick` is called about every TICK seconds.

        Batches are asked for as workers get free. Raises WorkerError.
        """
        fresh = (_Load(number, batch) for number, batch in enumerate(batches))
        ready: dict[int, Any] = {}
        turn, load = 0, next(fresh, None)
        while load or self._queue or self._busy or ready:
            while load and len(self._queue) < self._jobs and load.number < turn + self._ahead:
                self._queue.append(load)
                load = next(fresh, None)
            self._hand_out()
            for over, done in self._heard():
                ready[over.number] = (over.batch, done)
            tick()
            while turn in ready:
                yield ready.pop(turn)
                turn += 1

    @property
    def _ahead(self) -> int:
        return AHEAD * self._jobs

    def close(self) -> None:
        """End all workers, whatever they are at, leaving them a moment to tidy up."""
        workers = (*self._idle, *self._busy)
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join(PATIENCE)
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._idle, self._busy = [], []

    def _hand_out(self) -> None:
        """Batches for all that are free; new workers where there are more batches than those."""
        while self._queue and self._idle:
            worker, load = self._idle.pop(), self._queue.popleft()
            worker.load = load
            self._busy.append(worker)
            with suppress(OSError):  # it has ended: heard of at once
                worker.pipe.send((load.batch, load.lost))
        starting = sum(worker.load is None for worker in self._busy)
        wanted = min(len(self._queue) - starting, self._jobs - len(self._busy) - len(self._idle))
        self._busy += [self._started() for _ in range(wanted)]

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        current: c_long = self._context.RawValue(c_long, IDLE)
        arguments = (theirs, current, self._work, self._limits)
        process = self._begun(arguments)
        theirs.close()
        return _Worker(process, ours, current)

    def _begun(self, arguments: tuple[Any, ...]) -> BaseProcess:
        """A process at work. The server that forks it is replaced where that was killed."""
        reason = ""
        for _ in range(IDLE_DEATHS):
            process: BaseProcess = self._context.Process(target=serve, args=arguments, daemon=True)
            try:
                process.start()
            except (EOFError, OSError) as error:
                reason = f"{type(error).__name__}: {error}"
                time.sleep(TICK)  # until it is known to be gone
            else:
                return process
        raise WorkerError(f"no worker process can be started ({reason})")

    def _heard(self) -> Iterator[tuple[_Load, Any]]:
        """Loads that are done, and with what result."""
        talking = set(wait([worker.pipe for worker in self._busy], TICK))
        for worker in [one for one in self._busy if one.pipe in talking]:
            self._busy.remove(worker)
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._mourn(worker)
                continue
            if isinstance(said, Failure):
                raise WorkerError(said.message)
            self._idle.append(worker)
            self._stillborn = 0
            if worker.load:
                yield worker.load, said

    def _mourn(self, worker: _Worker) -> None:
        """A worker has ended: on which item, and is that to blame? Its batch is done again."""
        worker.process.join()
        worker.pipe.close()
        number, code, load = worker.current.value, worker.process.exitcode or 0, worker.load
        deaths = self._stillborn = self._stillborn + 1
        if load:
            self._queue.appendleft(load)
            load.deaths[number] += 1
            deaths = load.deaths[number]
        if not load or number == IDLE:
            if deaths >= IDLE_DEATHS:
                raise WorkerError(f"worker processes end before they begin ({_how(code)})")
        elif code == -getattr(signal, "SIGPROF", 0):
            message = f"took more than {self._limits.seconds:g} seconds of processor time"
            load.lost[number] = Problem("timeout", message)
        elif deaths >= DEATHS:
            message = f"ended {DEATHS} worker processes, the last by {_how(code)}"
            load.lost[number] = Problem("crashed", message)


def _how(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"exit code {code}"
