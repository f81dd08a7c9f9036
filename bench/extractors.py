"""Other extractors of the main text, given HTML; one that is not installed is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Extractor = Callable[[str], str]

# pip 23 cannot join the extras of lxml that these two ask for with those of the others.
HINT = "pip install -e '.[bench]'; newspaper4k and readability-lxml are installed by themselves"


def _trafilatura(**options: Any) -> Callable[[], Extractor]:
    def make() -> Extractor:
        import trafilatura

        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        return lambda page: trafilatura.extract(page, include_comments=False, **options) or ""

    return make


def _resiliparse() -> Extractor:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract(page, main_content=True))


def _readability() -> Extractor:
    document = import_module("readability").Document
    tree = import_module("lxml.html")
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    return lambda page: str(tree.fromstring(document(page).summary()).text_content())


def _justext() -> Extractor:
    import justext

    stops = justext.get_stoplist("English")
    return lambda page: "\n".join(
        p.text
        for p in justext.justext(page.encode("utf-8", "replace"), stops)
        if not p.is_boilerplate
    )


def _newspaper() -> Extractor:
    article = import_module("newspaper").Article

    def act(page: str) -> str:
        one = article("https://example.org/", fetch_images=False)
        one.download(input_html=page)
        one.parse()
        return str(one.text)

    return act


# Name in the tables -> the package it needs, how it is made.
_TOOLS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "trafilatura, comments off": ("trafilatura", _trafilatura()),
    "trafilatura, fast": ("trafilatura", _trafilatura(fast=True)),
    "trafilatura, precision": ("trafilatura", _trafilatura(favor_precision=True)),
    "resiliparse": ("resiliparse", _resiliparse),
    "readability-lxml": ("readability", _readability),
    "jusText": ("justext", _justext),
    "newspaper4k": ("newspaper", _newspaper),
}


def extractors() -> dict[str, Extractor]:
    """Those that are installed, by name; a page that one fails on counts as nothing found."""
    found: dict[str, Extractor] = {}
    for name, (package, make) in _TOOLS.items():
        if find_spec(package):
            found[name] = _forgiving(make())
        else:
            print(f"{name}: left out; it needs {HINT}")
    return found


def _forgiving(extract: Extractor) -> Extractor:
    def act(page: str) -> str:
        try:
            return extract(page)
        except Exception:  # theirs, on a page they cannot read
            return ""

    return act
