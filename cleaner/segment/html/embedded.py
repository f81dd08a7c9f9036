"""Pages whose article a program would show: its text stands in JSON-LD, as `articleBody`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import orjson

from cleaner.segment.html.walk import Sign

# Below this many code points it is a teaser.
MIN_BODY = 500
# The page shows the article when its own text has a quarter of it: on the 52 pages of the corpora
# that have an `articleBody` it is shown in full.
SHOWN = 4


def embedded(signs: Iterable[Sign], shown: int) -> str:
    """The markup of the article, "" where the page shows it; `shown` is in code points."""
    bodies = (body for sign in signs if sign.tag == "script" for body in _bodies(sign.raw))
    body = max(bodies, key=len, default="")
    if len(body) < MIN_BODY or shown * SHOWN >= len(body):
        return ""
    if "</" in body or "<br" in body:
        return body
    lines = (line.strip() for line in body.splitlines())
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _bodies(json: str) -> Iterator[str]:
    try:
        todo: list[object] = [orjson.loads(json)]
    except orjson.JSONDecodeError:
        return
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            body = value.get("articleBody")
            if isinstance(body, str):
                yield body
            todo += value.values()
        elif isinstance(value, list):
            todo += value
