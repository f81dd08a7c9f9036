"""Which scorer may judge which page: one that was fitted without the page's registered domain."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.corpora import Annotated
from cleaner.score import content
from cleaner.score.content import Scorer

FOLDS = 5
CORPORA = ("wcxb-dev", "traf-dev")


@cache
def _domains() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=())  # the list as packaged: no network


def site_of(page: Annotated) -> str:
    """The registered domain of a page."""
    parts = _domains()(page.url)
    return str(parts.top_domain_under_public_suffix or parts.domain or page.id)


def fold_of(page: Annotated) -> int:
    """0 to FOLDS - 1, the same for all pages of a registered domain."""
    return zlib.crc32(site_of(page).encode()) % FOLDS


def digests(corpora: Path) -> dict[str, str]:
    """sha256 of each file of pages, in hex."""
    paths = {name: corpora / f"{name}.jsonl.zst" for name in CORPORA}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}


def write(path: Path, models: Sequence[dict[str, Any]], corpora: Path) -> None:
    """Store the scorers, the one for fold i at place i: as they are in `content.json`."""
    stored = {"corpora_sha256": digests(corpora), "folds": list(models)}
    path.write_text(json.dumps(stored, separators=(",", ":")) + "\n", "utf-8")


def read(path: Path, corpora: Path) -> list[Scorer]:
    """The scorers by fold. Ends the run when they were fitted to other pages."""
    stored = json.loads(path.read_text("utf-8"))
    if stored["corpora_sha256"] != digests(corpora) or len(stored["folds"]) != FOLDS:
        again = f"python -m bench train --corpora {corpora} --folds {path}"
        raise SystemExit(f"{path}: fitted to other pages; train it anew: {again}")
    return [content.scorer(model) for model in stored["folds"]]


@contextmanager
def scorer(model: Scorer | None) -> Iterator[None]:
    """Within, the cleaner scores by this; None: as if it had none, by rules alone."""
    with patch("cleaner.detect.content.model", lambda **_: model):
        yield
