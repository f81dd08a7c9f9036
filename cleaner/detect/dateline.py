"""The dateline at the start of a news paragraph: "HANOI, June 15 (Xinhua) -- ".

A dateline is a run of segments, each a place, a date or an agency, each with the sign behind it.
One letter for a segment and one for a sign make the shape of the run; a shape of FORMS is a
dateline if enough speaks for it. An agency or a date speaks loudest; then a place of the lists;
then a name in capitals before a long dash, the way newspapers set it. A colon or a hyphen opens
so many other lines that it needs a known place.

    P  place or region   m  "—" or "–"    k  ":"   o  nothing, and a bracket follows
    D  date              h  "-" or "--"   c  ","   n  nothing
    A  known agency      d  ".-"          s  "."
    B  unknown bracket
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from cleaner.detect.dateline_east import read_eastern
from cleaner.detect.dateline_parts import Segment, lexicon, plain, segments

# The longest dateline seen, with two agencies and a date, has 53 code points; the beginning of the
# sentence behind it must be seen too.
WINDOW = 120
# With less than this behind it, a place is a heading.
MIN_REST = 20
MIN_WORDS = 3
# Behind a name that no list knows, a full sentence must follow.
MIN_WORDS_UNKNOWN = 8

FORMS = re.compile(
    r"P(?:[co]P){0,2}[cosnmhd](?:D[cosnmhd])?[AB][hmdksn]"  # MOSCOW, June 15. /TASS/.
    r"|P(?:[co]P){0,2}[cosnmh]D[hmdk]"  # PUTRAJAYA, Nov 22 —
    r"|P(?:[co]P){0,2}[cos][AB][cson]D[hmdk]"  # HANOI (VNA), June 5 —
    r"|P(?:[co]P){0,2}[hmdk]"  # HANOI —
    r"|A[hmdsc]P(?:cP)?(?:[cn]D)?[hmdk]"  # (ANSA) - ROMA, 15 GIU -
    r"|A[hmds]"  # (CNN) --
)
# The longest forms have five parts: three names of a place, a date and an agency.
MAX_PARTS = 5
DASHES = "hmd"
# What only Chinese, Japanese and Korean datelines have.
_EAST = frozenset("电電讯訊报報道】）］=＝")
_VOWELS = frozenset("AEIOUY")
_OPENERS = " \u00a0\"'“”„‘’«»‹›「『《(¿¡$€£¥₫"
_ENDS = tuple(".!?…\"'”’»。！？")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as written. `end` counts code points: text[:end] is the dateline with its sign
    and the blanks behind it, `raw` the same without blanks around it. `place` and `agency` are
    "" where there is none. `date` is ISO 8601, without a year as "--06-15", or "" where there is
    none or day and month cannot be told apart.
    """

    end: int
    place: str
    date: str
    agency: str
    raw: str


def maybe_dateline(text: str) -> bool:
    """Whether `read_dateline` could find one: a sign of a dateline among the first characters."""
    start = text[:64].lstrip()
    first = start[:1]
    if first <= "`" and not "A" <= first <= "Z":
        return first in ("(", "[", "/")
    if "a" <= first <= "z":
        return False
    return (
        "(" in start or " -" in start or "—" in start or "–" in start or ": " in start
        or "/" in start or "- " in start or ".-" in start
        or (". " in start and start[1:2].isupper())
        or (first > "\u2e7f" and not _EAST.isdisjoint(start))
    )  # fmt: skip


def read_dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with, or None.

    Looks at the first WINDOW code points, and at as many behind a dateline, where another may
    follow: "(CNN) -- LONDON (AP) -- ". None as well where no sentence follows: a place alone is a
    heading.
    """
    found: list[Dateline] = []
    end = 0
    while (line := _read_one(text[end : end + WINDOW])) is not None:
        found.append(line)
        end += line.end
    if len(found) < 2:
        return found[0] if found else None
    place, date, agency = (
        next(filter(None, values), "")
        for values in zip(*((line.place, line.date, line.agency) for line in found), strict=True)
    )
    return Dateline(end, place, date, agency, text[:end].strip())


def _read_one(head: str) -> Dateline | None:
    if not maybe_dateline(head):
        return None
    eastern = read_eastern(head)
    if eastern is not None:
        end, place, date, agency = eastern
        return Dateline(end, place, date, agency, head[:end].strip())
    found = list(islice(segments(head), MAX_PARTS))
    for count in range(len(found), 0, -1):
        parts = found[:count]
        shape = "".join(part.kind + part.sign for part in parts)
        if FORMS.fullmatch(shape) and _holds(parts, shape, head):
            return _dateline(head, parts)
    return None


def _dateline(head: str, parts: list[Segment]) -> Dateline:
    end = parts[-1].stop
    places = [part for part in parts if part.kind == "P"]
    place = head[places[0].start : places[-1].end] if places else ""
    date = next((part.day for part in parts if part.day), "")
    agency = next((part.text for part in parts if part.kind in "AB"), "")
    return Dateline(end, place, date, agency, head[:end].strip())


def _holds(parts: list[Segment], shape: str, head: str) -> bool:
    """Whether what the parts are speaks for a dateline, and a sentence follows it."""
    rest = head[parts[-1].stop :]
    sign = shape[-1]
    names = [part for part in parts if part.kind == "P"]
    agency = next((part for part in parts if part.kind in "AB"), None)
    if not _is_sentence(rest, "A" in shape and sign in DASHES):
        return False
    if not names:
        return agency is not None and (agency.bracketed or plain(agency.text) in lexicon("openers"))
    place = _Place.of(names)
    if agency is not None:
        return _agency_holds(agency, place, sign, "D" in shape)
    if "D" in shape:
        return place.is_known or (sign != "k" and (place.is_listed or place.is_caps))
    return not _is_pair(place, sign, rest) and _place_holds(place, sign, rest, head)


@dataclass(frozen=True, slots=True)
class _Place:
    """What speaks for a place: in the lists, before a state or country, itself one, in capitals."""

    name: str
    is_known: bool
    is_in_region: bool
    is_region: bool
    is_caps: bool

    @classmethod
    def of(cls, names: list[Segment]) -> _Place:
        first, *behind = [plain(name.text) for name in names]
        return cls(
            " ".join(name.text for name in names),
            any(one.strip() in lexicon("places") for one in first.split("/")),
            any(one in lexicon("regions") for one in behind),
            first in lexicon("regions") and len(first) > 3,  # not "USA", "UK": they head lists
            names[0].text.isupper(),
        )

    @property
    def is_listed(self) -> bool:
        return self.is_known or self.is_in_region or self.is_region


def _agency_holds(agency: Segment, place: _Place, sign: str, dated: bool) -> bool:
    if agency.kind == "B":  # "PENSACOLA, Fla. (Fox 10) - ", not "London (1666) - "
        named = agency.text.isupper() or (place.is_caps and agency.text[0].isalpha())
        return place.is_listed and sign in DASHES and named
    if not agency.bracketed and sign == "k":  # "JANE DOE, CNN: "
        return place.is_listed or dated
    if not agency.bracketed or sign in "kn":  # "Jane Doe, Reuters - ", "John Roe (SPA): "
        return place.is_listed or place.is_caps or dated
    initials = "".join(word[0] for word in place.name.replace("-", " ").split())
    return initials.lower() != agency.text.lower()  # not "American Airlines (AA) - "


def _place_holds(place: _Place, sign: str, rest: str, head: str) -> bool:
    """Whether a place alone opens a story: the better the lists know it, the weaker its sign."""
    if sign == "d":
        return place.is_listed or place.is_caps
    if place.is_caps and (place.is_known or place.is_in_region):
        first = rest.split(maxsplit=1)[0]
        return sign != "k" or not (first == "I" or plain(first) in lexicon("you"))
    if place.is_in_region or (place.is_caps and place.is_region):
        return sign == "m"
    if sign == "m":
        likely = place.is_known or (place.is_caps and _looks_like_a_town(place.name))
    else:
        likely = sign == "k" and plain(place.name) in lexicon("places.india")
    return likely and _is_full_sentence(rest, head)


def _looks_like_a_town(name: str) -> bool:
    """Not an acronym: four letters or more, one of them a vowel."""
    return len(name) > 3 and (not name.isascii() or not _VOWELS.isdisjoint(name))


def _is_sentence(rest: str, any_case: bool) -> bool:
    """Whether running text follows: a capital, a quote, a number or a script without capitals.

    Behind an agency and a dash any case will do: "eBay said".
    """
    first = rest.lstrip(_OPENERS)[:1]
    if not first.isalnum() or (first.islower() and not any_case) or rest.isupper():
        return False
    spaced = len(rest.split()) >= MIN_WORDS or first > "\u2e7f"
    return len(rest) >= MIN_REST and spaced


def _is_full_sentence(rest: str, head: str) -> bool:
    """Whether it goes on beyond the window or ends like a sentence, and is not told to "you"."""
    words = rest.split()
    if not lexicon("you").isdisjoint(map(plain, words)) or len(words) < MIN_WORDS_UNKNOWN:
        return False
    return len(head) == WINDOW or rest.rstrip().endswith(_ENDS)


def _is_pair(place: _Place, sign: str, rest: str) -> bool:
    """Whether a second city makes the first the start of a pair: "HANOI - Hai Phong expressway",
    "HÀ NỘI — HẢI PHÒNG", "Paris – London in two hours"."""
    words = rest.split()[:6]
    folded = [plain(word.strip(",:;")) for word in words]
    names = next((i for i, word in enumerate(words) if not word[0].isupper()), len(words))
    if 0 < names < len(words) and folded[names] in lexicon("pairs.routes"):
        return True
    for count in range(1, names + 1):
        second = " ".join(folded[:count])
        if second in lexicon("places") and second != plain(place.name):
            alike = " ".join(words[:count]).isupper() == place.is_caps and sign != "k"
            behind = folded[count] if count < len(words) else ""
            ended = words[count - 1].endswith(":") or behind in ("-", "–", "—")
            return alike or ended or behind in lexicon("pairs")
    return False
