"""Which of the Latin code pages? They differ in a few dozen letters, so the alphabets decide.

charset-normalizer tells scripts apart well, but reads French as Central European and Polish as
Western. Here the code page wins under which the fewest characters stand outside one alphabet.
"""

from __future__ import annotations

from collections import Counter

# In order of how common they are on the web: the first wins where the text does not decide.
LATIN = ("cp1252", "cp1250", "cp1254", "cp1258", "cp1257", "iso8859_15", "iso8859_2", "mac_roman")

# Letters beyond ASCII, from the exemplar sets of CLDR; Vietnamese also as cp1258 writes it, with
# combining tones. French stands for loan words in English, which has no letters of its own.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçèéêëîïôœùûüÿ",  # French
        "äöüß",  # German
        "áéíñóúü",  # Spanish
        "àáâãçéêíòóôõúü",  # Portuguese
        "àéèìíîóòúù",  # Italian
        "àçéèíïòóúü·",  # Catalan
        "áéëïóöü",  # Dutch
        "åäöéàæøéóòô",  # Swedish, Danish, Norwegian, Finnish
        "áéíóúýþæöð",  # Icelandic
        "äöõüšž",  # Estonian
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîșțşţ",  # Romanian
        "čćđšž",  # Croatian, Slovene
        "çğıöşüâîû",  # Turkish
        "āčēģīķļņšūž",  # Latvian
        "ąčęėįšųūž",  # Lithuanian
        "ăâđêôơưàáãèéìíòóõùúýăâđêôơư\u0300\u0301\u0303\u0309\u0323",  # Vietnamese
    )
)
_SIGNS = frozenset("\u00a0“”‘’„‚«»‹›–—…•·°§©®™€£¥¿¡ªº½¼¾×−")  # stand in any language
_ASCII = bytes(range(128))
# Enough letters to decide; a page more of them changes nothing.
SAMPLE = 65_536
# Names and loan words stand outside an alphabet, one letter in ten at most; noise, every second.
MAX_MISFITS = 0.1


def latin_code_page(data: bytes) -> str:
    """The codec of LATIN that fits the bytes best, of equals the first; "" when none fits."""
    odd = data.translate(None, _ASCII)[:SAMPLE]
    misfits = {encoding: _misfits(odd, encoding) for encoding in LATIN}
    best = min(LATIN, key=misfits.__getitem__)
    return best if misfits[best] <= MAX_MISFITS * len(odd) else ""


def _misfits(odd: bytes, encoding: str) -> int:
    """How many of the characters stand outside the alphabet that holds most of them."""
    seen = Counter(odd.decode(encoding, "replace").lower())
    letters = sum(count for char, count in seen.items() if char not in _SIGNS)
    return letters - max(sum(map(seen.__getitem__, alphabet)) for alphabet in _ALPHABETS)
