"""`cleaner clean` into a run folder: shards, a manifest, a report; begun, or gone on with."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from cleaner import __version__
from cleaner.batch import manifest
from cleaner.batch.limits import Limits
from cleaner.batch.manifest import Header
from cleaner.batch.meter import Meter
from cleaner.batch.pool import Pool, cores
from cleaner.batch.run import Begun, Run, begun, clear, finish, is_run, tidy
from cleaner.batch.survey import Survey, survey
from cleaner.batch.task import Task
from cleaner.cli.console import Notes, say
from cleaner.cli.progress import reporting
from cleaner.cli.streams import STDIN
from cleaner.config import Config
from cleaner.export.shards import form_of
from cleaner.files import locked, make_folder, write_atomic
from cleaner.formats import BROKEN, Item, Names, Place
from cleaner.intake import Intake, all_items, stdin_items
from cleaner.job import Job, pretty
from cleaner.tree import UsageError, absolute, shown, walk


@dataclass(frozen=True, slots=True)
class How:
    """What was asked for beyond the configuration."""

    form: str  # "" for the usual one
    kind: str  # of the inputs, where names do not say; ""
    names: Names
    jobs: int | None  # None: one a core
    size: int  # inputs a shard
    limits: Limits
    restart: bool
    profile: bool
    report: Path | None


def clean(paths: Sequence[Path], config: Config, job: Job, how: How) -> int:
    """Exit code 1 when an input could not be read to its end, 3 when a document met a defect."""
    how = replace(how, form=how.form or "jsonl")
    form_of(how.form)  # is its package there?
    folder = job.out
    _usable(folder)
    make_folder(folder)
    with locked(folder) as ours:
        if not ours:
            raise UsageError(f"another run is at work on {shown(folder)}: wait for it, or end it")
        if how.restart:
            clear(folder)
        inputs = _surveyed(paths, config, how)
        done = _opened(folder, _header(inputs, config, job, how))
        tidy(folder)
        if not done.done:
            done = _run(paths, inputs, config, job, how, done)
        total = finish(folder, done, job.book.digest)
    if how.report:
        place = absolute(how.report)
        write_atomic(place, [pretty(total)], place.parent)
    return _told(total, folder)


def _usable(folder: Path) -> None:
    """Raises UsageError for a folder that holds something else than a run."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{shown(folder)} is a file: --out is the folder of the run")
    if folder.is_dir() and not is_run(folder):
        raise UsageError(f"{shown(folder)} holds something else than a run: name another --out")


def _surveyed(paths: Sequence[Path], config: Config, how: How) -> list[Survey]:
    with Notes() as notes:
        named = [path for path in paths if path != STDIN]
        found = survey(named, walk(named, config.seeds, config.out, how.kind, notes.passed))
    return found + [Survey("-", 0, 0, "")] * (STDIN in paths)


def _header(inputs: list[Survey], config: Config, job: Job, how: How) -> Header:
    """All that decides what a run writes."""
    options = {
        "from": how.kind,
        "source": config.source,
        "max_bytes": config.max_bytes,
        "names": asdict(how.names),
        "shard_size": how.size,
        "limits": asdict(how.limits),
    }
    return manifest.header(
        version=__version__,
        rules_sha256=job.book.digest,
        to=how.form,
        options=options,
        inputs=[asdict(one) for one in inputs],
    )


def _opened(folder: Path, head: Header) -> Begun:
    """How far the folder is; begun where there was nothing. Raises UsageError for another run."""
    there = manifest.read(folder)
    if there is None:
        manifest.begin(folder, head)
        return Begun()
    old = there[0]
    other = [_difference(key, old.get(key), head[key]) for key in head if old.get(key) != head[key]]
    if other:
        hint = "--restart begins anew, another --out keeps both"
        raise UsageError(f"{shown(folder)} was begun otherwise: {'; '.join(other)} ({hint})")
    manifest.mend(folder)
    return begun(there[1])


def _difference(key: str, old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        other = [name for name in new if old.get(name) != new[name]]
        return ", ".join(_difference(name, old.get(name), new[name]) for name in other)
    if key == "inputs":
        return "the inputs are others, or have changed"
    return f"{key} was {orjson.dumps(old).decode()}, is {orjson.dumps(new).decode()}"


def _run(
    paths: Sequence[Path], inputs: list[Survey], config: Config, job: Job, how: How, done: Begun
) -> Begun:
    """Write the shards that are not there yet; what the run then comes to."""
    if done.shards:
        say(f"going on after {done.shards} shards, {done.tally.documents:,} documents")
    meter = Meter(sum(one.bytes for one in inputs), time.monotonic(), done.tally, done.read)
    meter.go_on()
    task = Task(config, how.names, how.form, job.book.digest, how.profile)
    pool = Pool(task, how.jobs or cores(), how.limits)
    start = time.process_time()
    try:
        with reporting(meter) as tick:
            run = Run(job.out, form_of(how.form), how.size, meter, tick)
            run.write(_items(paths, config, job.how, how.kind, done.next), pool, done.shards)
    finally:
        pool.close()
    meter.spend("pass on", time.process_time() - start - meter.seconds.get("find", 0.0))
    if how.profile:
        _profile(meter)
    there = manifest.read(job.out)
    return begun(there[1]) if there else done


def _items(
    paths: Sequence[Path], config: Config, how: Intake, kind: str, start: Place | None
) -> Iterator[tuple[int, Item]]:
    """The items of the files, then those of standard input."""
    named = [path for path in paths if path != STDIN]
    if start is None or start.input < len(named):
        seeds = walk(named, config.seeds, config.out, kind, lambda _: None)
        yield from all_items(seeds, how, start)
        start = None
    if STDIN in paths:
        items = stdin_items(sys.stdin.buffer, kind, how, start)
        yield from ((len(named), item) for item in items)


def _profile(meter: Meter) -> None:
    say("processor time by stage:")
    for name, spent, share in meter.stages():
        say(f"  {name:16} {spent:9.2f} s  {share:6.1%}")
    say(f"most memory of a worker: {meter.peak / 1e6:,.0f} MB")


def _told(total: dict[str, Any], folder: Path) -> int:
    documents, rejected = total["documents"], total["rejections"]
    say(f"{documents:,} documents, {sum(rejected.values()):,} rejections; in {shown(folder)}")
    if total["repeated_ids"]:
        say(f"{total['repeated_ids']:,} documents have the id of another in their shard")
    broken = {code: rejected[code] for code in BROKEN if code in rejected}
    if broken:
        listed = ", ".join(f"{code} {count:,}" for code, count in broken.items())
        say(f"not read to the end: {listed}; see {shown(folder / 'rejections')}")
    return 3 if "internal-error" in rejected else 1 if broken else 0
