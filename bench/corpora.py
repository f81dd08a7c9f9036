"""Reading the annotated pages: JSON Lines, Zstandard."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zstandard

FLATTENINGS = ("flat_layout", "flat_nodes")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page whose main text, or snippets of it, people have marked."""

    id: str
    url: str
    type: str
    gold: str
    title: str
    date: str
    author: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    flat_layout: str
    flat_nodes: str
    html: str

    def flat(self, name: str) -> str:
        """A flattening, or the HTML itself under the name `html`."""
        return str(getattr(self, name))


def read(folder: Path, name: str, *, html: bool = False) -> Iterator[Annotated]:
    """The pages of `<name>.jsonl.zst`, in order; their HTML only when asked for."""
    with (folder / f"{name}.jsonl.zst").open("rb") as file:
        stream = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8")
        for line in stream:
            page = json.loads(line)
            yield Annotated(
                id=page["id"],
                url=page["url"] or "",
                type=page["type"],
                gold=page["gold"],
                title=page["title"] or "",
                date=page["date"] or "",
                author=_joined(page["author"]),
                wanted=tuple(page["with"]),
                unwanted=tuple(page["without"]),
                flat_layout=page["flat_layout"],
                flat_nodes=page["flat_nodes"],
                html=page["html"] if html else "",
            )


def _joined(names: str | list[str] | None) -> str:
    return "; ".join(names) if isinstance(names, list) else names or ""
