"""Which of a page's dates is the page's own, and that lines are only read, not taken, for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.flow import clean
from cleaner.model import Source
from cleaner.record import Document, record
from cleaner.rulebook import Rulebook, load

TITLE = "Bridge over the river reopens"
BODY = "\n\n".join(
    [
        "The bridge over the river reopened on Monday after a week of repairs to its deck.",
        "The mayor told reporters on 3 March 2024 that traffic across it would be light at first.",
        "Engineers had found cracks in two of its beams, which were replaced during the nights.",
        "Drivers had to take the long way round through the old town while the work went on.",
    ]
)
DATES = load(select=["date/*"])


def document(text: str, lang: str = "en", order: str = "", book: Rulebook = DATES) -> Document:
    cleaned = clean(Source("a", text, sha256="0" * 64), book)
    return record(cleaned, book.digest, language=(lang, 1.0), order=order)


def under_the_title(*lines: str) -> str:
    return "\n\n".join(["Home", TITLE, *lines, BODY])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("January 17, 2025", "2025-01-17"),
        ("By Jane DoePublished: Jan 29, 2025", "2025-01-29"),
        ("By Jane Doe on January 17, 2025 | Bridges", "2025-01-17"),
        ("Posted on28. Juli 201928. Juli 2019Author Jane", "2019-07-28"),
        ("Veröffentlicht vonJohn Roe28. Februar 2016Veröffentlicht in Reisen", "2016-02-28"),
        ("27.04.2020 - 18:50 Uhr 4 Kommentare", "2020-04-27T18:50"),
        ("Jane Doe, am Sonntag, 11.12.2022 - 05:00 (1 Kommentar)", "2022-12-11T05:00"),
        ("par Jeanne Dupont, le 15 septembre 2009", "2009-09-15"),
        ("01.12.2022 / / Bridges / International / Rivers / Repairs / Top News", "2022-12-01"),
        ("Feb 18, 2020 5 min read", "2020-02-18"),
        ("Dec 5, 2024, 9:03 AM PST News Desk", "2024-12-05T09:03-08:00"),
        ("May 21, 2024 · Updated 5 hours ago", "2024-05-21"),
        ("Jane Doe July 4, 2025February 9, 2026", "2025-07-04"),
        ("February 9, 2026July 4, 2025 by Jane Doe", "2025-07-04"),
        ("12.12.2022 - Amt (Behörde)", "2022-12-12"),
    ],
)
def test_a_date_is_read_from_what_scrapers_ran_together(line: str, expected: str) -> None:
    assert document(under_the_title(line))["date"] == expected


@pytest.mark.parametrize(
    "line",
    [
        "© May 21, 2024 The Example",
        "Copyright 2024-05-21 by The Example",
        "The act was signed into law on August 14, 1935",
        "Deadline: May 21, 2024",
        "Limited time offer, redeem by May 21, 2024",
        "Festival May 21, 2024 – May 27, 2024",
        "Report for the week of 14. - 20. Mai 2024",
        "In: Bridges, vol. 3, pp. 232-240, 21 May 2024",
        "https://example.org/2024/05/21/bridge",
        "Registered: May 21, 2024",
        "Case 6B_1224/2019 of 21 May 2024",
        "May 21, 2024, 10:00 to 11:30",
        "Version 2.28.27 for the bridge engineers of the region and their friends",
        "The bridge opened to cyclists on May 21, 2024 and to all other traffic one day later.",
    ],
)
def test_a_date_of_something_else_is_not_the_page_s(line: str) -> None:
    assert document(under_the_title(line))["date"] == ""


@pytest.mark.parametrize(
    ("label", "date_", "updated"),
    [
        ("Published", "2024-05-21", ""),
        ("Published:\n\non", "2024-05-21", ""),
        ("Last updated", "", "2024-05-21"),
        ("Updated\n\non", "", "2024-05-21"),
        ("Joined:", "", ""),
        ("Available until", "", ""),
        ("Jane Doe", "2024-05-21", ""),
    ],
)
def test_a_label_may_stand_on_the_line_above(label: str, date_: str, updated: str) -> None:
    read = document(under_the_title(label, "May 21, 2024"))
    assert (read["date"], read["updated"]) == (date_, updated)


def test_an_update_does_not_stand_in_for_the_date() -> None:
    read = document(under_the_title("By Jane DoeUpdated: May 21, 2024"))
    assert (read["date"], read["updated"]) == ("", "2024-05-21")


def test_of_two_dates_one_under_the_other_the_later_is_the_update() -> None:
    assert document(under_the_title("February 9, 2026", "July 4, 2025"))["date"] == "2025-07-04"


def test_the_first_date_at_the_text_wins_over_teasers_and_comments() -> None:
    page = "\n\n".join(
        [
            under_the_title("Jane Doe", "May 21, 2024"),
            "Related",
            *("Another story of the river", "May 2, 2023", "A third story", "April 1, 2022"),
            *("Comments", "Ann says:", "May 22, 2024 at 9:12 am", "I liked the old bridge more."),
            *("Bob says:", "May 23, 2024 at 10:47 am", "So did I, for all its faults."),
        ]
    )
    assert document(page)["date"] == "2024-05-21"


@pytest.mark.parametrize(
    "lines",
    [
        ["Ann says:", "May 22, 2024 at 9:12 am", "Nice.", "Bob says:", "May 23, 2024 at 10:47 am"],
        ["Another story", "May 2, 2023", "A third story", "April 1, 2022", "More", "June 3, 2021"],
    ],
    ids=["comments", "teasers"],
)
def test_dates_in_a_list_below_the_text_are_not_the_page_s(lines: list[str]) -> None:
    assert document("\n\n".join([under_the_title(), *lines]))["date"] == ""


def test_the_reader_s_day_above_the_menu_is_not_the_page_s() -> None:
    menu = [f"Section {name}" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    page = "\n\n".join(["Friday, 21 June 2024", *menu, under_the_title("June 5, 2024")])
    assert document(page)["date"] == "2024-06-05"
    assert document(page.replace("June 5, 2024", "Jane Doe"))["date"] == ""


def test_a_date_stands_behind_a_notice_and_a_menu_that_come_before_it() -> None:
    notice = "We and our partners use cookies to measure how this website is used by its readers."
    menu = [f"Section {name}" for name in "ABCDEFGHIJ"]
    page = "\n\n".join([notice, *menu, under_the_title("January 17, 2025")])
    assert document(page)["date"] == "2025-01-17"


def test_a_day_wins_over_a_month() -> None:
    page = under_the_title("Published: May 2024") + "\n\nPublished: June 5, 2024"
    assert document(page)["date"] == "2024-06-05"
    assert document(under_the_title("Published: May 2024"))["date_precision"] == "month"


def test_the_most_precise_reading_of_the_day_is_taken() -> None:
    read = document(under_the_title("By Jane Doe | 21 May 2024", "Posted: 2024-05-21 17:51"))
    assert (read["date"], read["date_raw"]) == ("2024-05-21T17:51", "2024-05-21 17:51")


def test_other_dates_of_the_page_tell_day_from_month_and_the_user_overrules_them() -> None:
    page = under_the_title("04/05/2023 10:30") + "\n\nMore\n\nAnother story\n\n27/03/2023"
    assert document(page)["date"] == "2023-05-04T10:30"
    assert document(page, order="mdy")["date"] == "2023-04-05T10:30"
    alone = document(under_the_title("04/05/2023 10:30"))
    assert alone["date"] == ""
    assert "ambiguous-date" in [warning["code"] for warning in alone["warnings"]]


def test_reading_a_date_does_not_take_its_line() -> None:
    line = "Jane Doe May 21, 2024 Rivers, Bridges, Repairs, Beams, Engineers, Mayors"
    read = document(under_the_title(line))
    assert read["date"] == "2024-05-21"
    assert line in read["text"]


def test_a_line_that_is_a_date_header_goes() -> None:
    assert "2025" not in document(under_the_title("January 17, 2025"))["text"]


days = st.dates(date(1995, 1, 1), date(2040, 12, 31))


@given(days, st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_no_answers_below_the_text_change_the_date_above_it(day: date, later: list[int]) -> None:
    header = f"Published: {day:%B} {day.day}, {day.year}"
    answers = [
        f"Ann says:\n\n{(day + timedelta(after)).isoformat()} 09:12\n\nThe old one was nicer."
        for after in later
    ]
    page = "\n\n".join([under_the_title(header), *answers])
    assert document(page)["date"] == day.isoformat()


@given(st.lists(days, max_size=5))
def test_a_date_that_is_given_stands_in_the_page(found: list[date]) -> None:
    lines = [f"{day.day}.{day.month}.{day.year}" for day in found]
    page = "\n\n".join(["Home", *lines[:2], TITLE, *lines[2:3], BODY, *lines[3:]])
    read = document(page)
    assert read["date"] in {"", *(day.isoformat() for day in found)}
    assert read["date_raw"] in page
