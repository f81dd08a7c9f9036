"""Which blocks of an HTML page stand in a region that is not the article's own."""

from __future__ import annotations

from cleaner.model import Context

_REGIONS = frozenset({"aside", "footer", "nav"})
# Whole words of classes and ids near a comment, a teaser or an entry of a list.
_WORDS = frozenset(
    (
        *("comment", "comments", "commentlist", "reply", "replies", "respond", "disqus"),
        *("related", "teaser", "teasers", "recommended", "recommendations", "newsticker"),
        *("newslist", "popular", "trending", "ticker", "menu"),
    )
)
# Names of near elements that are looked at: templates name the whole page `with-comments`.
_NEAR = 8


def is_beside(context: Context | None) -> bool:
    """Whether a block stands in comments, teasers, the navigation or the footer of the page.

    The footer of an article is its own. Blocks of plain text never are: nothing tells.
    """
    if context is None:
        return False
    around = context.landmarks
    own = "article" in around and around[-1:] == ("footer",)
    if not (own or _REGIONS.isdisjoint(around)):
        return True
    return not _WORDS.isdisjoint(context.words[:_NEAR])
