"""The head of a page: its title, and the banners above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from cleaner.detect.dates import crawl_prefix, read_header
from cleaner.model import Found, Mark, Page
from cleaner.rule import Rule
from cleaner.view import View, reads, removes

# Titles of the corpora's articles have 10 to 127 characters (1st to 99th percentile of 1,234).
MIN_WIDTH, MAX_WIDTH = 10, 200
# What a headline does not end with.
NOT_ENDS = ".。:：,，;；|/>»"
# Blocks above the text that are looked at: farther up the distance alone rules a line out.
NEAR = 12
# Running text that is looked at for the headline's words, in code points: some three paragraphs.
BODY = 1500
# Letters by which two forms of a word are the same: Chile, Chilean.
STEM = 5
# Below this score no line of the head is called a title; see `_score` for the scale.
ENOUGH = 2.5
# Where no line rule takes anything and no date stands above the text, the first line may well be
# the beginning of clean text. On flat_layout of the corpora 28 such lines were the title and 137
# stood in the annotated text; from this score on 14 and 24.
ENOUGH_ALONE = 5.0

# A word that carries meaning in scripts with spaces; two characters where there are none.
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f]{2,}|\d{2,}")
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
    low = max(0, first - NEAR)
    lines = [index for index in view.free(range(low, first)) if _may_be_title(view, index)]
    if not lines:
        return None
    start = view.blocks[first].start
    body = content_words(view.page.folded[start : start + BODY])
    told = told_titles(view.page)
    keys = Counter(view.blocks[index].key for index in range(low, first))
    scores = {index: _score(view, index, body, keys, told) for index in lines}
    best = max(scores, key=lambda index: (scores[index], -index))
    furnished = view.taken or any(says_when(view, index) for index in range(low, first))
    return best if scores[best] >= (ENOUGH if furnished else ENOUGH_ALONE) else None


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


def _may_be_title(view: View, index: int) -> bool:
    block = view.blocks[index]
    if not MIN_WIDTH <= block.width <= MAX_WIDTH:
        return False
    if view.page.folded.startswith("date ", block.start) and crawl_prefix(" " + view.text(index)):
        return False  # a crawl's prefix goes first; the next round sees the line without it
    return block.line[-1] not in NOT_ENDS


def _score(
    view: View, index: int, body: set[str], keys: Counter[str], told: Collection[str]
) -> float:
    """How much a line of the head looks like the headline of the text below it.

    The weights were set by hand on the titles of wcxb-dev and traf-dev articles (1,234 pages):
    words that come back in the text say most, then being what the markup tells or the start of
    that (the tab's title, with the site's name behind it, which is a text's first line), then
    standing twice, alone, and near.
    """
    block = view.blocks[index]
    line = _line(view, index)
    words = content_words(line)
    if not words:
        return 0.0
    # Pairs of characters straddle words: half of them coming back is as good as all words.
    scale = 2 if _DENSE.search(line) else 1
    shared = len(words & body)
    following = view.blocks[index + 1].gap
    score = min(shared, 5) * min(1.0, scale * shared / len(words))
    if len(line) > MIN_WIDTH and (index or view.page.head):
        score += 2.0 if any(one != line and one.startswith(line) for one in told) else 0
    score += 3.0 if view.page.head and line in told else 0
    score += 1.0 if block.key and keys[block.key] > 1 else 0
    score += 0.5 * ((block.gap != 1) + (following != 1))
    score += 0.7 if 18 <= block.width <= 130 else 0
    score += 0.5 if all(i in view.taken for i in range(index + 1, view.zones.first)) else 0
    score += 1.5 if _heads(view, index + 1) else 0
    return score - 0.12 * min(view.zones.first - index, 25)


def _heads(view: View, index: int) -> bool:
    """Whether a line says when or by whom the text below was written."""
    return view.taken.get(index) == "byline" or says_when(view, index)


def says_when(view: View, index: int) -> bool:
    """Whether a line is a date header."""
    if view.taken.get(index) == "date":
        return True
    block = view.blocks[index]
    header = read_header(block.line) if "#" in block.key else None
    return header is not None and bool(header.hits)


def banners(view: View, rule: Rule) -> Iterator[Mark]:
    """Lines in capitals above a line that can be the title: section names, campaigns."""
    first = view.zones.first
    if first == len(view.blocks):
        return
    free = list(view.free(range(first)))
    high = {index for index in free if view.blocks[index].line.isupper()}
    if not high:
        return
    lines = (i for i in reversed(free) if i not in high and _may_be_title(view, i))
    below = next(lines, -1)
    for index in high:
        if index < below:
            block = view.blocks[index]
            yield removes(rule, block.start, block.end)
