"""Date headers: what is read, to the character, and above all what is left alone."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import babel
import pytest
from babel.core import get_cldr_version

from cleaner.detect.dates import DateHit, crawl_prefix, read_header, resolve
from cleaner.detect.datewords import HALVES, PHRASES, ZONES, fold

ROOT = Path(__file__).parent.parent
DATA = json.loads((ROOT / "cleaner" / "data" / "datewords.json").read_text(encoding="utf-8"))
LANGUAGES = sorted(DATA["months"])

# Whole lines with one date: the shapes of the date strings of real pages, then made-up neighbours.
# line -> value precision kind
READ = (ROOT / "tests" / "dates" / "read.txt").read_text("utf-8")

# The order of day and month is not told by the line: both readings, day first, month first.
OPEN = (ROOT / "tests" / "dates" / "open.txt").read_text("utf-8")

# Not one of these is a date header, nor is any part of it.
STAY = (ROOT / "tests" / "dates" / "stay.txt").read_text("utf-8")

# Something else stands on the line: line -> the header in it, and the value.
PARTS = {
    "PV•28/01/2025 08:22": ("•28/01/2025 08:22", "2025-01-28T08:22"),
    "Hanoi, May 21, 2024": (", May 21, 2024", "2024-05-21"),
    "Ho Chi Minh City, 21 May 2024": (", 21 May 2024", "2024-05-21"),
    "By Jane Doe | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    "By Jane Doe and John Roe, Staff Writers · 1:05 pm May 21, 2024": (
        "· 1:05 pm May 21, 2024",
        "2024-05-21T13:05",
    ),
    "By Jane Doe on May 21, 2024": ("on May 21, 2024", "2024-05-21"),
    "May 21, 2024 by Jane Doe": ("May 21, 2024", "2024-05-21"),
    "Posted on July 1, 2024 by jdoe_77": ("Posted on July 1, 2024", "2024-07-01"),
    "Jane Doe | May 21, 2024 | Politics": ("| May 21, 2024", "2024-05-21"),
    "Por João Silva | 03/05/2022 20:36": ("| 03/05/2022 20:36", "2022-05-03T20:36"),
    "The Sun | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    "Thời sự | 28/01/2025 - 10:00": ("| 28/01/2025 - 10:00", "2025-01-28T10:00"),
    "28/01/2025 – Ngày Nay": ("28/01/2025 –", "2025-01-28"),
    "2020-05-20 16:01:31 来源:新华网": ("2020-05-20 16:01:31", "2020-05-20T16:01:31"),
    "May 21, 2024 · 5 min read": ("May 21, 2024 ·", "2024-05-21"),
    "6 min | May 21, 2024": ("| May 21, 2024", "2024-05-21"),
    " date 2024-05-21 Society": (" date 2024-05-21 ", "2024-05-21"),
    "date 2024-05-21 HÀ NỘI – The bridge": ("date 2024-05-21 ", "2024-05-21"),
}

# Two dates of one header: (value, kind) of each.
PAIRS = {
    "Published: Jan 2, 2024 Updated: Jan 5, 2024 10:00": "2024-01-02 p 2024-01-05T10:00 u",
    "Mise à jour le 3 mars 2024 à 10h05, publié le 2 mars 2024 à 9h": (
        "2024-03-03T10:05 u 2024-03-02T09:00 p"
    ),
    "Publié: 21/05/2024 | Mis à jour: 22/05/2024 10h30": "2024-05-21 p 2024-05-22T10:30 u",
    "기사입력 2023.08.27. 오후 2:25 최종수정 2023.08.28. 오전 9:05": (
        "2023-08-27T14:25 p 2023-08-28T09:05 u"
    ),
    "2023/11/02 22:27 公開 2023/11/03 更新": "2023-11-02T22:27 p 2023-11-03 u",
    "Giriş: 20.02.2026 - 10:00 Güncelleme: 20.02.2026 - 11:00": (
        "2026-02-20T10:00 p 2026-02-20T11:00 u"
    ),
    "发布时间：2024-05-21 17:51 更新时间：2024-05-22": "2024-05-21T17:51 p 2024-05-22 u",
    "11.01.2022, 09:50 Uhr / Aktualisiert am 21.01.2022, 11:39 Uhr": (
        "2022-01-11T09:50 p 2022-01-21T11:39 u"
    ),
}


def rows(table: str) -> list[list[str]]:
    return [row.split(" -> ") for row in table.strip("\n").split("\n")]


def only(line: str) -> DateHit:
    header = read_header(line)
    assert header is not None, line
    (hit,) = header.hits
    return hit


@pytest.mark.parametrize(("line", "expected"), rows(READ))
def test_a_date_header_is_read(line: str, expected: str) -> None:
    value, precision, kind = expected.split(" ")
    hit = only(line)
    assert (hit.value, hit.precision, hit.kind, hit.readings) == (value, precision, kind, ())
    header = read_header(line)
    assert header is not None
    assert header.whole
    assert line[header.start : header.end].strip() == line.strip()


@pytest.mark.parametrize(("line", "expected"), rows(OPEN))
def test_an_order_of_day_and_month_that_is_not_told_stays_open(line: str, expected: str) -> None:
    day_first, month_first, precision = expected.split(" ")
    hit = only(line)
    assert (hit.value, hit.readings) == ("", (day_first, month_first))
    assert hit.precision == precision


@pytest.mark.parametrize("line", STAY.strip("\n").split("\n"))
def test_what_is_no_date_header_is_left_alone(line: str) -> None:
    assert read_header(line) is None


@pytest.mark.parametrize(("line", "expected"), PARTS.items())
def test_a_name_beside_the_date_stays_outside_the_header(
    line: str, expected: tuple[str, str]
) -> None:
    header = read_header(line)
    assert header is not None
    assert not header.whole
    assert (line[header.start : header.end], only(line).value) == expected


@pytest.mark.parametrize(("line", "expected"), PAIRS.items())
def test_published_and_updated_stand_on_one_line(line: str, expected: str) -> None:
    header = read_header(line)
    assert header is not None
    assert header.whole
    assert " ".join(f"{hit.value} {hit.kind[0]}" for hit in header.hits) == expected


def test_raw_is_the_date_with_its_time_and_without_its_label() -> None:
    assert only("Published April 05, 2023 | 03:30 PM").raw == "April 05, 2023 | 03:30 PM"
    assert only("17:42 Ngày 04/06/2018").raw == "17:42 Ngày 04/06/2018"
    assert only("Thứ tư, 22/10/2025, 19:25 (GMT+7)").raw == "22/10/2025, 19:25 (GMT+7)"


@pytest.mark.parametrize(
    "line", [" date 2025-12-02 Society", "date 2025-12-02 ", " date 2025-12-02"]
)
def test_the_crawl_prefix_is_read_at_the_start_of_a_line(line: str) -> None:
    hit = crawl_prefix(line)
    assert hit is not None
    assert (hit.value, line[hit.start : hit.end]) == ("2025-12-02", "2025-12-02")


@pytest.mark.parametrize(
    "line",
    ["a date 2025-12-02 b", "date 2025-13-02 b", "date 2025-12-02b", "Date 2025-12-02 b", ""],
)
def test_nothing_else_is_a_crawl_prefix(line: str) -> None:
    assert crawl_prefix(line) is None


def test_the_crawl_prefix_of_a_line_of_any_length_is_read() -> None:
    line = " date 2025-12-02 " + "x" * 1_000_000
    header = read_header(line)
    assert header is not None
    assert (header.start, header.end, header.whole) == (0, 17, False)


def test_other_lines_of_more_than_200_code_points_are_not_looked_at() -> None:
    line = "May 21, 2024".ljust(201)
    assert read_header(line[:200])
    assert not read_header(line)


AMBIGUOUS = only("04/02/2020 10:30")


@pytest.mark.parametrize(
    ("lang", "value"),
    [
        ("fr", "2020-02-04T10:30"),
        ("vi", "2020-02-04T10:30"),
        ("sv", "2020-02-04T10:30"),
        ("en-GB", "2020-02-04T10:30"),
        ("en-US", "2020-04-02T10:30"),
        ("es-PR", "2020-04-02T10:30"),
        ("en", ""),
        ("ja", ""),
        ("und", ""),
        ("xx-YY", ""),
    ],
)
def test_a_language_decides_only_where_its_countries_agree(lang: str, value: str) -> None:
    assert resolve(AMBIGUOUS, lang=lang).value == value


def test_the_user_outranks_the_document_and_the_document_its_language() -> None:
    american = only("11/20/2019")
    assert resolve(AMBIGUOUS, others=[american], lang="fr").value == "2020-04-02T10:30"
    assert resolve(AMBIGUOUS, others=[american], order="dmy").value == "2020-02-04T10:30"
    assert resolve(AMBIGUOUS, others=[only("20/11/2019"), american]) == AMBIGUOUS


def test_another_date_that_is_the_same_day_decides() -> None:
    assert resolve(AMBIGUOUS, others=[only("April 2, 2020")]).value == "2020-04-02T10:30"
    assert resolve(AMBIGUOUS, others=[only("April 3, 2020")]) == AMBIGUOUS
    both = [only("April 2, 2020"), only("February 4, 2020")]
    assert resolve(AMBIGUOUS, others=both) == AMBIGUOUS


def test_an_unknown_order_is_an_error_that_says_what_to_use() -> None:
    with pytest.raises(ValueError, match='use "dmy" or "mdy"'):
        resolve(AMBIGUOUS, order="ymd")


def test_every_word_of_the_tables_is_of_one_kind() -> None:
    kinds: dict[str, str] = {}
    tables = [*PHRASES.items(), ("z", ZONES), ("a", {k: ";".join(v) for k, v in HALVES.items()})]
    for kind, tongues in tables:
        for phrase in ";".join(tongues.values()).split(";"):
            assert kinds.setdefault(fold(phrase), kind) == kind, phrase


def test_the_data_file_is_what_cldr_gives() -> None:
    here = f"Unicode CLDR {get_cldr_version()} through Babel {babel.__version__};"
    if not DATA["source"].startswith(here):
        pytest.skip(f"the file was made from: {DATA['source']}")
    script = runpy.run_path(str(ROOT / "scripts" / "make_datewords.py"))
    assert json.loads(script["build"]()) == DATA


def test_no_month_is_left_out_for_meaning_two_things() -> None:
    assert not [why for why in DATA["left_out"].values() if why.startswith("is the month")]
    # Japanese and Korean months are numbers: nothing to name.
    for language in set(LANGUAGES) - {"ja", "ko"}:
        assert len(DATA["months"][language]) == 12
        assert all(DATA["months"][language]), language
