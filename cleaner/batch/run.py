"""A run: items go to the workers, shards come back, each named in the manifest when it is there."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from cleaner.batch import manifest
from cleaner.batch.manifest import Entry, File
from cleaner.batch.meter import Meter
from cleaner.batch.plan import Batch, batches
from cleaner.batch.pool import Pool
from cleaner.batch.task import Done
from cleaner.files import TEMPORARY, remove, write_atomic
from cleaner.formats import Item, Place
from cleaner.formats.shards import Form
from cleaner.job import pretty
from cleaner.report import Tally, report

DOCUMENTS, REJECTIONS, REPORT = "documents", "rejections", "report.json"


@dataclass(slots=True)
class Begun:
    """How far a run folder is."""

    shards: int = 0
    next: Place | None = None  # where the next shard begins
    done: bool = False  # all shards are there
    read: int = 0
    repeated_ids: int = 0
    tally: Tally = field(default_factory=Tally)


def begun(entries: Iterable[Entry]) -> Begun:
    """What the finished shards of a manifest come to."""
    found = Begun()
    for entry in entries:
        found.shards, found.next, found.done = entry.shard + 1, entry.next, entry.next is None
        found.read += entry.read
        found.repeated_ids += entry.repeated_ids
        found.tally.merge(Tally.from_counts(entry.tally))
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """What does not change from shard to shard."""

    folder: Path
    form: Form
    size: int  # inputs a shard
    meter: Meter
    tick: Callable[[], None]  # called now and then

    def write(self, items: Iterator[tuple[int, Item]], pool: Pool, first: int) -> None:
        """All shards from number `first` on. Raises OutputError, WorkerError."""
        results = pool.results(batches(self._timed(items), self.size, first), self.tick)
        while head := next(results, None):
            manifest.append(self.folder, self._shard(head[0].shard, chain([head], results)))
        self.tick()

    def _shard(self, number: int, results: Iterator[tuple[Batch, Done]]) -> Entry:
        """Write a shard; its entry. The rejections, which are small, are held to its end."""
        tally, ids = Tally(), set[str]()
        rejections: list[bytes] = []
        repeated = read = 0
        place: Place | None = None

        def documents() -> Iterator[bytes]:
            nonlocal repeated, read, place
            for batch, done in results:
                size = sum(item.size for item in batch.items)
                self.meter.add(done.tally, size, done.seconds, done.peak)
                tally.merge(done.tally)
                repeated += len(done.ids) - len(set(done.ids) - ids)
                ids.update(done.ids)
                rejections.append(done.rejections)
                read, place = read + size, batch.next
                yield done.documents
                if batch.last:
                    return

        files = [self._file(DOCUMENTS, number, documents(), "document")]
        if tally.rejections:
            files.append(self._file(REJECTIONS, number, iter(rejections), "rejection"))
        counts = (tally.documents, tally.rejections.total())
        return Entry(
            shard=number,
            files=tuple(File(*one, count) for one, count in zip(files, counts, strict=False)),
            repeated_ids=repeated,
            read=read,
            tally=tally.counts(),
            next=place,
        )

    def _file(
        self, folder: str, number: int, pieces: Iterator[bytes], kind: str
    ) -> tuple[str, int, str]:
        """Write one file of a shard: its path, size and digest."""
        path = f"{folder}/shard-{number:05}{self.form.suffix}"
        digest, size = hashlib.sha256(), 0

        def seen() -> Iterator[bytes]:
            nonlocal size
            for chunk in self.form.pack(filter(None, pieces), kind):
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        write_atomic(self.folder / path, seen(), self.folder)
        return path, size, digest.hexdigest()

    def _timed(self, items: Iterator[tuple[int, Item]]) -> Iterator[tuple[int, Item]]:
        """The items; the time it took to find them is counted."""
        while True:
            start = time.process_time()
            found = next(items, None)
            self.meter.spend("find", time.process_time() - start)
            if found is None:
                return
            yield found


def finish(folder: Path, total: Begun, digest: str) -> dict[str, Any]:
    """Write the report of a run whose shards are all there, and give it back."""
    found = report(total.tally, digest) | {"repeated_ids": total.repeated_ids}
    write_atomic(folder / REPORT, [pretty(found)], folder)
    return found


def is_run(folder: Path) -> bool:
    """Whether all that is in a folder is of a run, or the folder is empty."""
    ours = (DOCUMENTS, REJECTIONS, REPORT, manifest.NAME)
    names = [path.name for path in folder.iterdir()]
    return all(name in ours or name.startswith(TEMPORARY) for name in names)


def tidy(folder: Path) -> None:
    """Remove what a killed run left half written. Raises OutputError."""
    for part in (folder, folder / DOCUMENTS, folder / REJECTIONS):
        for path in part.glob(f"{TEMPORARY}*"):
            remove(path, folder)


def clear(folder: Path) -> None:
    """Remove all that a run writes, the manifest last. Raises OutputError."""
    tidy(folder)
    for part in (DOCUMENTS, REJECTIONS):
        for path in (folder / part).glob("shard-*"):
            remove(path, folder)
    for name in (REPORT, manifest.NAME):
        remove(folder / name, folder)
