"""What the markup around each block of an HTML page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleaner.model import Context
from cleaner.score.signs import Columns, Ints, before
from cleaner.score.words import Vocabulary

TAGS = ("p", "li", "div", "span", "td", "th", "tr", "dd", "dt", "pre", "blockquote", "a", "section")
LANDMARKS = ("nav", "header", "footer", "aside", "main", "article", "form", "dialog")
MANY = 60  # siblings and twins beyond this are all the same


def markup(contexts: Sequence[Context], words: Vocabulary) -> Columns:
    """Columns of integers, one row a block; `words` is what is known of class and id words."""
    scopes = Scopes(contexts)
    number = words.numbers.get
    told = scopes.columns(
        np.array([number(token, 0) for token in scopes.tokens], np.int64), words.odds
    )
    return own(contexts) | told


def own(contexts: Sequence[Context]) -> Columns:
    """What needs no lexicon."""
    tags = {tag: place for place, tag in enumerate(TAGS, 1)}
    columns = {
        "tag": [tags.get(one.tag, 0) for one in contexts],
        "heading": [one.heading for one in contexts],
        "depth": [one.depth for one in contexts],
        "in_list": [one.in_list for one in contexts],
        "in_table": [one.in_table for one in contexts],
        "in_figure": [one.in_figure for one in contexts],
        "caption": [one.caption for one in contexts],
        "control": [one.control for one in contexts],
        "hidden": [one.hidden for one in contexts],
        "links": [one.links for one in contexts],
        "siblings": _counted([one.parent for one in contexts]),
        "lines": _counted([one.element for one in contexts]),
        "twins": _counted([(one.tag, one.words) for one in contexts]),
    }
    for name in LANDMARKS:
        columns[f"in_{name}"] = [name in one.landmarks for one in contexts]
    return {name: np.array(values, np.int64) for name, values in columns.items()}


def _counted(names: Sequence[object]) -> list[int]:
    counts = Counter(names)
    return [min(counts[name] - 1, MANY) for name in names]


class Scopes:
    """The tokens of each different place in the markup: words of all elements around as they
    are, words of the own and near elements behind a dot, tags and landmarks behind a `<`.

    A page has few places: what the lexicon says of each is worked out once.
    """

    def __init__(self, contexts: Sequence[Context]) -> None:
        numbers: dict[tuple[object, ...], int] = {}
        self.tokens: list[str] = []
        sizes: list[int] = []
        places: list[int] = []
        for one in contexts:
            key = (one.tag, one.landmarks, one.words, one.names)
            place = numbers.setdefault(key, len(numbers))
            if 2 * place == len(sizes):
                words = sorted({word for names in one.names for word in names})
                around = [*words, *(f"<{name}" for name in one.landmarks)]
                near = [f"<{one.tag}", *(f".{word}" for word in one.words)]
                self.tokens += (*around, "", *near)
                sizes += (len(around) + 1, len(near))  # none is empty
            places.append(place)
        self.sizes = np.array(sizes, np.int64)
        self.places = np.array(places, np.int64)

    def of(self, place: int) -> list[str]:
        """The tokens of a place."""
        ends = before(self.sizes)
        return self.tokens[ends[2 * place] : ends[2 * place + 2]]

    def columns(self, numbers: Ints, odds: Ints) -> Columns:
        """What the lexicon says, a row a block; `numbers` of the tokens, `odds` by number."""
        values = odds[numbers]
        starts, sums = before(self.sizes)[:-1], before(values)
        total = sums[starts + self.sizes] - sums[starts]
        most = np.maximum.reduceat(values, starts)
        least = np.minimum.reduceat(values, starts)
        found: Columns = {}
        for side, name in enumerate(("around", "near")):
            found[f"{name}_sum"] = total[side::2][self.places]
            found[f"{name}_mean"] = (4 * total // self.sizes)[side::2][self.places]
            found[f"{name}_most"] = most[side::2][self.places]
            found[f"{name}_least"] = least[side::2][self.places]
        return found
