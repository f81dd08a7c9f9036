"""What may stand beside a date header on its line: a byline, a place, a count of comments."""

from __future__ import annotations

# "Politics & Society", "Ho Chi Minh City": a longer text is a headline or a sentence ...
MAX_NAME_WORDS = 4
# ... unless it is led by "by": "Jane Doe and John Roe, Staff Writers".
MAX_BYLINE_WORDS = 8
MAX_NAME = 60
# The longest names of accounts on the large networks.
MAX_HANDLE = 30
# A word without blanks in a script without capitals; the longest names of agencies have 8.
MAX_CASELESS = 12

_EDGES = " \t\u00a0,|｜•·・–—-()[]&\"“”'’"
_BREAKS = frozenset("?!:;。？！：；…\n")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "and und et y e i en og och of the de del la le du da do dos di van von der den bin al el và"
    " by par por door av af oleh bởi theo przez"
)
# First words of a clause: what follows them is a date in a sentence.
_CLAUSES = _words(
    "in on at by since until till before after from for to as an le à au en depuis dès am im seit"
    " ab bis el desde hasta em até il dal w od do op sinds tại từ đến vào sáng chiều tối trưa ngày"
    " на в с до к pada di sejak sampai"
)
# What is counted beside dates: minutes of reading, comments, views.
_COUNTED = _words(
    "min mins minute minutes minuten minutos comment comments view views share shares read reads"
    " kommentar kommentare commentaire commentaires comentario comentarios comentários bình lượt"
    " phút komentarzy reacties reaktionen"
)


def is_name(text: str, most: int = MAX_NAME_WORDS) -> bool:
    """Whether a text beside a date reads as a byline, an outlet or a section: a few capitalised
    words, at `most` so many. Scripts without capitals count by length."""
    words = text.strip(_EDGES).split()
    if not 0 < len(words) <= most or len(text) > MAX_NAME:
        return False
    bare = [word.strip(_EDGES) for word in words]
    proper = [word for word in bare if word and word.lower() not in _PARTICLES]
    # Of two words one capital is enough: "Thời sự", "Breaking news".
    pair = len(words) == 2
    return bool(proper) and all(_is_proper(word, pair and at > 0) for at, word in enumerate(proper))


def is_place(text: str) -> bool:
    """Whether a text before ", May 21, 2024" is a place or a short name, and opens no clause."""
    words = text.split()
    return bool(words) and words[0].lower() not in _CLAUSES and is_name(text)


def is_handle(text: str) -> bool:
    """Whether a text behind "by" is the name of an account: one word, in any case."""
    name = text.strip()
    return 0 < len(name) <= MAX_HANDLE and name.lstrip("@").replace("_", "").isalnum()


def is_count(text: str) -> bool:
    """ "5 min read", "0 Comments", "1.2k views"."""
    number, _, what = text.strip(_EDGES).partition(" ")
    words = what.lower().split()
    return number[:1].isdecimal() and 0 < len(words) <= 2 and words[0] in _COUNTED


def _is_proper(word: str, any_case: bool) -> bool:
    if not word[0].isalpha() or not _BREAKS.isdisjoint(word):
        return False
    # "J." and "Jr." are parts of names; a longer word before a full stop ends a sentence.
    if word.endswith(".") and len(word) > 4:
        return False
    if word[0].islower():
        return any_case
    return word[0].isupper() or len(word) <= MAX_CASELESS
