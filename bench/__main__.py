"""python -m bench: the measurements behind every figure in the README and the notes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
Corpora = Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of *.jsonl.zst.")]


@app.command()
def speed(corpora: Corpora, pages: int = 300) -> None:
    """MB/s of the engine, and the ratio to jusText in the same run."""
    from bench.speed import run

    run(corpora, pages)


@app.command()
def size(corpora: Corpora, pages: int = 100_000) -> None:
    """Bytes of the record beyond the text and what was removed."""
    from bench.size import run

    run(corpora, pages)


@app.command()
def growth(size: int = 250_000) -> None:
    """Whether time grows linearly on adversarial inputs."""
    from bench.growth import run

    raise typer.Exit(run(size))


@app.command()
def train(corpora: Corpora, write: bool = False) -> None:
    """Cross-validate the scorer by domain; with --write, fit it on all pages and store it."""
    from bench.train import run

    run(corpora, write)


if __name__ == "__main__":
    app()
