"""What one piece of markup says of the page: the common form that rules ask for."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """`name` says `value` of the page, in the words of `kind`: meta, json_ld, link, tag, ...

    Names of `meta` and `link` are lower-cased; `start` is where its visible text begins in the
    page's text, -1 when it has none.
    """

    kind: str
    name: str
    value: str
    start: int = -1
