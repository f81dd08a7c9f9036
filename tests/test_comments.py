"""Comments below a text go with their heading or their first moment, however many they are."""

from __future__ import annotations

from cleaner.document import process
from cleaner.model import Source
from cleaner.rulebook import Rulebook

TEXT = [
    "The bridge over the river reopened on Monday after a week of repairs to its deck, and traffic"
    " was light in the morning as the first buses and lorries went over to the other bank.",
    "The second bridge will be closed for the whole of the coming summer, the city said, for its"
    " piers have to be built anew; the ferry will run twice as often as now, and at night as well.",
    "The third bridge will be built by the year after next if the money can be found in time, the"
    " mayor told the council, which voted for it with nine against two after a debate of a night.",
    "The fourth bridge is a footbridge, and nobody remembers who paid for it or when it was put up,"
    " though an old photograph in the town hall shows three men in hats who stand in front of it.",
]
COMMENT = [
    "Anna says:",
    "May 21, 2024 at 3:53 pm",
    "I have lived on the other bank for forty years, and for thirty of them I have heard that the"
    " ferry would stop; it did not, and I for one shall miss it, whatever the mayor may say now.",
]


def text_of(book: Rulebook, lines: list[str]) -> str:
    return str(process(Source("a", "\n\n".join(lines), sha256="0" * 64), book)["text"])


def test_comments_ten_times_as_long_as_the_text_go(book: Rulebook) -> None:
    title = "31 Responses to “River bridge reopens”"
    assert text_of(book, [*TEXT, title, *COMMENT * 31]) == "\n\n".join(TEXT)


def test_they_go_without_a_heading(book: Rulebook) -> None:
    cleaned = text_of(book, [*TEXT, *COMMENT * 31])
    assert cleaned.removesuffix("\n\nAnna says:") == "\n\n".join(TEXT)


def test_below_a_single_line_they_are_the_page(book: Rulebook) -> None:
    whole = [TEXT[0], *COMMENT * 31]
    assert COMMENT[2] in text_of(book, whole)
