"""python -m bench: the measurements behind every figure in the README and the notes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
Corpora = Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of *.jsonl.zst.")]
Folds = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Scorers of the cross-validation, by train."),
]
Stored = Annotated[Path | None, typer.Option(dir_okay=False, help="Write this file.")]
Pages = Annotated[int | None, typer.Option(help="Only the first pages of each corpus.")]


@app.command()
def speed(corpora: Corpora, pages: int = 300, stages: bool = False) -> None:
    """MB/s of the engine, and the ratio to jusText in the same run; what each step takes."""
    from bench.speed import run

    run(corpora, pages, stages)


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
def hostile() -> None:
    """Time, memory and outcome of pages made to hurt."""
    from bench.hostile import run

    raise typer.Exit(run())


@app.command()
def parsers(corpora: Corpora, pages: Pages = None) -> None:
    """Whether lxml and BeautifulSoup give the same blocks."""
    from bench.parsers import run

    raise typer.Exit(run(corpora, pages))


@app.command()
def again(corpora: Corpora, pages: Pages = None) -> None:
    """Whether a cleaned text stays as it is when it is cleaned again."""
    from bench.again import run

    raise typer.Exit(run(corpora, pages))


@app.command(name="help")
def help_time(runs: int = 10) -> None:
    """CPU time of `cleaner --help`, user and system: the least of the runs."""
    from bench.start import run

    run(runs)


@app.command()
def train(corpora: Corpora, html: bool = False, write: bool = False, folds: Stored = None) -> None:
    """Cross-validate the scorer by domain; with --write, fit it on all pages and store it."""
    from bench.train import run

    run(corpora, html, write, folds)


@app.command()
def text(corpora: Corpora, folds: Folds = None, pages: Pages = None, out: Stored = None) -> None:
    """Accuracy and speed on text whose HTML is gone: this cleaner and its peers, in one run."""
    from bench.text import run

    run(corpora, folds, pages, out)


@app.command()
def fields(corpora: Corpora, pages: Pages = None, out: Stored = None) -> None:
    """Dates, titles and authors read from HTML: this cleaner, htmldate and trafilatura."""
    from bench.fields import run

    run(corpora, pages, out)


@app.command()
def html(corpora: Corpora, folds: Folds = None, pages: Pages = None, out: Stored = None) -> None:
    """Accuracy and speed on HTML: this cleaner and the extractors, in one run."""
    from bench.html import run

    run(corpora, folds, pages, out)


def mine(corpora: Corpora, folds: Folds = None) -> None:
    """How often a line that recurs after cleaning is main text, by zone and threshold."""
    from bench.mine import run

    run(corpora, folds)


@app.command()
def counts(documents: int = 200_000) -> None:
    """Memory and time of mining made-up pages, 28 lines each."""
    from bench.counts import run

    run(documents)


@app.command()
def near(corpora: Corpora) -> None:
    """Copies with some words changed: how many are told as near-duplicates."""
    from bench.near import run

    run(corpora)


@app.command()
def rules(
    corpora: Corpora,
    folds: Folds = None,
    flat: str = "flat_layout",
    pages: Pages = None,
    examples: int = 5,
) -> None:
    """What each rule takes, how often it is right, and the F1 lost without it.

    --flat is flat_layout, flat_nodes or html.
    """
    from bench.rules import run

    run(corpora, folds, flat, pages, examples)


@app.command()
def corpus(corpora: Corpora, pages: int = 100_000, rounds: int = 3) -> None:
    """A corpus end to end: documents/s, MB/s by stage, memory, growth, one worker and two."""
    from bench.bulk import run

    run(corpora, pages, rounds)


@app.command()
def webpages(corpora: Corpora, pages: int = 2000, rounds: int = 2) -> None:
    """HTML files by two processes: pages a second, and the ratio to `trafilatura --parallel`."""
    from bench.webpages import run

    run(corpora, pages, rounds)


@app.command()
def kills(corpora: Corpora, trees: int = 200, pages: int = 60, seed: int = 0) -> None:
    """Runs killed at random and gone on with: 1 when a tree is not that of an unbroken run."""
    from bench.kills import run

    raise typer.Exit(run(corpora, trees, pages, seed))


@app.command()
def check(
    corpora: Corpora,
    folds: Folds = None,
    html_folds: Folds = None,
    update: bool = False,
    allow_regression: bool = False,
) -> None:
    """Fail when a figure sinks below the floor; --update raises the floor."""
    from bench.check import run

    raise typer.Exit(run(corpora, folds, html_folds, update, allow_regression))


if __name__ == "__main__":
    app()
