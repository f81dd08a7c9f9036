"""A document in the forms of others: pure mappings, one module a format.

An optional key that holds nothing is left out where the format has optional keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cleaner.export import datatrove, dolma, newsarticle, ninjs
from cleaner.record import Document

# Where each line of a document goes, below the output: name of the part -> its line.
Parts = Mapping[str, Document]

EXPORTS: Mapping[str, Callable[[Mapping[str, object]], Parts]] = {
    "dolma": lambda document: {"documents": dolma.cleaned(document)},
    "dolma-pages": lambda document: {
        "documents": dolma.page(document),
        "attributes/cleaner": dolma.attributes(document),
    },
    "datatrove": lambda document: {"documents": datatrove.mapped(document)},
    "ninjs": lambda document: {"documents": ninjs.mapped(document)},
    "newsarticle": lambda document: {"documents": newsarticle.mapped(document)},
}
