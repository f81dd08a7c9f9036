"""A page's title: without the name of its site, and as the page itself shows it.

Browsers' tabs and social networks are told "Headline - Site"; the headline above the text often
says it otherwise. Readers see that one, so it is taken where the others confirm that it is the
title and no name of the site or of a section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from cleaner.detect.names import key

# Between a headline and its site, at either end.
_SEPARATOR = re.compile(r"\s+[|\-–—•·:»«›‹/~ǀ<>]{1,2}\s+|\s*[|│]\s*|:\s+")
# What generators of documentation put behind a heading, as the link to it.
PERMALINK = "¶"
_WORD = re.compile(r"\w+")
# A heading is confirmed by a title that has more than this share of its words. From .3 to .7 the
# number of right titles on 1,938 annotated pages is the same within five.
CONFIRMED = 0.5
# A lone heading of fewer words may as well be a section's: "News", "Our blog".
MIN_WORDS = 3


def headline(title: str, outlets: Collection[str]) -> str:
    """The title without the names of outlets (`names.key`s) at its ends, its blanks squeezed."""
    title = " ".join(title.split()).removesuffix(PERMALINK).rstrip()
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        if key(title[cut.end() :]) in outlets:
            return headline(title[: cut.start()], outlets)
    for cut in reversed(cuts):
        if key(title[: cut.start()]) in outlets:
            return headline(title[cut.end() :], outlets)
    return title


def choose(headings: Sequence[str], others: Sequence[str], outlets: Collection[str]) -> str:
    """The heading that one of the other titles confirms best, a lone heading, or the first other.

    `others` come best first. Where one of them is a heading's beginning or end, the rest of that
    heading is a kicker or a date.
    """
    shown = [one for one in headings if key(one) not in outlets]
    best = max(shown, key=lambda one: _confirmed(one, others), default="")
    if best and _confirmed(best, others):
        return next((other for other in others if _is_most(other, best)), best)
    if len(shown) == 1 and (len(others) < 2 or len(_words(shown[0])) >= MIN_WORDS):
        return shown[0]
    first = next(iter(others), next(iter(shown), ""))
    # An unescaped quotation mark ends an attribute's value.
    return next((other for other in others if other.startswith(first + " ")), first)


def _confirmed(heading: str, others: Sequence[str]) -> int:
    """The most words that another title shares with a heading, 0 when they are too few."""
    words = _words(heading)
    shared = max((len(words & _words(other)) for other in others), default=0)
    return shared if shared > CONFIRMED * len(words) else 0


def _is_most(title: str, heading: str) -> bool:
    """Whether a title is the better part of a heading, at its beginning or its end."""
    within = heading.startswith(f"{title} ") or heading.endswith(title)
    return within and len(heading) > len(title) > len(heading) / 2


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold()))
