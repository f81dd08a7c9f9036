"""A document in the forms of others: pure mappings, one module a format.

An optional key that holds nothing is left out where the format has optional keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cleaner.export import datatrove, dolma, newsarticle, ninjs

Mapped = Callable[[Mapping[str, Any]], dict[str, Any]]

# By the name of a form: the folders it is written to, and what a line of theirs is made by.
EXPORTS: Mapping[str, Mapping[str, Mapped]] = {
    "dolma": {"documents": dolma.cleaned},
    "dolma-pages": {"documents": dolma.page, "attributes/cleaner": dolma.attributes},
    "datatrove": {"documents": datatrove.mapped},
    "ninjs": {"documents": ninjs.mapped},
    "newsarticle": {"documents": newsarticle.mapped},
}
