"""How a run is cut: items into batches, batches into shards; by the items alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.formats import Item, Place

# What a worker gets at a time: a fifth of a second of work, so that handing it over costs little
# and the one that is lost with a worker is soon done again.
BATCH_ITEMS, BATCH_BYTES = 64, 2**20
# A shard is closed early where its inputs are books rather than pages.
SHARD_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class Batch:
    """Items in a row that one worker does, all of one shard."""

    shard: int
    items: tuple[Item, ...]
    last: bool  # of its shard
    next: Place | None  # after the last of a shard: where the next begins; None at the end


def batches(items: Iterable[tuple[int, Item]], size: int, shard: int = 0) -> Iterator[Batch]:
    """Shards of `size` items, the first of them number `shard`, in batches."""
    held: list[Item] = []
    weight = count = total = 0
    for index, item in items:
        full = count >= size or total >= SHARD_BYTES
        if held and (full or len(held) >= BATCH_ITEMS or weight >= BATCH_BYTES):
            yield Batch(shard, tuple(held), full, item.place(index) if full else None)
            held, weight = [], 0
        if full:
            shard, count, total = shard + 1, 0, 0
        held.append(item)
        count, weight, total = count + 1, weight + item.weight, total + item.weight
    if held:
        yield Batch(shard, tuple(held), True, None)
