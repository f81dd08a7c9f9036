"""Pages in a language that nobody knows: what cleaning owes to structure and not to words.

Letters are exchanged for others, so that widths, sentences and lines stay what they are and no
list and no lexicon knows a word. In three forms: with capitals, as Latin; in one case with blanks
between words, as Arabic and Devanagari are; and wide without blanks, as Chinese and Japanese are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from bench.corpora import Annotated

Form = Callable[[str], str]

_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxz", "aeiouy"
LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff，。！？]) +| +(?=[\u4e00-\u9fff])")
# Letters of a language with a script that these pages have none of.
_CASELESS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_WIDE_STOPS = str.maketrans(",.!?;:()", "，。！？；：（）")
# Code points of a Latin word that one Chinese character stands for.
_PER_CHARACTER = 3


def _exchanged() -> dict[int, str]:
    table: dict[int, str] = {}
    for letters, step in ((_CONSONANTS, 7), (_VOWELS, 2)):
        for place, letter in enumerate(letters):
            other = letters[(place + step) % len(letters)]
            table |= {ord(letter): other, ord(letter.upper()): other.upper()}
    return table


_LATIN = _exchanged()


def latin(text: str) -> str:
    """Consonants for consonants and vowels for vowels; what is no ASCII letter stays."""
    return text.translate(_LATIN)


def caseless(text: str) -> str:
    """A letter for each letter, of a script without capitals."""
    return LETTER.sub(lambda found: _CASELESS[ord(found[0].lower()[0]) % len(_CASELESS)], text)


def wide(text: str) -> str:
    """A wide character for every three letters of a word, and no blanks between them."""
    return _BLANKS.sub("", _WORD.sub(_characters, text).translate(_WIDE_STOPS))


def _characters(found: re.Match[str]) -> str:
    word = found[0].lower()
    parts = [word[at : at + _PER_CHARACTER] for at in range(0, len(word), _PER_CHARACTER)]
    return "".join(chr(0x4E00 + zlib.crc32(part.encode()) % 0x5000) for part in parts)


FORMS: Mapping[str, Form] = {"latin": latin, "caseless": caseless, "wide": wide}


def told_in(page: Annotated, form: Form) -> Annotated:
    """The page with its texts and what is marked in them in this form; its HTML stays."""
    return replace(
        page,
        gold=form(page.gold),
        wanted=tuple(map(form, page.wanted)),
        unwanted=tuple(map(form, page.unwanted)),
        flat_layout=form(page.flat_layout),
        flat_nodes=form(page.flat_nodes),
    )


def in_some_form(page: Annotated) -> Annotated:
    """The page in one of the forms, the same in every run; one in four as it is."""
    forms: list[Form] = [*FORMS.values(), str]
    return told_in(page, forms[zlib.crc32(page.id.encode()) % len(forms)])
