"""In which language is a document written?

The script is looked at first. Most scripts write one language of the news (Armenian, Thai,
Hangul), and there langdetect is slow or wrong: it calls Armenian Estonian and Chinese Korean.
Where a few letters give away a language that langdetect has no profile of, they decide. Only
then is langdetect asked, among the languages of that script alone.

langdetect draws its n-grams at random. Every detector has a generator of its own, so a factory
with a seed answers alike whatever was identified before and in whichever thread; the class-wide
`DetectorFactory.seed` is left alone. Its own loader takes the profiles in the order of the
folder, which decides ties and the last digits of the sums: here the order is fixed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

# 600 characters in 4 slices: 667 documents a second against 117 on whole texts, with the same 4
# errors in 1,041 pages; the head alone misleads where it is a banner or a quotation.
SLICES = 4
SLICE = 150
# Below this, names and loan words weigh more than grammar.
MIN_LETTERS = 10
# What langdetect says of fewer letters is a guess: on the Universal Declaration of Human Rights in
# the languages it knows, cut short, 78 % right at 8-11 letters, 89 % at 12-15, 94 % at 16-19, 99 %
# at 40.
MIN_LETTERS_SHARED = 16
# More trials change little: of those texts cut at 30 characters 94 % right with 3, 95 % with 7.
TRIALS = 3
SEED = 0
# It wants all three trials to agree: of those texts cut at 20-60 characters 95 % of the answers at
# or above it are right, and 58 % (254 of 440) of those below.
FLOOR = 0.9
# A Chinese character or a Hangul syllable says about as much as three letters of an alphabet.
DENSE = 3
# Kana make up half of Japanese prose; a Chinese page quotes a word of it at most.
KANA_SHARE = 0.1

UNKNOWN = ("und", 0.0)

# The blocks of a script, its marks included: a vowel sign counts as a letter. A script named by a
# language tag writes that language alone, as far as the news goes.
_BLOCKS = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-\u02af\u0300-\u036fḀ-ỿ",
    "Cyrillic": "Ѐ-ԯ",
    "Arabic": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc",
    "Devanagari": "\u0900-\u0963\u0971-\u097f",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Kana": "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "am": "\u1200-\u135f",
    "bn": "\u0980-\u09e5\u09f0\u09f1",
    "bo": "\u0f40-\u0fbc",
    "dv": "\u0780-\u07b1",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "gu": "\u0a81-\u0ae5",
    "he": "\u0591-\u05f2\ufb1d-\ufb4f",
    "hy": "\u0531-\u0588",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "km": "\u1780-\u17d3",
    "kn": "\u0c80-\u0ce5",
    "lo": "\u0e81-\u0ecd\u0edc-\u0edf",
    "ml": "\u0d00-\u0d65",
    "my": "\u1000-\u103f\u1050-\u109f",
    "or": "\u0b01-\u0b65",
    "pa": "\u0a01-\u0a65\u0a70-\u0a75",
    "si": "\u0d81-\u0df3",
    "ta": "\u0b82-\u0be5",
    "te": "\u0c00-\u0c65",
    "th": "\u0e01-\u0e3a\u0e40-\u0e4e",
}

# langdetect's profiles by script; those of the other scripts are never needed.
_PROFILES = {
    "Latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw"
    " tl tr vi",
    "Cyrillic": "bg mk ru uk",
    "Arabic": "ar fa ur",
    "Devanagari": "hi mr ne",
}

# Languages without a profile, told by letters that make up at least this share of the text. The
# first that fits wins. Bounds: about half of the share in the Universal Declaration of Human Rights
# in that language, and more than in any language that langdetect knows.
_TELLING: dict[str, tuple[tuple[str, dict[str, float]], ...]] = {
    "Latin": (("az", {"ə": 0.05}), ("is", {"þ": 0.006}), ("mt", {"ħ": 0.015})),
    "Cyrillic": (
        ("uz", {"ў": 0.004, "қҳ": 0.015}),
        ("tg", {"ҷӣӯ": 0.008}),
        ("kk", {"ұ": 0.004, "қ": 0.015}),
        ("tt", {"ә": 0.03}),
        ("mn", {"өү": 0.03, "х": 0.03}),
        ("ky", {"өүң": 0.02}),
        ("be", {"ў": 0.008}),
        ("sr", {"ђћ": 0.003}),
    ),
    "Arabic": (
        ("ckb", {"ێڵڕ": 0.01}),
        ("ug", {"ۇۋ": 0.02}),
        ("ps", {"ځښړڅ": 0.01}),
        ("sd", {"ڪٻڄ": 0.01}),
    ),
    "he": (("yi", {"ײױװ": 0.01}), ("yi", {"ע": 0.09})),
}
_EAST = ("Han", "Kana", "Hangul")  # Chinese, Japanese and Korean are told by how much of each

_RUNS = re.compile(
    "|".join(f"(?P<{name}>[{block}]+)" for name, block in _BLOCKS.items()) + r"|(?P<und>[^\W\d_])"
)
# Addresses are Latin letters in any language. Bounded, so that time stays linear.
_LINKS = re.compile(r"https?://\S{1,600}|\S{1,64}@\S{1,64}")


def identify(text: str) -> tuple[str, float]:
    """The language of `text` as a BCP 47 tag, and how sure that is: 0-1, to 4 digits.

    The score is the share of the letters that are of the language's script, times langdetect's
    probability where that was asked. ("und", 0.0) for a sample of less than MIN_LETTERS letters,
    for a script not known here, and where langdetect's trials disagree. Chinese is `zh` in
    either writing, Norwegian `no`. Equal texts in NFC and NFD are answered alike. Never raises.
    """
    runs = _runs_by_script(_sample(unicodedata.normalize("NFC", text)))
    letters = {script: sum(map(len, found)) for script, found in runs.items()}
    if sum(letters.values()) < MIN_LETTERS:
        return UNKNOWN
    east = {script: letters.pop(script, 0) for script in _EAST}
    letters["East"] = DENSE * sum(east.values())
    script = max(letters, key=lambda name: (letters[name], name))
    share = letters[script] / sum(letters.values())
    tag, sure = (_eastern(east), 1.0) if script == "East" else _language(script, runs[script])
    return (tag, round(share * sure, 4)) if tag != "und" else UNKNOWN


def _sample(text: str) -> str:
    """Slices over the whole length, the first from the beginning, the last up to the end."""
    room = len(text) - SLICE
    if room <= SLICE * (SLICES - 1):
        return text
    starts = (room * i // (SLICES - 1) for i in range(SLICES))
    return " ".join(text[start : start + SLICE] for start in starts)


def _runs_by_script(sample: str) -> dict[str, list[str]]:
    """Unbroken runs of letters, by script, in the order of the text."""
    runs: dict[str, list[str]] = {}
    for match in _RUNS.finditer(_LINKS.sub(" ", sample)):
        runs.setdefault(str(match.lastgroup), []).append(match.group())
    return runs


def _eastern(letters: dict[str, int]) -> str:
    if letters["Kana"] > KANA_SHARE * sum(letters.values()):
        return "ja"
    return "ko" if letters["Hangul"] > letters["Han"] else "zh"


def _language(script: str, runs: list[str]) -> tuple[str, float]:
    """The language among those of a script, and its probability."""
    words = " ".join(runs)
    folded, size = words.lower(), sum(map(len, runs))
    for tag, telling in _TELLING.get(script, ()):
        if all(_count(folded, some) >= size * share for some, share in telling.items()):
            return tag, 1.0
    if script not in _PROFILES:
        return script, 1.0  # a language tag, or `und`
    if size < MIN_LETTERS_SHARED:
        return UNKNOWN
    # langdetect skips words in capitals; a text of nothing else would have no words left.
    return _ask_langdetect(script, folded if 2 * sum(map(str.isupper, words)) > size else words)


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def _ask_langdetect(script: str, words: str) -> tuple[str, float]:
    detector = _factory(script).create()
    detector.n_trial = TRIALS
    detector.append(words)
    try:
        found = detector.get_probabilities()
    except _langdetect().LangDetectException:  # not one n-gram that a profile has
        return UNKNOWN
    sure = [(best.lang, best.prob) for best in found[:1] if best.prob >= FLOOR]
    return sure[0] if sure else UNKNOWN


@cache
def _factory(script: str) -> Any:
    """A seeded detector factory for one script; only read from once it is made."""
    factory = _langdetect().DetectorFactory()
    factory.set_seed(SEED)
    folder = files("langdetect") / "profiles"
    profiles = [(folder / tag).read_text(encoding="utf-8") for tag in _PROFILES[script].split()]
    factory.load_json_profile(profiles)
    return factory


def _langdetect() -> Any:
    """The package, imported on first use: it takes longer than all of this module."""
    import langdetect

    return langdetect
