"""datatrove: pages read, cleaned and written on a machine or a cluster (extra `datatrove`).

    pipeline = [Pages("pages/"), Clean(rejections=lines("out/rejections")), lines("out/documents")]
    LocalPipelineExecutor(pipeline, tasks=64, logging_dir="out/logs").run()

What is written are the documents and rejections that `cleaner clean` writes, one a line.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove.pipeline.writers.disk_base import DiskWriter

from cleaner.formats import Item
from cleaner.intake import Intake, open_items
from cleaner.job import is_rejection
from cleaner.mapper import CleanDict
from cleaner.model import Source
from cleaner.schema import schema, schema_id
from cleaner.tree import MEDIA, kind_of

# Where a document carries what our reader found, to our step.
ITEM = "cleaner_item"
KINDS = ("document", "rejection")


class Pages(BaseDiskReader):  # type: ignore[misc]
    """Finds what `cleaner clean` finds, and hands on all of it; `Clean` parses it.

    A document has no text before that. datatrove's own readers drop what has no text, lines that
    are no JSON, and the rest of a file behind a byte that is no UTF-8; here each of them becomes
    a rejection. They can be used all the same: `Clean` takes any document.
    """

    name = "🧹 Pages"

    def __init__(self, data_folder: Any, how: Intake | None = None, **options: Any) -> None:
        """`how` says the source and the largest size; `options` are those of datatrove's readers,
        such as `glob_pattern` and `recursive`."""
        super().__init__(data_folder, add_file_path=False, **options)
        self.how = how or Intake()

    def read_file(self, filepath: str) -> Iterator[Document]:
        kind, place = kind_of(filepath), PurePosixPath(filepath)
        if not kind:
            return
        facts = Source(
            id="",
            text="",
            raw_id=place.stem,
            path=filepath,
            media=MEDIA[kind],
            name=self.how.source,
        )
        with self.data_folder.open(filepath, "rb") as stream:
            for item in open_items(stream, kind, facts, self.how):
                yield Document(text="", id=item.facts.raw_id, metadata={ITEM: item})


class Clean(PipelineStep):  # type: ignore[misc]
    """Cleans documents; those rejected go to the writer `rejections`, and no further.

    No document aborts the run. Of one that `Pages` did not read, `id` and `text` are cleaned, with
    `url` and `source` of its metadata; what else it has in its metadata is kept.
    """

    name = "🧹 Cleaner"
    type = "✂️ - FORMAT"

    def __init__(self, clean: CleanDict | None = None, rejections: DiskWriter | None = None):
        super().__init__()
        self.clean = clean or CleanDict()
        self.rejections = rejections

    def run(
        self,
        data: DocumentsPipeline,
        rank: int = 0,
        world_size: int = 1,  # noqa: ARG002
    ) -> Iterator[Document]:
        with self.rejections or contextlib.nullcontext() as rejections:
            for document in data:
                with self.track_time():
                    outcome = self._outcome(document)
                if not is_rejection(outcome):
                    self.stat_update("documents")
                    yield _carrying(outcome, document)
                    continue
                self.stat_update("rejections", f"rejected_{outcome['code']}")
                if rejections:
                    rejections.write(_carrying(outcome, document), rank)

    def _outcome(self, document: Document) -> dict[str, Any]:
        item = document.metadata.pop(ITEM, None)
        if isinstance(item, Item):
            return self.clean.outcome(item)
        told = {key: document.metadata.get(key) for key in ("url", "source")}
        return self.clean({"id": document.id, "text": document.text, **told})


def _carrying(outcome: dict[str, Any], document: Document) -> Document:
    """The outcome as datatrove has documents; its media, and metadata of other names, stay."""
    told = {key: value for key, value in outcome.items() if key not in ("id", "text")}
    text = outcome.get("text", "")
    return Document(text, outcome["id"], document.media, document.metadata | told)


def lines(folder: Any, filename: str = "${rank}.jsonl.gz", **options: Any) -> JsonlWriter:
    """A writer of documents, or of rejections, as `cleaner clean` writes them. `options` are
    those of JsonlWriter, such as `max_file_size` in bytes."""
    return JsonlWriter(folder, filename, compression="infer", adapter=_adapter, **options)


def _adapter(_: JsonlWriter, document: Document) -> dict[str, Any]:
    """What a document carries of an outcome, in the order of its schema."""
    held = document.metadata | {"id": document.id, "text": document.text}
    kind = next(kind for kind in KINDS if held.get("schema") == schema_id(kind))
    return {name: held[name] for name in schema(kind)["properties"]}
