"""`cleaner clean` into one stream, in the order of the inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.batch.limits import Limits
from cleaner.cli.console import Notes, emit, say
from cleaner.config import Config
from cleaner.files import write_atomic
from cleaner.formats import BROKEN, Item
from cleaner.intake import Intake, all_items, stdin_items
from cleaner.job import Job, compact, outcome_of, pretty
from cleaner.record import Document
from cleaner.report import Tally
from cleaner.tree import STREAMS, UsageError, absolute, kind_of, walk

STDIN = Path("-")


def wanted(paths: Sequence[Path], kind: str | None, form: str | None) -> bool:
    """Whether the run goes into one stream rather than into a folder of files."""
    lines = any(kind_of(path.name) in STREAMS and not path.is_dir() for path in paths)
    return lines or STDIN in paths or kind in STREAMS or form not in (None, "json")


def into_shards(out: Path | None, form: str | None) -> bool:
    """Whether it goes in shards into the folder `out`, rather than into a file of that name."""
    if out is None or form == "json" or out.is_file():
        return False
    return kind_of(out.name) not in STREAMS


@dataclass(frozen=True, slots=True)
class How:
    """What was asked for beyond the configuration."""

    kind: str | None
    form: str | None
    out: Path | None
    jobs: int | None  # None: in this process, each outcome as soon as its item is read
    limits: Limits


def clean(paths: Sequence[Path], config: Config, job: Job, how: How) -> int:
    """Exit code 1 for a single page that is rejected and for an input that broke off; what else
    there is to say a stream says in its lines."""
    single = list(paths) == [STDIN] and how.kind not in STREAMS and how.form != "jsonl"
    if how.form == "json" and not single:
        raise UsageError("many documents in one stream are JSON lines: leave out --to json")
    if how.form not in (None, "json", "jsonl"):
        raise UsageError(f"--to {how.form} is for shards: name a folder with --out")
    tally = Tally()
    write = pretty if single else compact
    chunks = (write(outcome) for outcome in _counted(_outcomes(paths, config, job, how), tally))
    if how.out:
        write_atomic(absolute(how.out), chunks, absolute(how.out).parent)
    else:
        for chunk in chunks:
            emit(chunk)
    rejected = tally.rejections.total()
    if not single:
        say(f"{tally.documents} documents, {rejected} rejections")
    broken = any(code in tally.rejections for code in BROKEN)
    return 1 if broken or (single and rejected) else 0


def _outcomes(paths: Sequence[Path], config: Config, job: Job, how: How) -> Iterator[Document]:
    items = items_of(paths, config, job.how, how.kind)
    if how.jobs is None:
        return (outcome_of(item, job) for item in items)
    from cleaner.batch.ordered import outcomes

    return outcomes(items, config, job, how.jobs, how.limits)


def items_of(
    paths: Sequence[Path], config: Config, how: Intake, kind: str | None
) -> Iterator[Item]:
    """The items of the paths, standard input among them."""
    for path in paths:
        if path == STDIN:
            yield from stdin_items(sys.stdin.buffer, kind or "", how)
            continue
        with Notes() as notes:
            seeds = walk([path], config.seeds, config.out, kind or "", notes.passed)
            yield from (item for _, item in all_items(seeds, how))


def _counted(outcomes: Iterator[Document], tally: Tally) -> Iterator[Document]:
    for outcome in outcomes:
        tally.add(outcome)
        yield outcome
