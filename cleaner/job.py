"""Seeds -> outputs: the one path from a raw file to the document on disk, for every command."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from cleaner import __version__
from cleaner.config import Config
from cleaner.document import process
from cleaner.files import read_bytes, read_existing, remove, write_atomic
from cleaner.formats import Input, Item, Names
from cleaner.formats.page import unread
from cleaner.intake import Intake, facts_of, parsed, read_page
from cleaner.model import TEXT, Problem, Source
from cleaner.record import Document, rejection
from cleaner.rulebook import Rulebook, load
from cleaner.segment import AS_TEXT
from cleaner.sweep import is_ours
from cleaner.tree import Seed, absolute


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every seed of a run."""

    book: Rulebook
    out: Path
    how: Intake


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one seed: where its output is, and how that differs from what was there."""

    seed: Seed
    path: Path
    state: str  # "new" | "changed" | "same"
    outcome: Document | None  # None where the output was up to date, or it is kept no longer
    before: bytes | None = None  # the output as it was
    leftover: Path | None = None  # an output of this seed from when its outcome was another

    @property
    def changed(self) -> bool:
        return self.state != "same" or self.leftover is not None

    def told(self) -> Result:
        """The same, without what takes room: the documents themselves."""
        kept = self.outcome if self.outcome and is_rejection(self.outcome) else None
        return replace(self, outcome=kept, before=None)


def run(
    seed: Seed, job: Job, *, write: bool, force: bool = False, problem: Problem | None = None
) -> Result:
    """Clean one page; with `write`, make its output so. With a `problem` it is not looked into.

    Without `force`, a document that was made from the same bytes by the same rules and version
    is taken to be up to date. Raises OutputError; whatever else goes wrong is a rejection.
    """
    result = _compared(seed, job, force, problem)
    if write and result.outcome and result.state != "same":
        write_atomic(result.path, [pretty(result.outcome)], job.out)
    if write and result.leftover:  # last, so that a break leaves one too many rather than none
        remove(result.leftover, job.out)
    return result


def _compared(seed: Seed, job: Job, force: bool, problem: Problem | None) -> Result:
    place, other = seed.document(job.out), seed.rejection(job.out)
    data, before = problem or read_bytes(seed.path, job.how.max_bytes), read_existing(place)
    if not force and before and isinstance(data, bytes) and _is_fresh(before, data, seed, job):
        return Result(seed, place, "same", None, before, _leftover(other))
    outcome = judge(read_page(data, facts_of(seed, job.how.source)), job)
    if is_rejection(outcome):
        place, other = other, place
        before = read_existing(place)
    state = "new" if before is None else "same" if before == pretty(outcome) else "changed"
    return Result(seed, place, state, outcome, before, _leftover(other))


def page(seed: Seed, job: Job) -> Input:
    """The page of a seed, read now."""
    return read_page(read_bytes(seed.path, job.how.max_bytes), facts_of(seed, job.how.source))


def outcome_of(item: Item, job: Job) -> Document:
    """The document of an item, or its rejection. Raises nothing."""
    return _guarded(item.facts, lambda: judge(parsed(item, job.how), job))


def judge(one: Input, job: Job) -> Document:
    """The document of an input, or its rejection. Raises nothing: a run outlives any one input."""
    if one.problem:
        return rejection(one.source, one.problem)
    return _guarded(one.source, lambda: process(one.source, job.book))


def _guarded(source: Source, act: Callable[[], Document]) -> Document:
    try:
        return act()
    except MemoryError:
        problem = Problem("memory", "takes more memory than a document may")
    except Exception as error:  # a defect of ours: this input is put aside, the run goes on
        message = f"{type(error).__name__}: {error} (a defect of cleaner: please report it)"
        problem = Problem("internal-error", message)
    return refused(source, problem)


def refused(source: Source, problem: Problem) -> Document:
    """The rejection of what was not looked into, or not to the end."""
    return rejection(source if source.id else unread(source, problem).source, problem)


def _is_fresh(before: bytes, data: bytes, seed: Seed, job: Job) -> bool:
    """Whether the document was made from this seed as it is, by these rules."""
    try:
        old = orjson.loads(before)
        raw, tool = old["raw"], old["tool"]
        called_text = any(one["code"] == AS_TEXT for one in old["warnings"])
        media = TEXT if called_text else raw["media"]
        made_of = (raw["sha256"], raw["path"], raw["id"], media, old["source"])
        made_by = (tool["version"], tool["rules_sha256"])
    except (ValueError, LookupError, TypeError):
        return False
    sha256, facts = hashlib.sha256(data).hexdigest(), facts_of(seed, job.how.source)
    return (made_of, made_by) == (
        (sha256, facts.path, facts.raw_id, facts.media, facts.name),
        (__version__, job.book.digest),
    )


def prepared(config: Config, names: Names | None = None) -> Job:
    """The rules read and the settings made, ready for any number of inputs. Raises RuleError."""
    book = load(
        config.rules,
        select=config.select,
        ignore=config.ignore,
        date_order=config.date_order,
        as_of=config.as_of,
        keep=config.keep,
        parser=config.parser,
    )
    return Job(
        book, absolute(config.out), Intake(config.source, config.max_bytes, names or Names())
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
