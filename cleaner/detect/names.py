"""Names in bylines and in the author fields of metadata: names only, several apart.

What leads to a name ("By", "Von", "作者"), a role behind it ("science editor"), addresses, logins
of machines and legal forms are no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# A longer piece is a sentence about the author. The longest byline of one person on 1,024 pages
# has 6 words ("Carlos Eduardo de Souza Lima Neto").
MAX_NAME, MAX_WORDS = 80, 6

# Before a name, by language: en, de, fr, es/pt, it, nl, sv/da, pl/cs, ru/uk, vi, id, tr, zh/ja/ko.
_LEAD = re.compile(
    r"(?:(?:article|story|words?|text|reporting|written|posted|published|created|submitted|authored"
    r"|reviewed|compiled|edited|geschrieben|verfasst|veröffentlicht|publié|escrito|publicado"
    r"|scritto|pubblicato|geplaatst|skriven)\s+)?"
    r"(?:(?:by|von|par|por|di|da|door|av|af|przez|od|bởi|oleh)(?:\s*[:：]\s*|\s+)"
    r"|(?-i:By|BY|by|Von|von|Par|Por)(?-i:(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])))"
    r"|(?:the\s+)?(?:author|autor(?:in)?|auteur|autore|författare|forfatter|автор|text|texto|texte|testo"
    r"|interview|tác giả|penulis|yazar|作者|记者|記者|撰文|文)(?:\(?s\)?)?(?:\s*[:：]\s*|\s+|(?-i:(?=[A-ZÀ-Þ])))"
    r"|(?:über|about|meet|more from)\s+"
    r"|(?:[^\W\d_]+\s+){1,4}(?:by|von|par|por|od|av|af|door)\s+",
    re.IGNORECASE,
)
# Labels that were glued to the end of a name, and what follows them.
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?:Published|Posted|Last|Updated|Reviewed|Written|Written|Quelle|Veröffentlicht)\b.*"
)
# Between two authors for sure; then what may as well stand inside a name.
_APART = re.compile(r"\s*[;|•·\n\t]\s*|\s+[-–—/]+\s*|\s*[-–—]+\s+|\s*[、，]\s*")
_AND = re.compile(r",?\s+(?:and|und|et|y|e|và|en|i|a|och|og|ve|dan|и|та)\s+|\s*&\s*")
_COMMA = re.compile(r"\s*,\s*")
# Degrees, and "Jr.": capitals, or letters with full stops.
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Z]?|[A-Z][A-Za-z]{0,2}[A-Z]{1,4}[®™]?|[A-Z]{2,5}[®™]?|(?:Jr|Sr)\.?|I{2,3}|Ph\.? ?D\.?")
_HANDLE = re.compile(r"\s*\(?@\w+\)?")
_NO_NAME = re.compile(r"https?:|www\.|[\w.]@\w|[<>{}=\\]|\d{5}")
_PLACEHOLDERS = frozenset(
    "admin administrator anonymous author autor autore auteur bearbeiten by door editor editors guest"
    " join joined member n/a na name none null par por redaktion reply root staff the undefined unknown"
    " user von webmaster wordpressadmin written antworten nom nombre".split()
) | {"no author", "the author", "your name", "written by", "posted by", "view more posts",
     "view all posts", "artikel von", "view profile"}  # fmt: skip
_ROLES = re.compile(
    r"\b(?:editors?|reporters?|writers?|correspondents?|contributors?|contributing|columnists?|expert"
    r"|director|manager|founder|officer|analyst|professor|photographer|producer|specialist|consultant"
    r"|redakteurin?|reporterin|korrespondentin?|rédacteur|journaliste|journalist|redactora?|editora"
    r"|giornalista|redaktor|phd candidate)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"\b(?:GmbH|AG|Inc|LLC|Ltd|S\.?A|S\.?L|B\.?V|plc|Co\. KG|e\. ?V)\b\.?$")
_PARTICLES = frozenset(
    "af al av bin da das de del della den der di do dos du e el ibn la le of og och st the ten ter"
    " und van von vom y zu zum và".split()
)


def names_in(text: str, outlets: Collection[str] = ()) -> list[str]:
    """The distinct names of a byline, in order, without those of the outlets (keys, see `key`)."""
    found: dict[str, str] = {}
    for part in _APART.split(_unled(_GLUED.sub("", text))):
        for name in _people(_unled(part), outlets):
            if _may_be_name(name) and key(name) not in outlets:
                found.setdefault(key(name), name)
    return list(found.values())


def key(name: str) -> str:
    """How names are compared: letters and digits alone, in lower case."""
    return "".join(char for char in name.casefold() if char.isalnum())


def is_personal(name: str) -> bool:
    """Whether a text reads as the name of a person: a few words, capitals where there are any."""
    words = name.split()
    if not 0 < len(words) <= MAX_WORDS or _ROLES.search(name):
        return False
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return bool(proper) and all(not word[0].islower() and word[0].isalpha() for word in proper)


def _unled(text: str) -> str:
    """Without blanks, quotes and what leads to a name."""
    text = text.strip(" \t\r\n\u00a0\"“”„'«»:,*|-–—→›»")
    lead = _LEAD.match(text)
    while lead and lead.end() < len(text):
        text = text[lead.end() :].strip()
        lead = _LEAD.match(text)
    return text


def _people(text: str, outlets: Collection[str]) -> Iterator[str]:
    """The people of a part, apart at commas and at `and`, if all that it parts are names."""
    names: list[str] = []
    for piece in _COMMA.split(_HANDLE.sub("", text)):
        if key(piece) in outlets:
            continue
        if names and _DEGREE.fullmatch(piece):
            names[-1] += f", {piece}"
        elif not names or is_personal(piece) or _AND.search(piece):
            names += _joined(piece)
        elif piece.partition(" ")[0].lower() in ("and", "und", "et", "y", "e"):
            names.append(piece.partition(" ")[2])
    yield from (name.strip(" ,.:") if len(name.split()) == 1 else name.strip(" ,:") for name in names)


def _joined(piece: str) -> list[str]:
    """`A and B` as two, where both read as people; an institution keeps its `and`."""
    sides = _AND.split(piece)
    alike = len({len(side.split()) > 1 for side in sides[:-1]} | {len(sides[-1].split()) > 1}) == 1
    whole = all(is_personal(side) for side in sides) and (alike or " " in sides[-1])
    return sides if whole else [piece]


def _may_be_name(name: str) -> bool:
    if not 1 < len(name) <= MAX_NAME or name.lower() in _PLACEHOLDERS:
        return False
    return not (_NO_NAME.search(name) or _LEGAL.search(name)) and any(map(str.isalpha, name))
