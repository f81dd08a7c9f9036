"""Runs into a folder of shards, and what they wrote."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import zstandard

from tests.doors import PAGE, Ran, cleaner_in

HTML = "<html><head><title>Bridge</title></head><body><p>{}</p></body></html>"


def text(number: int) -> str:
    return PAGE.replace("Monday", f"Monday {number}") if number % 7 else " "


def lines(count: int) -> bytes:
    """JSON lines, one in seven of them blank, so that it is rejected."""
    rows = [{"id": f"d{n}", "text": text(n), "url": f"https://e{n % 3}.org/"} for n in range(count)]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run(folder: Path, *arguments: str | Path, size: int = 20) -> Ran:
    return cleaner_in(folder, "clean", *arguments, "--shard-size", str(size))


def unpacked(path: Path) -> list[dict[str, Any]]:
    """The outcomes in a shard, read with the libraries that people read them with."""
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows
    data = path.read_bytes()
    if path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    elif path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.splitlines()]


def outcomes(out: Path, part: str = "documents") -> list[dict[str, Any]]:
    return [one for path in sorted((out / part).iterdir()) for one in unpacked(path)]


def without_place(document: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "raw": None, "id": "", "url": ""}
