"""Other cleaners, given text whose HTML is gone: its lines wrapped in <p>, or as they are.

None is made for such text. Every peer is asked for what it takes for the main text, in its default
setting; those that need a language get English.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

Peer = Callable[[str], str]

LONG = 8  # words: the best of the plain line lengths on the pages (peers.md)


def wrapped(text: str) -> str:
    """A page of one <p> a line."""
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>\n{lines}\n</body></html>"


def nothing(text: str) -> str:
    return text


def long_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if len(line.split()) >= LONG)


def justext_lines() -> Peer:
    import justext

    stops = justext.get_stoplist("English")

    def act(text: str) -> str:
        paragraphs = justext.justext(wrapped(text), stops) if text.strip() else []
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return act


def trafilatura_lines() -> Peer:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def act(text: str) -> str:
        return trafilatura.extract(wrapped(text), include_comments=False) or ""

    return act


def boilerpy_lines() -> Peer:
    extractors = import_module("boilerpy3.extractors")
    logging.getLogger("boilerpy3").setLevel(logging.CRITICAL)
    extractor = extractors.ArticleExtractor(raise_on_failure=False)

    def act(text: str) -> str:
        return str(extractor.get_content(wrapped(text)))

    return act


def c4_lines() -> Peer:
    """C4's rules for lines alone: those that drop a whole document are switched off."""
    document = import_module("datatrove.data").Document
    rules = import_module("datatrove.pipeline.filters").C4QualityFilter(
        min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False
    )

    def act(text: str) -> str:
        page = document(text=text, id="page")
        rules.filter(page)
        return str(page.text)

    return act


# Name in the tables -> the package it needs, how it is made.
_TOOLS: dict[str, tuple[str, Callable[[], Peer]]] = {
    "jusText": ("justext", justext_lines),
    "trafilatura": ("trafilatura", trafilatura_lines),
    "boilerpy3 Article": ("boilerpy3", boilerpy_lines),
    "C4 line rules (datatrove)": ("datatrove", c4_lines),
}


def peers() -> dict[str, Peer]:
    """Every peer by name; one that is not installed is left out with a printed line."""
    found: dict[str, Peer] = {"nothing removed": nothing, f"lines of >= {LONG} words": long_lines}
    for name, (package, make) in _TOOLS.items():
        if find_spec(package):
            found[name] = make()
        else:
            print(f"{name}: not installed, left out (the extra `bench` has it)")
    return found
