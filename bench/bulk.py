"""A corpus end to end: documents a second, memory, growth; one worker and two."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import orjson

from bench.corpora import read


def corpus(corpora: Path, pages: int, out: Path) -> int:
    """Write flattened pages as JSON lines, over and over under ids of their own; their bytes."""
    found = [
        (page.flat_layout, page.url)
        for name in ("wcxb-dev", "traf-dev")
        for page in read(corpora, name)
        if page.flat_layout.strip()
    ]
    size = 0
    with out.open("wb") as file:
        for number, (text, url) in zip(range(pages), itertools.cycle(found), strict=False):
            line = {"id": f"page-{number:07}", "text": text, "url": url}
            file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            size += len(text.encode())
    return size


def digest(folder: Path) -> str:
    """sha256 over all files below a folder, names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()
