"""The title of a page: which line of its head is the headline of the text below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cleaner.detect.datecandidates import dated
from cleaner.detect.dates import crawl_prefix
from cleaner.detect.headers import says_when
from cleaner.model import Found, Mark, Page
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# Titles of the corpora's articles have 10 to 127 characters (1st to 99th percentile of 1,234).
MIN_WIDTH, MAX_WIDTH = 10, 200
# What a headline does not end with.
NOT_ENDS = ".。:：,，;；|/>»"
# Blocks above the text that are looked at: of 2,468 articles as text 65 in a hundred titles are
# read right with 25, 64 with 20, 63 with 12. Galleries may stand between; a line right
# above a byline or a date is looked at FAR above the text, too.
NEAR, FAR = 25, 150
# Running text that is looked at for the headline's words, in code points: some three paragraphs.
BODY = 1500
# Letters by which two forms of a word are the same: Chile, Chilean.
STEM = 5

# Points of a line of the head, after a softmax over the lines of a page with "none" among them,
# fitted on both flattenings of all pages of the corpora; rounded. Cross-validated by domain 64 in a
# hundred titles of traf-dev's flat_layout are read right, 60 of flat_nodes.
SHARED, ALL_SHARED = 0.33, 2.0  # a word that comes back in the text; all of them
MOST_SHARED = 5
TOLD, BEGINS_TOLD = 6.0, 3.8  # it is what is told of the title (see `told_titles`), or begins that
TWICE = 1.0  # trail, tab and headline repeat it
APART, APART_BELOW = 1.3, 0.8  # a blank line above it, below it
FITTING = ((18, 130, 0.8), (30, 100, 0.6))  # columns of a headline, points
# The line so many below says when or by whom; a label or a subtitle may stand between.
HEADS = (2.0, 1.7, 1.6, 1.1, 1.1)
AWAY = -0.07  # a block above the text, NEAR at most
BARRED = -2.0  # "Home | News", "12 comments · 4 shares"
SUBTITLE = -0.2  # a word that the line above shares with the text
UNLIKE = -1.1  # one in four is a digit; it begins with a small letter; all are capitals
DIGITS = 0.25
# Below this score no line of the head is called a title.
ENOUGH = 4.0
# Where no line rule takes anything and no date stands above the text, the first line may well be
# the beginning of clean text. On flat_layout of the corpora 18 such lines with ENOUGH points were
# the title and 153 stood in the annotated text; with 6.5 points 4 and 17, from this score on 2, 2.
ENOUGH_ALONE = 7.0

# A word that carries meaning in scripts with spaces; two characters where there are none.
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f]{2,}|\d{2,}")
_BAR = re.compile(r"\s[|·•]\s|»")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}$")  # "U.S."
_DENSE = re.compile("[\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f]{2,}")


def content_words(folded: str) -> set[str]:
    """Words of four letters and more, numbers, and pairs of characters of unspaced scripts."""
    found = _WORD.findall(folded)
    words = {word[:STEM] for word in found if len(word) > 3 or not word.isascii()}
    for run in _DENSE.findall(folded):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return words


def titles(view: View, rule: Rule) -> Iterator[Mark | Found]:
    """The title: the line of the head that shares most of its words with the text below it.

    It goes wherever it stands in the head (trail, tab and headline repeat it), and wherever the
    markup calls it a heading.
    """
    best, headings = view.once(find_title), _told_headings(view)
    if best is None and not headings:
        return
    own = headings[0] if best is None else best
    block = view.blocks[own]
    yield reads(rule, view.text(own), block.start, block.end, "title")
    for index in sorted({*headings, own, *range(view.zones.first)}):
        other = view.blocks[index]
        if index in headings or index == own or (other.key and other.key == block.key):
            yield removes(rule, other.start, other.end)


def _told_headings(view: View) -> list[int]:
    """The headings, anywhere on a page of HTML, that are what its markup tells of the title."""
    high = [i for i, one in enumerate(view.blocks) if one.context and one.context.heading in (1, 2)]
    told = told_titles(view.page) if high else ()
    return [index for index in high if _line(view, index) in told and index not in view.taken]


def find_title(view: View) -> int | None:
    """Index of the title's block in the head, or None."""
    first = view.zones.first
    if first == len(view.blocks):
        return None
    low, far = max(0, first - NEAR), max(0, first - FAR)
    heading = _heading(view, far, first + len(HEADS))
    lines = [
        index
        for index in view.free(range(far, first))
        if (index >= low or not heading.isdisjoint((index + 1, index + 2)))
        and may_be_title(view, index)
    ]
    if not lines:
        return None
    head = _Head(
        body=content_words(_body(view, first)),
        told=told_titles(view.page),
        keys=Counter(view.blocks[index].key for index in range(low, first)),
        heading=heading,
    )
    scores = {index: _score(view, index, head) for index in lines}
    best = max(scores, key=lambda index: (scores[index], -index))
    furnished = view.taken or any(says_when(view, index) for index in range(low, first))
    return best if scores[best] >= (ENOUGH if furnished else ENOUGH_ALONE) else None


def _body(view: View, first: int) -> str:
    """The text from block `first` on, folded, as far as it is looked at; what is known to be no
    part of it left out."""
    parts, size = [], 0
    for index in range(first, len(view.blocks)):
        if index not in view.outside:
            parts.append(_line(view, index)[:BODY])
            size += len(parts[-1])
            if size >= BODY:
                break
    return "\n".join(parts)[:BODY]


def told_titles(page: Page) -> Collection[str]:
    """What may be told of the title, folded: by the markup, or by the first line of a text."""
    if not page.head:
        tab = page.blocks[0]
        return (page.folded[tab.start : tab.end],)
    told = [one.text for one in page.head if one.tag in ("h1", "title")]
    told += [
        one.attrs.get("content", "")
        for one in page.head
        if one.tag == "meta" and one.attrs.get("property", "").lower() == "og:title"
    ]
    return dict.fromkeys(" ".join(one.split()).lower() for one in told if len(one) <= MAX_WIDTH)


def _line(view: View, index: int) -> str:
    block = view.blocks[index]
    return view.page.folded[block.start : block.end]


def may_be_title(view: View, index: int) -> bool:
    block = view.blocks[index]
    if not MIN_WIDTH <= block.width <= MAX_WIDTH:
        return False
    if view.page.folded.startswith("date ", block.start) and crawl_prefix(" " + view.text(index)):
        return False  # a crawl's prefix goes first; the next round sees the line without it
    return block.line[-1] not in NOT_ENDS or bool(_ABBREVIATION.search(block.line))


@dataclass(frozen=True, slots=True)
class _Head:
    """What the lines of a head are held against."""

    body: Collection[str]  # the words of the text below
    told: Collection[str]  # what may be told of the title
    keys: Mapping[str, int]  # how often each line stands there
    heading: Collection[int]  # the blocks that say when or by whom

    def shared(self, line: str) -> tuple[int, float]:
        """How many words of a line come back in the text, MOST_SHARED at most; and their share.

        Pairs of characters straddle words: half of them coming back is as good as all words.
        """
        words = content_words(line)
        if not words:
            return 0, 0.0
        shared = sum(word in self.body for word in words)
        whole = shared * (2 if _DENSE.search(line) else 1) / len(words)
        return min(shared, MOST_SHARED), min(whole, 1.0)


def _score(view: View, index: int, head: _Head) -> float:
    """How much a line of the head looks like the headline of the text below it, in points."""
    block, below = view.blocks[index], view.blocks[index + 1]
    line = _line(view, index)
    shared, whole = head.shared(line)
    score = SHARED * shared + ALL_SHARED * whole + _by_told(view, index, line, head)
    score += TWICE * (bool(block.key) and head.keys[block.key] > 1)
    score += APART * (block.gap != 1) + APART_BELOW * (below.gap != 1)
    score += sum(points for low, high, points in FITTING if low <= block.width <= high)
    score += next((p for by, p in enumerate(HEADS, 1) if index + by in head.heading), 0)
    score += AWAY * min(view.zones.first - index, NEAR)
    score += BARRED * (_BAR.search(line) is not None) + UNLIKE * _unlike(block.line)
    if index and _is_line(view, index - 1):
        score += SUBTITLE * head.shared(_line(view, index - 1))[0]
    return score


def _unlike(line: str) -> int:
    """How many things about a line are unlike headlines."""
    numeric = sum(map(str.isdigit, line)) > DIGITS * len(line)
    return numeric + line[0].islower() + line.isupper()


def _by_told(view: View, index: int, line: str, head: _Head) -> float:
    """Points for being what is told of the title, or its beginning: the tab's title has the site's
    name behind it, and is a text's first line."""
    if view.page.head and line in head.told:
        return TOLD
    if len(line) <= MIN_WIDTH or not (index or view.page.head):
        return 0.0
    return BEGINS_TOLD * any(one != line and one.startswith(line) for one in head.told)


def _is_line(view: View, index: int) -> bool:
    """Whether a block of the head is free, and as long as headlines are."""
    free = index < view.zones.first and index not in view.taken
    return free and view.blocks[index].width >= FITTING[0][0] and may_be_title(view, index)


def _heading(view: View, low: int, high: int) -> set[int]:
    """The blocks among [low, high) that say when or by whom the text below was written."""
    told = {at for at, role in view.taken.items() if role in ("byline", "date")}
    return told | {at for at in dated(view, high) if at >= low and says_when(view, at)}
