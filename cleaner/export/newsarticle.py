"""schema.org NewsArticle as JSON-LD (https://schema.org/NewsArticle)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def mapped(document: Mapping[str, Any]) -> dict[str, Any]:
    """Dates are ISO 8601, as precise as the page was; `dateline` is what the page shows."""
    lang = document["lang"]
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": document["id"],
        "url": document["url"],
        "headline": document["title"],
        "articleBody": document["text"],
        "datePublished": document["date"],
        "dateModified": document["updated"],
        "dateline": document["dateline"]["raw"],
        "inLanguage": "" if lang == "und" else lang,
        "author": [{"@type": "Person", "name": name} for name in document["authors"]],
        "creditText": ", ".join(document["credits"]),
        "associatedMedia": [
            {"@type": "ImageObject", "caption": caption} for caption in document["captions"]
        ],
        "publisher": (
            {"@type": "Organization", "name": document["source"]} if document["source"] else {}
        ),
    }
    return {key: value for key, value in article.items() if value}
