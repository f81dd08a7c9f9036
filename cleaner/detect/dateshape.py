"""One line as a shape: a letter for each number, known word or sign, blanks left out.

"Thứ tư, 22/10/2025, 19:25 (GMT+7)" has the shape "w,d/d/Y,d:d(z+d)". The grammar of date headers
(`dategrammar`) is a list of regular expressions over such shapes: closed lists of words on this
side, forms on the other. Beside the letters of `datewords`:

    d  number of 1 or 2 digits   M  month name          - / . , : + ' ( )  signs, any width
    Y  year, 1900 to 2099        w  weekday name        |  bullet, bar or long dash
    N  other number of 4 digits  X  "mar": month, day   ~  hyphen or slash between blanks
    n  any other number          ?  anything else
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.detect.datewords import HALVES, INVISIBLE, MARKS, PHRASES, ZONES, fold

# Dates of the printed and online press; a number outside is no year (a price, a house number).
FIRST_YEAR, LAST_YEAR = 1900, 2099

# A number, a word or a sign; a sign between blanks takes the first of them along. A year may touch
# a time where a scraper lost the blank ("5 maj 202110:21"), and a unit may touch the number before
# it and the word behind it: "16日星期一", "3時半". The second pattern is for text with vowel signs.
_TOKEN, _TOKEN_WITH_MARKS = (
    re.compile(
        rf"\d{{4}}(?=\d\d?(?::\d\d|\.(?:\s?[^\W\d_]|\d\d?\.\d)))|\d+|[年月日号號時时点點分秒년월일시분초](?<=\d.)|{word}"
        rf"|\s[-/]/?(?=\s)|[^\s{INVISIBLE}]"
    )
    for word in (r"[^\W\d_]+", rf"(?:[^\W\d_]|[{MARKS}])+")
)
_MARK = re.compile(f"[{MARKS}]")


class Word(NamedTuple):
    """What a token is: its letter; its number, month, weekday or offset of a zone; and the order
    it speaks for, "dmy" when every language that has the word puts the day before the month."""

    letter: str
    value: int | str = 0
    order: str = ""


class Shape(NamedTuple):
    """The tokens of a line: their letters, words, and spans in code points of the line."""

    letters: str
    words: list[Word]
    spans: list[tuple[int, int]]

    def number(self, at: int) -> int:
        return int(self.words[at].value)

    def width(self, at: int) -> int:
        """How many digits a number was written with."""
        start, end = self.spans[at]
        return end - start


# The phrases with one first word: the words after it and what the phrase is, longest first.
Choices = list[tuple[list[str], Word]]

_UNKNOWN = Word("?")
_SPACED = Word("~")
_SMALL = [Word("d", number) for number in range(100)]
_SIGNS = {
    alike: Word(sign)
    for sign, group in {
        ":": ":", ".": ".", "/": "/", "-": "-‐‑−", ",": ",،、;", "(": "([【", ")": ")]】", "+": "+",
        "|": "|•·・●▪■∙⋅–—―🕐🕒📅🗓⏰⏱", "'": "'’",
    }.items()
    for alike in group
} | {"@": Word("t")}  # fmt: skip
# A full stop right behind one of these belongs to it: "Feb.", "kl.", "p.m.", "г.".
_ABBREVIATED = frozenset("MXwPUtpohazgmsIb")


def order_of(tag: str) -> str:
    """ "dmy", "mdy" or "" for a BCP 47 tag; a region without an entry follows its language."""
    orders = _orders()
    while tag not in orders and "-" in tag:
        tag = tag.rpartition("-")[0]
    return orders.get(tag, "")


@cache
def _orders() -> dict[str, str]:
    return {tag: order for order, tags in _data()["orders"].items() for tag in tags}


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("cleaner").joinpath("data", "datewords.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str]]] = json.loads(text)
    return data


def _entries() -> Iterator[tuple[str, str, int | str, str]]:
    """(phrase, kind, value, language) of every phrase there is; constant, read once."""
    data = _data()
    for kind, tongues in PHRASES.items():
        for language, phrases in tongues.items():
            yield from ((phrase, kind, 0, language) for phrase in phrases.split(";"))
    for language, halves in HALVES.items():
        for half, phrases in enumerate(halves):
            yield from ((phrase, "a", half, language) for phrase in phrases.split(";"))
    for offset, phrases in ZONES.items():
        yield from ((phrase, "z", offset, "*") for phrase in phrases.split(";"))
    for kind, table in (("M", data["months"]), ("w", data["weekdays"])):
        for language, names in table.items():
            for number, phrases in enumerate(names, start=1):
                yield from ((name, kind, number, language) for name in phrases.split(";") if name)


@cache
def _phrases() -> dict[str, Choices]:
    """The vocabulary. A word that is a month and a weekday ("mar") is an X with the month's number;
    a weekday that is two days in two languages ("so") has the number 0."""
    kinds: dict[str, dict[str, int | str]] = defaultdict(dict)
    tongues: dict[str, set[str]] = defaultdict(set)
    two_days = _data()["weekdays_of_two_days"]
    for phrase, kind, value, language in _entries():
        kinds[phrase][kind] = 0 if kind == "w" and phrase in two_days else value
        tongues[phrase].add(language)
    found: dict[str, Choices] = defaultdict(list)
    for phrase, meant in kinds.items():
        first, *rest = map(fold, _TOKEN_WITH_MARKS.findall(phrase))
        kind = "X" if {"M", "w"} <= meant.keys() else next(iter(meant))
        same = {order_of(language) for language in tongues[phrase]} == {"dmy"}
        value = meant["M" if kind == "X" else kind]
        found[first].append((rest, Word(kind, value, "dmy" if same else "")))
    for choices in found.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return dict(found)


def shape_of(line: str) -> Shape:
    """The shape of a line, in time proportional to its length."""
    if line.isascii():
        matches = list(_TOKEN.finditer(line.lower()))
        texts = [match[0] for match in matches]
    else:
        token = _TOKEN_WITH_MARKS if _MARK.search(line) else _TOKEN
        matches = list(token.finditer(line))
        texts = [fold(match[0]) for match in matches]
    phrases = _phrases()
    words, spans = [], []
    at = 0
    while at < len(matches):
        text, span = texts[at], matches[at].span()
        choices = phrases.get(text)
        at += 1
        if choices:
            word, at = _longest(choices, texts, at)
            if at < len(texts) and texts[at] == "." and word.letter in _ABBREVIATED:
                at += matches[at].start() == matches[at - 1].end()
            span = span[0], matches[at - 1].end()
        elif text.isdecimal():
            word = _number(text)
        else:
            word = _SIGNS.get(text) or (_SPACED if text[0].isspace() else _UNKNOWN)
        words.append(word)
        spans.append(span)
    return Shape("".join([word.letter for word in words]), words, spans)


def _longest(choices: Choices, texts: list[str], at: int) -> tuple[Word, int]:
    """The longest phrase whose later words stand from `at` on, and the index behind it."""
    for rest, word in choices:
        after = at + len(rest)
        if not rest or texts[at:after] == rest:
            return word, after
    return _UNKNOWN, at


def _number(text: str) -> Word:
    """Digits of any script; longer ones than a year have no value."""
    if len(text) <= 2:
        return _SMALL[int(text)]
    if len(text) != 4:
        return Word("n")
    value = int(text)
    return Word("Y" if FIRST_YEAR <= value <= LAST_YEAR else "N", value)
