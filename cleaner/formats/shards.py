"""The forms a shard is written in. Equal outcomes give equal bytes: no clock, fixed parameters."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from cleaner.formats import parquet
from cleaner.formats.extras import needed

Outcomes = Sequence[Mapping[str, Any]]
# The levels their makers set; zstd's 3 writes 370 MB/s, gzip's 6 some 60.
GZIP_LEVEL, ZSTD_LEVEL = 6, 3


@dataclass(frozen=True, slots=True)
class Form:
    """How outcomes become a file: `encode` in the workers, batch by batch; `pack` where the file
    is written, from their pieces. `kind` is "document" or "rejection"."""

    suffix: str
    encode: Callable[[Outcomes, str], bytes]
    pack: Callable[[Iterable[bytes], str], Iterator[bytes]]
    package: str = ""  # what must be installed


def lines(outcomes: Outcomes, kind: str = "") -> bytes:  # noqa: ARG001
    return b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in outcomes)


def _gzip_lines(outcomes: Outcomes, kind: str) -> bytes:
    return gzip.compress(lines(outcomes, kind), GZIP_LEVEL, mtime=0)


def _joined(pieces: Iterable[bytes], kind: str) -> Iterator[bytes]:  # noqa: ARG001
    yield from pieces


def _one_frame(pieces: Iterable[bytes], kind: str) -> Iterator[bytes]:  # noqa: ARG001
    """One frame over all: the usual readers of zstd stop at the end of the first."""
    compressor = needed("zstandard", "jsonl.zst").ZstdCompressor(
        level=ZSTD_LEVEL, write_checksum=True, write_content_size=False
    )
    frame = compressor.compressobj()
    for piece in pieces:
        yield frame.compress(piece)
    yield frame.flush()


FORMS = {
    "jsonl": Form(".jsonl", lines, _joined),
    "jsonl.gz": Form(".jsonl.gz", _gzip_lines, _joined),
    "jsonl.zst": Form(".jsonl.zst", lines, _one_frame, "zstandard"),
    "parquet": Form(".parquet", parquet.batch, parquet.packed, "pyarrow.parquet"),
}


def form_of(name: str) -> Form:
    """The form of that name, one of FORMS. Raises MissingExtraError where its package is not."""
    form = FORMS[name]
    if form.package:
        needed(form.package, f"--to {name}")
    return form
