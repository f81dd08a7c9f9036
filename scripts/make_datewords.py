"""Write cleaner/data/datewords.json: names of months and weekdays, and who puts the day first.

    python scripts/make_datewords.py            write the file
    python scripts/make_datewords.py --check    exit 1 when the file differs from what CLDR gives

The names come from the Unicode CLDR through Babel (a development dependency). A word that would
mean two things is not guessed at: it is left out, and the file says why.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_cldr_version
from babel.localedata import locale_identifiers

from cleaner.detect.datewords import HALVES, PHRASES, ZONES, fold

TARGET = Path(__file__).parents[1] / "cleaner" / "data" / "datewords.json"
TONGUES = "ar cs da de el en es fi fr id it ja ko nb nl pl pt ru sv tr uk vi zh"
LANGUAGES = TONGUES.split()

# What stands in date headers but not in CLDR: older spellings, and short forms beside CLDR's own.
MORE_MONTHS: dict[str, dict[int, str]] = {
    "en": {9: "sept"},
    "de": {3: "mär;mrz"},
    "es": {9: "sep;set;setiembre", 1: "ene", 12: "dic"},
    "fr": {1: "jan", 7: "juil", 2: "fev", 8: "aout"},
    "id": {2: "pebruari;peb", 8: "agt;ags", 11: "nopember;nop"},
    "nl": {3: "mrt"},
    "pl": {5: "maj", 9: "wrz", 10: "paź"},
    "ru": {5: "май", 9: "сен;сент", 11: "ноя;нояб", 2: "фев;февр"},
    "tr": {9: "eyl"},
    "vi": {
        1: "tháng một;tháng giêng",
        2: "tháng hai",
        3: "tháng ba",
        4: "tháng tư",
        5: "tháng năm",
        6: "tháng sáu",
        7: "tháng bảy",
        8: "tháng tám",
        9: "tháng chín",
        10: "tháng mười",
        11: "tháng mười một",
        12: "tháng mười hai;tháng chạp",
    },
}
MORE_DAYS: dict[str, dict[int, str]] = {
    "de": {6: "sonnabend"},
    "en": {2: "tues", 3: "weds", 4: "thur;thurs"},
    "id": {5: "jum'at;jum’at", 7: "ahad"},
    "pt": {1: "segunda", 2: "terça", 3: "quarta", 4: "quinta", 5: "sexta"},
    "uk": {5: "п'ятниця;п’ятниця"},
    "vi": {1: "thứ 2", 2: "thứ 3", 3: "thứ 4", 4: "thứ 5", 5: "thứ 6", 6: "thứ 7", 7: "chúa nhật"},
    "zh": {1: "礼拜一", 7: "星期天;礼拜日;礼拜天"},
}

Names = dict[int, set[str]]


def locales(language: str) -> Iterator[Locale]:
    """The language as CLDR has it everywhere it is spoken, in its usual scripts."""
    for identifier in sorted(locale_identifiers()):
        parts = identifier.split("_")
        if parts[0] == language and not (len(parts) > 1 and parts[1] in ("Dsrt", "Shaw", "Latn")):
            yield Locale.parse(identifier)


def spellings(name: str) -> set[str]:
    """How a name is met: without its full stop, and in capitals, which often lose the accents."""
    folded = fold(" ".join(name.replace(".", " ").split()))
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    words = {folded, fold(name.upper().replace(".", "")), unicodedata.normalize("NFC", bare)}
    return {word.strip() for word in words if not any(c.isdigit() for c in word)}


def names(language: str, *, days: bool) -> Names:
    """Month (1-12) or ISO weekday (1 = Monday) -> its spellings in one language."""
    found: Names = defaultdict(set)
    # Narrow forms ("M") are letters, not names; "short" ("Mo") exists for weekdays only.
    widths = ("wide", "abbreviated", "short") if days else ("wide", "abbreviated")
    for locale in locales(language):
        forms = locale.days if days else locale.months
        for context in ("format", "stand-alone"):
            for width in widths:
                for number, name in forms[context].get(width, {}).items():
                    found[number + 1 if days else number] |= spellings(name)
    more = (MORE_DAYS if days else MORE_MONTHS).get(language, {})
    for number, phrases in more.items():
        found[number] |= {fold(phrase) for phrase in phrases.split(";")}
    return found


def other_words() -> dict[str, str]:
    """Every word the detector uses otherwise -> what for."""
    tables = [(f"kind {kind}", tongues) for kind, tongues in PHRASES.items()]
    tables += [
        ("time zone", ZONES),
        ("half of the day", {k: ";".join(v) for k, v in HALVES.items()}),
    ]
    return {
        fold(phrase): use
        for use, tongues in tables
        for phrases in tongues.values()
        for phrase in phrases.split(";")
    }


def meanings(tables: Mapping[str, Names]) -> dict[str, dict[int, list[str]]]:
    """word -> number -> the languages where the word has that number."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language, table in sorted(tables.items()):
        for number, words in sorted(table.items()):
            for word in sorted(words):
                found[word][number].append(language)
    return found


def conflicts(tables: Mapping[str, Names]) -> dict[str, str]:
    """The words with two numbers, and who means what."""
    return {
        word: " but ".join(f"{n} in {', '.join(tongues)}" for n, tongues in sorted(numbers.items()))
        for word, numbers in meanings(tables).items()
        if len(numbers) > 1
    }


def rows(tables: Mapping[str, Names], without: Iterable[str]) -> dict[str, list[str]]:
    """language -> the spellings of number 1, 2 ... as "a;b", without the words left out."""
    skip = set(without)
    return {
        language: [";".join(sorted(table[number] - skip)) for number in sorted(table)]
        for language, table in sorted(tables.items())
    }


def order(locale: Locale) -> str:
    """ "dmy" or "mdy": how a date such as 02/11/2023 is read there; "" when nobody can say.

    A language that writes the year first (Japanese, Swedish) has no habit for a date that ends
    in it; day before month in its short form (Swedish "2/11") still decides, month first does not.
    """
    short, month_day = locale.date_formats["short"].pattern, locale.datetime_skeletons["Md"].pattern
    if month_day.index("d") < month_day.index("M"):
        return "dmy"
    return "mdy" if short.index("M") < short.index("y") and not short.startswith("y") else ""


def orders() -> dict[str, list[str]]:
    """Order -> language tags. A region is listed where it differs from its language.

    A language has an order when its main form and three quarters of its regions agree: English
    has none (the United States against nearly all others), Spanish has (but for Panama, Puerto
    Rico).
    """
    found: dict[str, list[str]] = {"dmy": [], "mdy": []}
    for language in LANGUAGES:
        regions = {str(place).replace("_", "-"): order(place) for place in locales(language)}
        main = regions.pop(language)
        agree = sum(value == main for value in regions.values())
        decided = main if agree >= 0.75 * len(regions) else ""
        tags = {language: decided} | {tag: v for tag, v in regions.items() if v != decided}
        for tag, value in tags.items():
            if value:
                found[value].append(tag)
    return {value: sorted(tags) for value, tags in found.items()}


def build() -> str:
    """The text of the data file."""
    months = {language: names(language, days=False) for language in LANGUAGES}
    days = {language: names(language, days=True) for language in LANGUAGES}
    taken = other_words()
    two_months, two_days = conflicts(months), conflicts(days)
    clash = {
        word: f"is also: {taken[word]}"
        for table in (*months.values(), *days.values())
        for words in table.values()
        for word in words & taken.keys()
    }
    data = {
        "source": f"Unicode CLDR {get_cldr_version()} through Babel {babel.__version__}; "
        "written by scripts/make_datewords.py, do not edit",
        "months": rows(months, two_months.keys() | clash.keys()),
        "weekdays": rows(days, clash),
        "weekdays_of_two_days": two_days,
        "orders": orders(),
        "left_out": clash | {word: f"is the month {why}" for word, why in two_months.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when stale")
    check = parser.parse_args().check
    text = build()
    if not check:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
    elif not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
        hint = f"{TARGET.name} is not what CLDR gives: run python scripts/make_datewords.py"
        print(hint, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
