"""Which line of a text's head is the title: its neighbours tell it from subtitles and galleries."""

from __future__ import annotations

import pytest

from cleaner.document import process
from cleaner.model import Source
from cleaner.rulebook import Rulebook

TITLE = "River bridge reopens after a week"
SUBTITLE = "The repairs to the deck of the river bridge took a week, and nobody knows why they did"
BYLINE = "By Jane Doe"
DATE = "May 21, 2024, 10:00"
MENU = ["Home", "World", "Sport", "Log in", "Subscribe"]
TEXT = [
    "The bridge over the river reopened on Monday after a week of repairs to its deck, the mayor"
    " said, and nobody knows why they took so long.",
    "It had been closed since the flood of last winter, when two of its piers were damaged.",
]


def title(book: Rulebook, *lines: str) -> str:
    source = Source("a", "\n".join([*MENU, *lines, *TEXT]), sha256="0" * 64)
    return str(process(source, book)["title"])


@pytest.mark.parametrize(
    "head",
    [
        [TITLE, BYLINE],
        [TITLE, DATE],
        [TITLE, SUBTITLE, BYLINE],
        [TITLE, SUBTITLE, BYLINE, DATE],
        [TITLE, "5 min read", BYLINE],
        ["Jane Doe", TITLE, DATE],
        ["NEWS OF THE RIVER", TITLE, SUBTITLE, DATE],
    ],
    ids=" / ".join,
)
def test_the_title_is_above_who_and_when(book: Rulebook, head: list[str]) -> None:
    assert title(book, *head) == TITLE


def test_it_is_found_above_a_gallery(book: Rulebook) -> None:
    gallery = [f"Picture {number} of 40: the river bridge at night" for number in range(1, 41)]
    assert title(book, TITLE, BYLINE, DATE, *gallery) == TITLE


def test_a_line_far_above_the_text_without_who_or_when_is_no_title(book: Rulebook) -> None:
    gallery = [f"Picture {number} of 40: the river bridge at night" for number in range(1, 41)]
    assert title(book, TITLE, *gallery) != TITLE


@pytest.mark.parametrize("last", ["U.S.", "D.C.", "U.N."])
def test_a_title_may_end_with_an_abbreviation(book: Rulebook, last: str) -> None:
    assert title(book, f"River bridge reopens in the {last}", DATE).endswith(last)


def test_a_sentence_is_no_title(book: Rulebook) -> None:
    assert title(book, "The river bridge reopens after a week.", DATE) == ""
