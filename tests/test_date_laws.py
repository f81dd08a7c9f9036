"""Date headers: what holds for any line, any day and any language."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta, timezone

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.dates import crawl_prefix, read_header
from tests.test_dates import LANGUAGES, only

ISO = {
    "year": r"\d{4}",
    "month": r"\d{4}-\d\d",
    "day": r"\d{4}-\d\d-\d\d",
    "minute": r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?",
    "second": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?",
}

# Lines that are nearly headers: words of the vocabulary, numbers and signs in any order.
WORDS = """
Published Updated: Cập nhật date May mai Mar mar 5月 tháng năm ngày 年 月 日 오후 pm a.m. SA kl. Uhr
h T Z GMT +07:00 (GMT+7) 2024 24 5 31 13 00 0900 | - – / . , : • ( ) Jane by de of le on st º 21
Sunday م هـ ١٣ ２０２４ ' + today
"""
nearly = st.lists(st.sampled_from(WORDS.split()), max_size=14).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda blank: blank.join(words))
)
lines = st.one_of(st.text(max_size=250), nearly)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(lines)
def test_reading_never_fails_and_every_hit_is_where_it_says(line: str) -> None:
    crawl_prefix(line)
    header = read_header(line)
    if header is None:
        return
    assert 0 <= header.start < header.end <= len(line)
    assert header.whole == (not (line[: header.start] + line[header.end :]).strip())
    ends = [header.start]
    for hit in header.hits:
        assert ends[-1] <= hit.start < hit.end <= header.end
        assert hit.raw == line[hit.start : hit.end]
        assert bool(hit.value) != bool(hit.readings)
        for value in hit.readings or (hit.value,):
            assert re.fullmatch(ISO[hit.precision], value)
        ends.append(hit.end)
    assert 1 <= len(header.hits) <= 2


@given(nearly)
def test_blanks_around_a_line_change_nothing_but_the_places(line: str) -> None:
    bare, padded = read_header(line.strip()), read_header(f"\t {line.strip()} ")
    values = [[hit.value for hit in h.hits] if h else None for h in (bare, padded)]
    assert values[0] == values[1]


@given(days, st.sampled_from(LANGUAGES), st.sampled_from(["long", "full"]))
def test_the_long_forms_of_every_language_come_back(day: date, language: str, form: str) -> None:
    line = format_date(day, form, locale=language)
    header = read_header(line)
    assert header is not None, line
    assert [hit.value for hit in header.hits] == [day.isoformat()], line
    assert header.whole


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)),
    st.integers(-12 * 4, 14 * 4),
    st.sampled_from("T "),
)
def test_iso_times_come_back_with_their_offset(moment: datetime, quarters: int, sep: str) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    hit = only(zoned.isoformat(sep=sep))
    assert hit.precision == "second"
    assert datetime.fromisoformat(hit.value) == zoned.replace(microsecond=0)


@given(days, st.sampled_from("/-"))
def test_a_numeric_date_is_read_right_or_stays_open(day: date, sign: str) -> None:
    for form, order in (("%d{}%m{}%Y", 0), ("%m{}%d{}%Y", 1)):
        hit = only(day.strftime(form.format(sign, sign)))
        assert (hit.value or hit.readings[order]) == day.isoformat()


@given(days)
def test_a_word_of_a_language_that_puts_the_day_first_decides(day: date) -> None:
    written = f"{day:%d/%m/%Y}"
    for line in (f"Publié le {written}", f"{written}, 10:30 Uhr", f"Ngày {written}"):
        assert only(line).value[:10] == day.isoformat()


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1000, 9999), st.sampled_from("/-."))
def test_a_day_that_does_not_exist_is_never_read(a: int, b: int, year: int, sign: str) -> None:
    header = read_header(f"{a:02}{sign}{b:02}{sign}{year}")
    if header:
        (hit,) = header.hits
        for value in hit.readings or (hit.value,):
            day = date.fromisoformat(value)
            assert {day.day, day.month, day.year} == {a, b, year}
            assert 1900 <= year <= 2099


@pytest.mark.parametrize(
    "unit",
    ["1/", "May ", "1.1.", "2024-", "Published: ", "(", "12:", "Cập nhật ", "1 de ", "٠", " -"],
)
def test_reading_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        line = (unit * size)[:size]
        return min(_timed(line) for _ in range(5))

    # Lines up to 200 code points are read; four times the length may take 8 times as long.
    assert seconds(200) < 8 * seconds(50) + 2e-4
    assert _timed(unit * 1_000_000) < 1e-3


def _timed(line: str) -> float:
    start = time.perf_counter()
    read_header(line)
    return time.perf_counter() - start
