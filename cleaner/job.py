"""Seeds -> outputs: the one path from a raw file to the document on disk, for every command."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from cleaner import __version__
from cleaner.document import process
from cleaner.files import open_input, read_bytes, read_existing, remove, write_atomic
from cleaner.formats import Input
from cleaner.formats.jsonl import jsonl_inputs
from cleaner.formats.page import page_input, unread
from cleaner.model import Problem, Source
from cleaner.record import Document, rejection
from cleaner.rulebook import Rulebook
from cleaner.sweep import is_ours
from cleaner.tree import MEDIA, Seed


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every seed of a run."""

    book: Rulebook
    out: Path
    source: str  # the outlet or corpus
    max_bytes: int  # of a page, or of a line of a stream


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one seed: where its output is, and how that differs from what was there."""

    seed: Seed
    path: Path
    state: str  # "new" | "changed" | "same"
    outcome: Document | None  # None where the output was found to be up to date
    before: bytes | None = None  # the output as it was
    leftover: Path | None = None  # an output of this seed from when its outcome was another

    @property
    def changed(self) -> bool:
        return self.state != "same" or self.leftover is not None


def run(seed: Seed, job: Job, *, write: bool, force: bool = False) -> Result:
    """Clean one page; with `write`, make its output so.

    Without `force`, a document that was made from the same bytes by the same rules and version
    is taken to be up to date. Raises OutputError; whatever else goes wrong is a rejection.
    """
    result = _compared(seed, job, force)
    if write and result.outcome and result.state != "same":
        write_atomic(result.path, [pretty(result.outcome)], job.out)
    if write and result.leftover:  # last, so that a break leaves one too many rather than none
        remove(result.leftover, job.out)
    return result


def _compared(seed: Seed, job: Job, force: bool) -> Result:
    place, other = seed.document(job.out), seed.rejection(job.out)
    data, before = read_bytes(seed.path, job.max_bytes), read_existing(place)
    if not force and before and isinstance(data, bytes) and _is_fresh(before, data, seed, job):
        return Result(seed, place, "same", None, before, _leftover(other))
    outcome = judge(_page(data, seed, job), job)
    if is_rejection(outcome):
        place, other = other, place
        before = read_existing(place)
    state = "new" if before is None else "same" if before == pretty(outcome) else "changed"
    return Result(seed, place, state, outcome, before, _leftover(other))


def outcomes(seeds: Iterable[Seed], job: Job) -> Iterator[Document]:
    """The outcomes of pages and of streams of JSON lines, in order, as they are read."""
    for seed in seeds:
        if seed.kind != "jsonl":
            yield judge(page(seed, job), job)
            continue
        stream = open_input(seed.path)
        if isinstance(stream, Problem):
            yield judge(unread(facts_of(seed, job), stream), job)
            continue
        with stream:
            yield from lines_of(stream, facts_of(seed, job), job)


def lines_of(stream: BinaryIO, facts: Source, job: Job) -> Iterator[Document]:
    """The outcomes of a stream of JSON lines, one for each line that is not blank."""
    return (judge(one, job) for one in jsonl_inputs(stream, facts, job.max_bytes))


def page(seed: Seed, job: Job) -> Input:
    """The page of a seed, read now."""
    return _page(read_bytes(seed.path, job.max_bytes), seed, job)


def _page(data: bytes | Problem, seed: Seed, job: Job) -> Input:
    facts = facts_of(seed, job)
    return unread(facts, data) if isinstance(data, Problem) else page_input(data, facts)


def judge(one: Input, job: Job) -> Document:
    """The document of an input, or its rejection. Raises nothing: a run outlives any one input."""
    if one.problem:
        return rejection(one.source, one.problem)
    try:
        return process(one.source, job.book)
    except Exception as error:  # a defect of ours: this input is put aside, the run goes on
        message = f"{type(error).__name__}: {error} (a defect of cleaner: please report it)"
        return rejection(one.source, Problem("internal-error", message))


def facts_of(seed: Seed, job: Job) -> Source:
    """What is known of a seed before it is read."""
    media, path = MEDIA[seed.kind], seed.rel.as_posix()
    return Source(id="", text="", raw_id=seed.name, path=path, media=media, name=job.source)


def _is_fresh(before: bytes, data: bytes, seed: Seed, job: Job) -> bool:
    """Whether the document was made from this seed as it is, by these rules."""
    try:
        old = orjson.loads(before)
        raw, tool = old["raw"], old["tool"]
        made_of = (raw["sha256"], raw["path"], raw["id"], raw["media"], old["source"])
        made_by = (tool["version"], tool["rules_sha256"])
    except (ValueError, LookupError, TypeError):
        return False
    sha256, facts = hashlib.sha256(data).hexdigest(), facts_of(seed, job)
    return (made_of, made_by) == (
        (sha256, facts.path, facts.raw_id, facts.media, facts.name),
        (__version__, job.book.digest),
    )


def is_rejection(outcome: Document) -> bool:
    return "removals" not in outcome


def pretty(outcome: Document) -> bytes:
    """The bytes of a `.json` output: UTF-8, indented by two, one line end at the end."""
    return orjson.dumps(outcome, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def compact(outcome: Document) -> bytes:
    """The bytes of one line of a `.jsonl` output."""
    return orjson.dumps(outcome, option=orjson.OPT_APPEND_NEWLINE)


def _leftover(path: Path) -> Path | None:
    return path if path.is_file() and not path.is_symlink() and is_ours(path) else None
