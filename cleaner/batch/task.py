"""What a worker does: a batch of items -> the encoded outcomes and their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from cleaner.batch.plan import Batch
from cleaner.batch.stages import Stages
from cleaner.batch.worker import peak_memory
from cleaner.config import Config
from cleaner.export.shards import form_of
from cleaner.formats import Item, Names
from cleaner.formats.shards import Form
from cleaner.job import Job, Result, is_rejection, outcome_of, prepared, refused, run
from cleaner.model import Problem, Source
from cleaner.record import Document
from cleaner.report import Tally
from cleaner.tree import Seed

# What is loaded with the first document (the profiles of languages) is not of that one's budget.
WARM = Item("page", Source("warm", ""), b"A first sentence, so that all is loaded. " * 9, 0)
# Around each item, by its number in the batch: what watches over its budget.
Watch = Callable[[int], AbstractContextManager[None]]


class RulesChangedError(Exception):
    """Rules that are no longer those the run was begun with."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch."""

    documents: bytes  # encoded; empty when there are none
    rejections: bytes
    tally: Tally
    ids: tuple[str, ...]  # of the documents
    peak: int  # bytes of memory that the worker has had at most
    seconds: Mapping[str, float] = field(default_factory=dict)  # of processor time, by stage


@dataclass(frozen=True, slots=True)
class Task:
    """All that a worker has to know; sent to it once."""

    config: Config
    names: Names
    form: str  # one of FORMS
    rules: str  # the digest of the rulebook
    profile: bool = False

    def prepared(self) -> Callable[[Batch, Mapping[int, Problem], Watch], Done]:
        """The work itself, its rules read. Raises RuleError, RulesChangedError."""
        job, form = _job(self.config, self.names, self.rules), form_of(self.form)
        stages = Stages() if self.profile else None

        def act(batch: Batch, lost: Mapping[int, Problem], watch: Watch) -> Done:
            done = cleaned(batch, lost, watch, job, form)
            return replace(done, seconds=stages.taken()) if stages else done

        return act


def _job(config: Config, names: Names, rules: str) -> Job:
    job = prepared(config, names)
    if job.book.digest != rules:
        raise RulesChangedError("the rules were changed while the run was at work")
    outcome_of(WARM, job)
    return job


def cleaned(batch: Batch, lost: Mapping[int, Problem], watch: Watch, job: Job, form: Form) -> Done:
    """The outcomes of a batch, encoded and counted."""
    outcomes = judged(batch, lost, watch, job)
    documents = [one for one in outcomes if not is_rejection(one)]
    rejections = [one for one in outcomes if is_rejection(one)]
    return Done(
        encoded(documents, "document", form),
        encoded(rejections, "rejection", form),
        tallied(outcomes),
        tuple(document["id"] for document in documents),
        peak_memory(),
    )


def judged(batch: Batch, lost: Mapping[int, Problem], watch: Watch, job: Job) -> list[Document]:
    """The outcomes of a batch. `lost` are items, by number, that have cost a worker its life."""
    outcomes: list[Document] = []
    for number, item in enumerate(batch.items):
        if number in lost:
            outcomes.append(refused(item.facts, lost[number]))
            continue
        with watch(number):
            outcomes.append(outcome_of(item, job))
    return outcomes


def encoded(outcomes: list[Document], kind: str, form: Form) -> bytes:
    return form.encode(outcomes, kind) if outcomes else b""


def tallied(outcomes: list[Document]) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally


@dataclass(frozen=True, slots=True)
class ItemTask:
    """A batch to its outcomes, documents and rejections in their order."""

    config: Config
    names: Names
    rules: str  # the digest of the rulebook

    def prepared(self) -> Callable[[Batch, Mapping[int, Problem], Watch], list[Document]]:
        job = _job(self.config, self.names, self.rules)
        return lambda batch, lost, watch: judged(batch, lost, watch, job)


@dataclass(frozen=True, slots=True)
class TreeTask:
    """A file a document: a worker writes what it cleans. Batches are tuples of seeds."""

    config: Config
    rules: str  # the digest of the rulebook
    force: bool

    def prepared(self) -> Callable[[Sequence[Seed], Mapping[int, Problem], Watch], TreeDone]:
        job = _job(self.config, Names(), self.rules)

        def act(seeds: Sequence[Seed], lost: Mapping[int, Problem], watch: Watch) -> TreeDone:
            tally, results = Tally(), list[Result]()
            for number, seed in enumerate(seeds):
                with nullcontext() if number in lost else watch(number):
                    problem = lost.get(number)
                    result = run(seed, job, write=True, force=self.force, problem=problem)
                if result.outcome:
                    tally.add(result.outcome)
                results.append(result.told())
            return results, tally

        return act


TreeDone = tuple[list[Result], Tally]
