"""`cleaner clean` into one stream, in the order of the inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.cli.console import emit, say
from cleaner.config import Config
from cleaner.files import write_atomic
from cleaner.formats.page import page_input, unread
from cleaner.job import Job, compact, judge, lines_of, outcomes, pretty
from cleaner.model import Problem, Source
from cleaner.record import Document
from cleaner.report import Tally
from cleaner.tree import MEDIA, UsageError, absolute, kind_of, plan

STDIN = Path("-")


def wanted(paths: Sequence[Path], kind: str | None, form: str | None) -> bool:
    """Whether the run goes into one stream rather than into a folder."""
    lines = any(kind_of(path.name) == "jsonl" and not path.is_dir() for path in paths)
    return lines or STDIN in paths or "jsonl" in (kind, form)


def clean(
    paths: Sequence[Path],
    config: Config,
    job: Job,
    kind: str | None,
    form: str | None,
    out: Path | None,
) -> int:
    """Exit code 1 only for a single page that is rejected: a stream tells in its lines."""
    single = list(paths) == [STDIN] and "jsonl" not in (kind, form)
    if form == "json" and not single:
        raise UsageError("many documents in one stream are JSON lines: leave out --to json")
    if out and out.is_dir():
        raise UsageError(f"--out is a file where all goes into one stream: {out} is a folder")
    tally = Tally()
    write = pretty if single else compact
    chunks = (write(outcome) for outcome in _counted(_all(paths, config, job, kind), tally))
    if out:
        write_atomic(absolute(out), chunks, absolute(out).parent)
    else:
        for chunk in chunks:
            emit(chunk)
    rejected = tally.rejections.total()
    if not single:
        say(f"{tally.documents} documents, {rejected} rejections")
    return 1 if single and rejected else 0


def _all(paths: Sequence[Path], config: Config, job: Job, kind: str | None) -> Iterator[Document]:
    for path in paths:
        if path == STDIN:
            yield from _stdin(kind, job)
            continue
        found = plan([path], config.seeds, config.out, kind or "", streams=True)
        for problem in found.passed:
            say(f"{problem.where}: {problem.message}: passed over")
        yield from outcomes(found.seeds, job)


def _stdin(kind: str | None, job: Job) -> Iterator[Document]:
    if not kind:
        raise UsageError("say what standard input is: --from text, html or jsonl")
    facts = Source(id="", text="", raw_id="stdin", media=MEDIA[kind], name=job.source)
    if kind == "jsonl":
        yield from lines_of(sys.stdin.buffer, facts, job)
        return
    data = sys.stdin.buffer.read(job.max_bytes + 1)
    if len(data) > job.max_bytes:
        problem = Problem("too-large", f"has more than {job.max_bytes} bytes")
        yield judge(unread(facts, problem), job)
    else:
        yield judge(page_input(data, facts), job)


def _counted(outcomes: Iterator[Document], tally: Tally) -> Iterator[Document]:
    for outcome in outcomes:
        tally.add(outcome)
        yield outcome
