"""`cleaner clean` into a folder: one output a seed, mirrored."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from cleaner.batch.limits import Limits
from cleaner.batch.plan import BATCH_ITEMS
from cleaner.cli.console import Notes, emit_lines, say
from cleaner.cli.progress import track
from cleaner.config import Config
from cleaner.files import TEMPORARY, remove
from cleaner.job import Job, Result, is_rejection, run
from cleaner.report import Tally, table
from cleaner.sweep import orphans
from cleaner.tree import Plan, Seed, UsageError, plan, shown


@dataclass(frozen=True, slots=True)
class How:
    write: bool
    diff: bool
    force: bool
    prune: bool
    strict: bool  # exit 1 when a file was written
    jobs: int | None  # None: as many as are worth it
    limits: Limits


@dataclass(slots=True)
class Sum:
    """What a run came to."""

    states: Counter[str] = field(default_factory=Counter)
    outputs: list[Path] = field(default_factory=list)
    refused: int = 0  # rejections that are new
    tally: Tally = field(default_factory=Tally)

    def add(self, result: Result) -> None:
        self.states["changed" if result.leftover else result.state] += 1
        self.outputs.append(result.path)
        if result.outcome:
            self.refused += result.changed and is_rejection(result.outcome)


def clean(paths: Sequence[Path], config: Config, job: Job, kind: str | None, how: How) -> int:
    """Clean every seed, tell what became of it, and give back the exit code."""
    todo = planned(paths, config, job, kind)
    total = Sum()
    if _many(todo, how):
        results = _by_workers(todo.seeds, config, job.book.digest, how, total.tally)
    else:
        results = _one_by_one(todo.seeds, job, how, total.tally)
    for result in track(results, len(todo.seeds), "cleaning"):
        total.add(result)
        _tell(result, how)
    gone = unaccounted(todo, total.outputs, config, job)
    for path in gone:
        _sweep(path, job, how)
    _sum_up(total, job)
    written = total.states["new"] + total.states["changed"] + (len(gone) if how.prune else 0)
    if total.tally.rejections["internal-error"]:
        return 3
    if how.strict and how.write and written:
        say(f"to put what was written into the commit: git add {shown(job.out)}")
    return 1 if total.refused or (how.strict and written) else 0


def _many(todo: Plan, how: How) -> bool:
    """Whether workers are worth their start, or were asked for."""
    writing = how.write and not how.diff
    return writing and (how.jobs is not None or len(todo.seeds) > BATCH_ITEMS)


def _one_by_one(seeds: Sequence[Seed], job: Job, how: How, tally: Tally) -> Iterator[Result]:
    for seed in seeds:
        result = run(seed, job, write=how.write, force=how.force)
        if result.outcome:
            tally.add(result.outcome)
        yield result


def _by_workers(
    seeds: Sequence[Seed], config: Config, rules: str, how: How, tally: Tally
) -> Iterator[Result]:
    from cleaner.batch.pool import Pool, cores
    from cleaner.batch.task import TreeTask

    batches = (seeds[at : at + BATCH_ITEMS] for at in range(0, len(seeds), BATCH_ITEMS))
    pool = Pool(TreeTask(config, rules, how.force), how.jobs or cores(), how.limits)
    try:
        for _, (results, counted) in pool.results(batches, lambda: None):
            tally.merge(counted)
            yield from results
    finally:
        pool.close()


def planned(paths: Sequence[Path], config: Config, job: Job, kind: str | None) -> Plan:
    """The seeds of a run. Says what is passed over."""
    if job.out.exists() and not job.out.is_dir():
        raise UsageError(f"{shown(job.out)} is a file: --out is the folder of the documents")
    todo = plan(paths, config.seeds, job.out, kind or "")
    with Notes() as notes:
        for problem in todo.passed:
            notes.passed(problem)
    return todo


def unaccounted(todo: Plan, outputs: Sequence[Path], config: Config, job: Job) -> list[Path]:
    """Outputs in the folders of the run whose seeds are gone; none when only files were named."""
    if not todo.folders:
        return []
    there = [root for root in config.seeds if root.is_dir()]
    return orphans(todo, plan(there, config.seeds, job.out), outputs, job.out)


def _tell(result: Result, how: How) -> None:
    if not result.changed:
        return
    if result.outcome and is_rejection(result.outcome):
        why = f"{result.outcome['code']}: {result.outcome['message']}"
        say(f"{shown(result.seed.path)}: rejected: {why}")
    if how.diff:
        emit_lines(_diff(result))
    elif how.strict or not how.write:
        verb = "write" if result.state == "new" else "rewrite"
        say(f"{verb if how.write else 'would ' + verb} {shown(result.path)}")


def _diff(result: Result) -> Iterator[str]:
    """How the output changes, with the text as lines."""
    old = _readable(orjson.loads(result.before)) if result.before else []
    new = _readable(result.outcome) if result.outcome else []
    yield from difflib.unified_diff(old, new, shown(result.path), shown(result.path), lineterm="")


def _readable(outcome: object) -> list[str]:
    if isinstance(outcome, dict) and isinstance(outcome.get("text"), str):
        outcome = outcome | {"text": outcome["text"].splitlines()}
    return orjson.dumps(outcome, option=orjson.OPT_INDENT_2).decode().splitlines()


def _sweep(path: Path, job: Job, how: How) -> None:
    if not how.prune:
        why = "a killed run left it" if path.name.startswith(TEMPORARY) else "its seed is gone"
        say(f"{shown(path)}: {why}; --prune removes it")
        return
    if how.write:
        remove(path, job.out)
    say(f"{'removed' if how.write else 'would remove'} {shown(path)}")


def _sum_up(total: Sum, job: Job) -> None:
    if sys.stderr.isatty():
        for line in table(total.tally):
            say(line)
    counts = (f"{total.states[state]} {state}" for state in ("new", "changed"))
    rejected = f", {total.tally.rejections.total()} rejected" if total.tally.rejections else ""
    files = "1 file" if len(total.outputs) == 1 else f"{len(total.outputs)} files"
    same = f"{total.states['same']} up to date"
    say(f"{files}: {', '.join(counts)}, {same}{rejected}; in {shown(job.out)}")
