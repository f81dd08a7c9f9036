"""The head of a paragraph as segments: place, date, agency, each with the sign behind it."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.detect.datewords import fold as fold_word
from cleaner.fold import fold

# "SOUTHWEST MIAMI-DADE, FLA." has 26 code points; two agencies and a date in a bracket 42.
MAX_SEGMENT = 60
# "Ho Chi Minh City" has 4 words; "Deir al-Balah and Khan Younis" 5.
MAX_WORDS = 5

# Shorter names of agencies are compared with their case: "dpa", "DPA" is something else.
MAX_ACRONYM = 4

MONTHS = 12
LEAP_YEAR = 2000  # a date without a year may be the 29th of February

# The sign behind a name. A dash needs a blank on one side, so "Port-au-Prince" stays whole; the
# full stop of an abbreviation may stand before any of them.
_SIGN = re.compile(
    r"(?P<d>\.[-–—]{1,2}\s*)|(?P<m>\.?\s*[—―]\s*|\.?\s+–\s*|–\s+)"
    r"|(?P<h>\.?\s*--\s*|\.?\s+[-−]\s+|[-−]\s+)"
    r"|(?P<k>\s?[:：](?!//)\s*)"
    r"|(?P<c>\.?\s*[,،、]\s*)"
    r"|(?P<o>\.?\s*(?=[(\[（])|\.?\s+(?=/[^\s/]))"
    r"|(?P<s>(?<!\b[SMF][tT])\.\s+)"
)
# Behind a bracket or a date nothing else can be meant, so the blanks do not matter.
_SIGN_AFTER = re.compile(
    r"(?P<d>\.[-–—]{1,2}\s*)|(?P<m>\s*\.?\s*[—―–]\s*)|(?P<h>\s*\.?\s*(?:--|[-−])\s*)|(?P<k>\s*[:：]\s*)"
    r"|(?P<c>\s*[,،]\s*)|(?P<o>\.?\s*(?=[(\[（])|\.?\s+(?=/[^\s/]))|(?P<s>\s*[.|]\s+)|(?P<n>\s*)"
)
_BRACKET = re.compile(
    rf"\((?P<round>[^()\n]{{1,{MAX_SEGMENT}}})\)|（(?P<wide>[^（）\n]{{1,{MAX_SEGMENT}}})）"
    r"|\[(?P<square>[^\[\]\n]{1,30})\]|/(?P<slash>[^\s/][^/\n]{1,24})/"
)
# How datelines write dates; `m` is the name of a month or a number.
_MONTH = r"(?P<m>[^\W\d_][^\s\d.,;:()\[\]/–—-]{1,14})"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(rf"(?<![^\s(/]){form}(?![\d/])")
    for form in (
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°])?\s+(?:de\s+)?{_MONTH}\.?(?:,?\s+(?:de\s+)?{_YEAR})?",
        rf"{_MONTH}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"{_YEAR}\.?\s+{_MONTH}\s+(?P<d>\d{{1,2}})\.?",
        rf"(?:ngày\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})(?:\s+năm\s+{_YEAR})?",
        rf"ngày\s+(?P<d>\d{{1,2}})[/-](?P<m>\d{{1,2}})(?:[/-]{_YEAR})?",
        rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.(?:\s?{_YEAR})?",
        rf"(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/{_YEAR})?",
        rf"(?P<d>\d{{1,2}})-(?P<m>\d{{1,2}})-{_YEAR}",
        rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)",
    )
)
_NUMERIC = _DATES[6:8]  # "5/6": day and month are told by their size, or not at all
_EASTERN = re.compile(rf"(?:{_YEAR}[年년]\s?)?(?P<m>\d{{1,2}})[月월]\s?(?P<d>\d{{1,2}})[日일]")
_DIGIT = re.compile(r"\d")
# Broadcasters of the United States: a call sign begins with K or W.
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")


class Segment(NamedTuple):
    """One part of a dateline, code points [start, end) of the text, up to `stop` with its sign."""

    kind: str  # P, D, A, B: see `dateline`
    sign: str
    start: int
    end: int
    stop: int
    text: str  # as written: the place, the agency; "" for a date
    day: str = ""  # ISO 8601, maybe without a year; "" when it cannot be told
    bracketed: bool = False


class Day(NamedTuple):
    end: int
    iso: str


@cache
def lexicon(table: str) -> frozenset[str]:
    """The names of a table of `datelines.toml`, or of one list of it ("places.vietnam"), folded."""
    name, _, key = table.partition(".")
    keys = [key] if key else _data()[name]
    return frozenset(plain(entry) for key in keys for entry in names_of(name, key))


def names_of(table: str, key: str) -> list[str]:
    """A list as `datelines.toml` has it, the longest names first."""
    return sorted(_data()[table][key], key=lambda name: (-len(name), name))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("cleaner").joinpath("data", "datelines.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain(name: str) -> str:
    """A name as the lists are compared: no case, one apostrophe, no full stop at the end."""
    return fold(unicodedata.normalize("NFC", name)).replace("’", "'").strip(" .")


def segments(head: str) -> Iterator[Segment]:
    """Segments from the start of `head`, as long as they are a place, a date or an agency."""
    found = sorted(_days(head), key=lambda item: item[1].end) if _DIGIT.search(head) else []
    days = dict(found)  # of two dates with one start the longer
    at = len(head) - len(head.lstrip())
    while at < len(head):
        segment = _bracket(head, at, days) or _dated(head, at, days) or _named(head, at, days)
        if segment is None:
            return
        yield segment
        at = segment.stop


def _bracket(head: str, at: int, days: dict[int, Day]) -> Segment | None:
    """What stands in brackets: "(VNA)", "/TASS/", "(AA - 5th April)", "(January 24)", "[India]"."""
    match = _BRACKET.match(head, at)
    if match is None:
        return None
    start, end = at + 1, match.end() - 1
    inner = min((day for day in days if start <= day < end), default=None)
    name, day = head[start:end], ""
    if inner is not None:
        name, day = head[start:inner] + head[days[inner].end : end], days[inner].iso
    name = name.strip(" ,;-–—")
    if _is_agency(name):
        kind = "A"
    elif plain(name) in lexicon("regions"):
        kind = "P"
    else:
        kind = "B" if name else "D"
    sign, stop = _sign_after(head, match.end())
    return Segment(kind, sign, at, match.end(), stop, name, day, bracketed=True)


def _dated(head: str, at: int, days: dict[int, Day]) -> Segment | None:
    if at not in days:
        return None
    sign, stop = _sign_after(head, days[at].end)
    return Segment("D", sign, at, days[at].end, stop, "", days[at].iso)


def _named(head: str, at: int, days: dict[int, Day]) -> Segment | None:
    """A place or an agency up to the next sign, or up to a date: "Praha 5. června (ČTK)"."""
    match = _SIGN.search(head, at, at + MAX_SEGMENT)
    day = min((day for day in days if day > at), default=len(head))
    if day - at < MAX_SEGMENT and (match is None or day < match.start()):
        end, stop, sign = len(head[:day].rstrip()), day, "n"
    elif match is not None:
        end, stop, sign = match.start(), match.end(), match.lastgroup or "n"
    else:
        return None
    name = head[at:end]
    known = plain(name)
    if _is_listed_agency(name) and known not in lexicon("places"):
        kind = "A"
    elif known in lexicon("places") or known in lexicon("regions") or _is_name(name):
        kind = "P"
    else:
        return None
    if head[end : end + 1] == "." and f"{known}." in _abbreviations():
        name, end = name + ".", end + 1
    return Segment(kind, sign, at, end, stop, name)


def _sign_after(head: str, end: int) -> tuple[str, int]:
    match = _SIGN_AFTER.match(head, end)
    return (match.lastgroup or "n", match.end()) if match else ("n", end)


@cache
def _abbreviations() -> frozenset[str]:
    """Regions whose full stop belongs to the name: "Wis.", "D.C."."""
    return frozenset(
        fold(entry) for entry in names_of("regions", "behind_a_comma") if entry.endswith(".")
    )


def _is_agency(name: str) -> bool:
    """Whether one of the names in a bracket is an agency's: "dpa/lno", "VNA/VNS", "WSVN"."""
    names = [name, *re.split(r"\s?[/&+,|]\s?|\s[-–]\s", name)]
    return any(_is_listed_agency(one) or _CALL_SIGN.fullmatch(one) for one in names)


def _is_listed_agency(name: str) -> bool:
    name = unicodedata.normalize("NFC", name).strip(".")
    if plain(name) not in lexicon("agencies"):
        return False
    return len(name) > MAX_ACRONYM or name in _acronyms()


@cache
def _acronyms() -> frozenset[str]:
    names = (name for key in _data()["agencies"] for name in names_of("agencies", key))
    return frozenset(name.strip(".") for name in names if len(name) <= MAX_ACRONYM)


def _is_name(text: str) -> bool:
    """Whether a few words could be a place: capitals, or a script without them; no label."""
    words = text.replace("/", " ").split()
    if not 0 < len(words) <= MAX_WORDS or not _is_proper(words[0]):
        return False
    if any(plain(word) in lexicon("false_friends") for word in words):
        return False
    return all(_is_proper(word) or word in lexicon("particles") for word in words)


def _is_proper(word: str) -> bool:
    letters = "".join(c for c in unicodedata.normalize("NFC", word) if c not in "-'’.‘`")
    # A vowel sign is no letter to isalpha(): Devanagari is judged by its first character.
    spelled = letters.isalpha() or (letters[:1].isalpha() and not letters[:1].isupper())
    return bool(letters) and spelled and not letters[0].islower()


def day_of(text: str) -> str:
    """The date of an eastern dateline, "5月18日", as ISO 8601; "" where it has none."""
    match = _EASTERN.search(text)
    return (match and _iso(match, int(match["m"]), int(match["d"]))) or ""


def _days(head: str) -> Iterator[tuple[int, Day]]:
    """Where a date begins, where it ends, and what it says."""
    for form in _DATES:
        for match in form.finditer(head):
            iso = _read(head, match)
            if iso is not None:
                yield match.start(), Day(match.end(), iso)


def _read(head: str, match: re.Match[str]) -> str | None:
    """ISO 8601, "" for a date that cannot be told, None for what is no date."""
    name, day = match["m"], int(match["d"])
    if name.isdecimal():
        month = int(name)
        if match.re not in _NUMERIC:
            return _iso(match, month, day)
        if month > MONTHS:
            month, day = day, month
        return _iso(match, month, day) and ("" if day <= MONTHS else _iso(match, month, day))
    number = _months().get(fold_word(name))
    if number is None:
        # A month in a language without a list is believed right before an agency: "5 юни /БТА/".
        return "" if _BRACKET.match(head, match.end() + 1) else None
    return _iso(match, number, day) if number else ""


def _iso(match: re.Match[str], month: int, day: int) -> str | None:
    year = int(match["y"] or 0)
    try:
        date(year or LEAP_YEAR, month, day)
    except ValueError:
        return None
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


@cache
def _months() -> dict[str, int]:
    """The number of a month by its folded name; 0 for a name of two months ("listopad")."""
    text = files("cleaner").joinpath("data", "datewords.json").read_text(encoding="utf-8")
    numbers: dict[str, int] = {}
    for names in json.loads(text)["months"].values():
        for number, variants in enumerate(names, start=1):
            for name in variants.split(";"):
                numbers[name] = number if numbers.get(name, number) == number else 0
    return numbers
