"""Names in bylines and in the author fields of metadata: names only, several apart.

What leads to a name ("By", "Von", "作者"), a role behind it ("science editor"), addresses, the
logins of machines and legal forms are no part of a name.

    >>> names_in("By Jane Doe, science editor, and John van der Berg")
    ['Jane Doe', 'John van der Berg']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# A longer one is a sentence about the author: on 1,032 pages with a known author no name of one
# person has more than 4 words; Spanish and Vietnamese names have up to 6.
MAX_NAME, MAX_WORDS = 80, 6

# What leads to a name: en, de, fr, es/pt, it, nl, sv/da/no, pl, cs, ru, vi, id, tr, zh/ja.
_LEAD = re.compile(
    r"""
    (?: (?: article | story | words? | text | reporting | written | posted | published | created
          | submitted | authored | compiled | geschrieben | verfasst | veröffentlicht | publié
          | escrito | publicado | scritto | pubblicato | geplaatst | skriven ) \s+ )?
    (?: (?: by | von | par | por | di | da | door | av | af | przez | od | bởi | oleh )
        (?: \s* [:：] \s* | \s+ )
      | (?-i: By | BY | by | Von | von | Par | Por ) (?-i: (?= [A-ZÀ-ÖØ-Þ] [a-zß-ÿ] ) ) )  # glued
  | (?: the \s+ )?
    (?: author | autor (?:in)? | auteur | autore | författare | forfatter | автор | text | texto
      | texte | testo | interview | tác\ giả | penulis | yazar | 作者 | 记者 | 記者 | 撰文 | 文 )
    (?: \(? s \)? )? (?: \s* [:：] \s* | \s+ | (?-i: (?= [A-ZÀ-Þ] ) ) )
  | (?: über | about | meet | more\ from ) \s+
  | (?: [^\W\d_]+ \s+ ){1,4} (?: by | von | par | por | od | av | af | door ) \s+  # View posts by
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A label or a date that was glued to the end of a name or stands behind it, and what follows it.
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?:Published|Posted|Last|Updated|Reviewed|Written|Quelle|Veröffentlicht)\b.*"
    r"|(?<=[a-zß-ÿ])(?:January|February|March|April|June|July|August|September|October|November"
    r"|December|\d\d?\.\d\d?\.\d{2,4})\b.*|(?<=[a-zß-ÿ])\d{4}-\d\d-\d\d.*"
    r"|\s(?:Published|Posted|Updated|Erstellt|Veröffentlicht|Aktualisiert)\b.*"
)
# Between two authors for sure; then what may as well stand inside one name.
_APART = re.compile(r"\s?[;|•·]\s?|\s[-–—/]+\s?|\s?[-–—]+\s|\s?[、，]\s?")
_AND = re.compile(r",?\s+(?:and|und|et|y|e|và|en|i|a|och|og|ve|dan|и|та)\s+|\s?&\s?")
_AND_FIRST = re.compile(r"(?:and|und|et|y|e|và|en|och|og|ve|dan|и|та)\s+", re.IGNORECASE)
# Degrees, "Jr.", "III": letters with full stops, or capitals.
_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Z]?|[A-Z][A-Za-z]{0,2}[A-Z]{1,4}[®™]?|(?:Jr|Sr)\.?"
    r"|I{2,3}|Ph\.? ?D\.?"
)
_COLON = re.compile("[:：]")
_HANDLE = re.compile(r"(?:^|\s)\(?@\w+\)?")
_NO_NAME = re.compile(r"https?:|www\.|[\w.]@\w|[<>{}=\\]|\d{5}")
_LEGAL = re.compile(r"\b(?:GmbH|AG|Inc|LLC|Ltd|S\.?A|S\.?L|B\.?V|plc|Co\. KG|e\. ?V)\b\.?$")
# Logins of nobody in particular, labels without a name, buttons, and menus: "By use case".
_PLACEHOLDERS = frozenset(
    (
        *("admin", "administrator", "anonymous", "antworten", "artikel von", "auteur", "author"),
        *("autor", "autore", "bearbeiten", "by", "company size", "company type", "door", "editor"),
        *("editors", "event type", "guest", "join", "use case", "wine region"),
        *("joined", "member", "n/a", "na", "name", "no author", "nom", "nombre", "none", "null"),
        *("par", "por", "posted by", "redaktion", "reply", "root", "staff", "the", "the author"),
        *("undefined", "unknown", "user", "view all posts", "view more posts", "view profile"),
        *("von", "webmaster", "wordpressadmin", "written", "written by", "your name"),
    )
)
# Words of what people do: a piece with one of them is no name.
_ROLES = re.compile(
    r"""(?i) \b (?:
        analyst | columnists? | consultant | contributing | contributors? | correspondents?
      | director | editors? | expert | founder | manager | officer | phd\ candidate
      | photographer | producer | professor | reporters? | specialist | writers?
      | giornalista | journalist | journaliste | korrespondent (?:in)? | rédacteur | redactora?
      | redakteur (?:in)? | redaktor | editora | reporterin
    ) \b""",
    re.VERBOSE,
)
_PARTICLES = frozenset(
    (
        *("af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do"),
        *("dos", "du", "e", "el", "ibn", "la", "le", "of", "og", "och", "st", "ten", "ter"),
        *("the", "und", "van", "von", "vom", "và", "y", "zu", "zum"),
    )
)
_EDGES = " \t\r\n\u00a0\"“”„'«»:,*|-–—→›"


def names_in(text: str, outlets: Collection[str] = ()) -> list[str]:
    """The distinct names of a byline, in order, without those of the outlets (keys, see `key`)."""
    found: dict[str, str] = {}
    squeezed = " ".join(text.split())
    for part in _APART.split(_unled(_GLUED.sub("", squeezed))):
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
    if not 0 < len(words) <= MAX_WORDS or _ROLES.search(name) or _COLON.search(name):
        return False
    if words[-1].lower() in _PARTICLES:  # "Ein Artikel von"
        return False
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return bool(proper) and all(word[0].isalpha() and not word[0].islower() for word in proper)


def _unled(text: str) -> str:
    """Without blanks and quotes at its edges, and without what leads to a name."""
    text = text.strip(_EDGES)
    lead = _LEAD.match(text)
    while lead and lead.end() < len(text):
        text = text[lead.end() :].strip()
        lead = _LEAD.match(text)
    return text


def _people(text: str, outlets: Collection[str]) -> Iterator[str]:
    """The people of a part, apart at commas and at `and`; a degree stays with its name, a role and
    a house go."""
    names: list[str] = []
    for piece in re.split(r"\s?,\s?", _HANDLE.sub("", text)):
        last = _AND_FIRST.match(piece)
        if key(piece) in outlets:
            continue
        if names and _DEGREE.fullmatch(piece):
            names[-1] += f", {piece}"
        elif last:
            names += _joined(piece[last.end() :])
        elif not names or is_personal(piece) or _AND.search(piece):
            names += _joined(piece)
    for name in names:
        yield name.strip(" ,:") if " " in name else name.strip(" ,.:")


def _joined(piece: str) -> list[str]:
    """`A and B` as two, where both read as people; an institution keeps its `and`."""
    sides = _AND.split(piece)
    whole = {" " in side for side in sides}
    if all(map(is_personal, sides)) and (len(whole) == 1 or " " in sides[-1]):
        return sides
    return [piece]


def _may_be_name(name: str) -> bool:
    if not 1 < len(name) <= MAX_NAME or name.lower() in _PLACEHOLDERS:
        return False
    return not (_NO_NAME.search(name) or _LEGAL.search(name)) and any(map(str.isalpha, name))
