"""Items -> outcomes in their order, by workers: for whoever wants no shards."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from cleaner.batch.limits import Limits
from cleaner.batch.plan import batches
from cleaner.batch.pool import Pool
from cleaner.batch.task import ItemTask
from cleaner.config import Config
from cleaner.formats import Item
from cleaner.job import Job
from cleaner.record import Document


def outcomes(
    items: Iterable[Item], config: Config, job: Job, jobs: int, limits: Limits
) -> Iterator[Document]:
    """What `outcome_of` gives for each item, by `jobs` workers. Raises WorkerError."""
    pool = Pool(ItemTask(config, job.how.names, job.book.digest), jobs, limits)
    numbered = ((0, item) for item in items)
    try:
        for _, done in pool.results(batches(numbered, sys.maxsize), lambda: None):
            yield from done
    finally:
        pool.close()
