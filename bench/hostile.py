"""Pages made to hurt: each must come to a clear outcome in bounded time and memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.text import table
from cleaner.document import process
from cleaner.formats.page import page_input
from cleaner.model import HTML, Source
from cleaner.record import rejection
from cleaner.rulebook import load

MAX_SECONDS, MAX_MEGABYTES = 10, 1536  # what issue 4 asks for


@dataclass(frozen=True, slots=True)
class Page:
    """`make(n)` is the page of size n; at the full size the outcome is `outcome`."""

    name: str
    make: Callable[[int], str]
    full: int
    small: int  # for the tests: quick, with the same outcome
    outcome: str = "document"  # or the code of a rejection


def _entities(levels: int) -> str:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)]
    return f'<!DOCTYPE html [<!ENTITY l0 "lol">{"".join(names)}]><p>&l{levels - 1}; and a word</p>'


PAGES = (
    Page("nested divs", lambda n: "<div>" * n + "x", 100_000, 20_000, "too-deep"),
    Page(
        "attributes on a tag",
        lambda n: f"<p {' '.join(f'a{i}=x' for i in range(n))}>x",
        50_000,
        11_000,
        "too-many-attributes",
    ),
    Page("one text node", lambda n: "<p>" + "word " * (n // 5), 50_000_000, 100_000),
    Page("elements", lambda n: "<p>a" * n, 2_000_000, 310_000, "too-many-elements"),
    Page("as many elements as are read", lambda n: "<p>a word" * (n - 3), 200_000, 2_000),
    Page(
        "paragraphs never closed", lambda n: "<ul><li><a href=x>One" + "<p><li>Two" * n, 9_000, 900
    ),
    Page(
        "all never closed", lambda n: "<ul><li><b><table><tr><td>One" * n, 9_000, 2_000, "too-deep"
    ),
    Page("NULs", lambda n: "<p>A word.</p>" + "\0" * n, 1_000_000, 10_000),
    Page("openings", lambda n: "<" * n, 1_000_000, 10_000),
    Page("openings of comments", lambda n: "One" + "<!--" * n, 1_000_000, 10_000),
    Page("entities of entities", _entities, 10, 10),
    Page("nested tables", lambda n: "<table><tr><td>x" * n, 10_000, 4_000, "too-deep"),
    Page("scripts", lambda n: "<script>var a = '<p>x</p>';</script>" * n, 100_000, 300, "empty"),
    Page("names", lambda n: "".join(f"<p class='a{i:x}b'>x" for i in range(n)), 190_000, 1_000),
    Page("items in items", lambda n: "<div itemscope class=date>x" * n, 9_000, 500),
    Page("dates in a line", lambda n: "<time>x</time>" * n, 190_000, 1_000),
    Page(
        "lines in nested rows",
        lambda n: "<table><tr><td>" * (n // 100) + "<p>One" * n,
        190_000,
        2_000,
    ),
    Page("lines in the line", lambda n: "<b>a<br>" * n, 9_000, 900),
)


def outcome(markup: bytes | str) -> str:
    """What becomes of a page: "document", or the code of its rejection."""
    if isinstance(markup, str):
        document = process(Source("page", markup, media=HTML), load())
    else:
        read = page_input(markup, Source("", "", raw_id="page", media=HTML))
        document = (
            rejection(read.source, read.problem) if read.problem else process(read.source, load())
        )
    return str(document.get("code", "document"))


def run() -> int:
    """Print a row a page, each in a process of its own; 1 when one is not as it should be."""
    rows: list[list[str]] = []
    wrong = 0
    for page in PAGES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found, seconds, megabytes = pool.apply(_measured, (page.name,))
        fits = found == page.outcome and seconds < MAX_SECONDS and megabytes < MAX_MEGABYTES
        wrong += not fits
        cells = [page.name, f"{page.full:,}", found, f"{seconds:.1f}", f"{megabytes:,.0f}"]
        rows.append([*cells, "" if fits else "!"])
    print(table(["page", "size", "outcome", "s", "MB", "wrong"], rows))
    return 1 if wrong else 0


def _measured(name: str) -> tuple[str, float, float]:
    """Outcome, seconds of CPU, and the most memory the process ever held."""
    page = next(page for page in PAGES if page.name == name)
    load()
    markup = page.make(page.full)
    start = time.process_time()
    found = outcome(markup)
    seconds = time.process_time() - start
    return found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
