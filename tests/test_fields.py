"""The visible page against its metadata: which of them is believed, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.document import process
from cleaner.model import HTML, Source
from cleaner.rulebook import Rulebook, load
from tests.doors import cleaner_in

BODY = """
<p>The bridge over the river reopened on Monday after a week of repairs to its deck. It had been
closed since the flood of last winter, when two of its piers were damaged by driftwood.</p>
<p>The mayor said that the works had cost less than expected, and that the ferry would stop on
Friday, after forty years of service. Drivers had to take the long way round in the meantime.</p>
"""
LONG = "The bridge had been closed since the flood of last winter, when its piers were damaged."
TITLE = "<h1>River bridge reopens after a week</h1>"
OPEN_GRAPH = '<meta property="article:published_time" content="{}">'
CANONICAL = '<link rel="canonical" href="https://news.example/{}">'


def page(head: str = "", top: str = "", body: str = BODY, lang: str = "en") -> str:
    return f"<html lang={lang}><head>{head}</head><body>{TITLE}{top}{body}</body></html>"


def document(html: str, book: Rulebook, url: str = "", name: str = "") -> dict[str, Any]:
    return process(Source("a", html, url=url, name=name, media=HTML), book)


def codes(read: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in read["warnings"]}


def seen(text: str) -> str:
    return f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("head", "top", "date", "rule"),
    [
        # they agree: the one that says more
        (OPEN_GRAPH.format("2024-05-21T17:51:08Z"), seen("May 21, 2024"),
         "2024-05-21T17:51:08Z", "metadata/published-open-graph"),
        (OPEN_GRAPH.format("2024-05-21"), seen("May 21, 2024, 5:51 pm"),
         "2024-05-21T17:51", "date/header"),
        # a day is the one where the page was written, not that of Greenwich
        (OPEN_GRAPH.format("2024-05-22T01:51:08Z"), seen("May 21, 2024"),
         "2024-05-21", "date/header"),
        (OPEN_GRAPH.format("2024-05-22T01:51:08Z") + CANONICAL.format("2024/05/21/bridge"), "",
         "2024-05-21", "metadata/address-day"),
        # of two days the first: the other is that of a change
        (OPEN_GRAPH.format("2024-05-21"), seen("June 3, 2024"),
         "2024-05-21", "metadata/published-open-graph"),
        (OPEN_GRAPH.format("2024-06-03"), seen("Published: May 21, 2024"),
         "2024-05-21", "date/header"),
        # but for the address, which nobody changes
        (CANONICAL.format("2024/05/21/bridge"), seen("May 19, 2024"),
         "2024-05-21", "metadata/address-day"),
        ("", seen("May 21, 2024"), "2024-05-21", "date/header"),
        ("", '<time datetime="2024-05-21T17:51:08+02:00">3 days ago</time>',
         "2024-05-21T17:51:08+02:00", "date/header"),
        ("", '<time datetime="2024-05-21T17:51+02:00">21 May 2024</time>',
         "2024-05-21T17:51+02:00", "date/header"),
        (OPEN_GRAPH.format("2024-05-21"), "", "2024-05-21", "metadata/published-open-graph"),
        ('<meta property="og:updated_time" content="2024-05-21">', "", "", ""),
        # months as words, one digit; the day at the end of an address, before which any other goes
        (CANONICAL.format("2024/may/21/bridge"), "", "2024-05-21", "metadata/address-day"),
        (CANONICAL.format("2024/5/2/bridge"), "", "2024-05-02", "metadata/address-day"),
        (CANONICAL.format("21.05.2024.html"), "", "2024-05-21", "metadata/address-end"),
        (CANONICAL.format("bridge-20240521?page=2"), "", "2024-05-21", "metadata/address-end"),
        (CANONICAL.format("21-05-2024"), seen("May 19, 2024"), "2024-05-19", "date/header"),
        (CANONICAL.format("2024/21/5/bridge"), "", "", ""),
        (CANONICAL.format("21-05-2024-and-later"), "", "", ""),
        # which of two days numbers say, their attribute tells
        ("", '<time datetime="2024-03-01T12:00:00Z">03/01/2024</time>',
         "2024-03-01T12:00:00Z", "date/header"),
        ("", '<abbr class="published" title="2024-05-21T17:51:00+02:00">3 days ago</abbr>',
         "2024-05-21T17:51:00+02:00", "date/header"),
        # what the markup calls a change is none of publication, for all that readers see
        ("", '<time itemprop="dateModified" datetime="2024-05-21T17:51">May 21, 2024</time>'
         '<time itemprop="datePublished" datetime="2024-05-19T17:51">May 19, 2024</time>',
         "2024-05-19T17:51", "date/header"),
        ("", "<p>Posted by jane on Tuesday May 21, 2024 @05:51PM from the bridges dept.</p>",
         "2024-05-21T17:51", "date/header"),
        ('<span property="schema:dateCreated" content="2024-05-21T17:51Z"></span>', "",
         "2024-05-21T17:51Z", "metadata/created"),
        # the first paragraphs may begin with it; a sentence about a day does not
        ("", f"<p>21.05.2024 – {LONG}</p>", "2024-05-21", "date/header"),
        ("", f"<p>(21 May 2024) {LONG}</p>", "2024-05-21", "date/header"),
        ("", f"<p>21 May 2024 was a Tuesday. {LONG}</p>", "", ""),
        # the only day of a page is that of its last change
        ("", seen("Updated: May 21, 2024"), "2024-05-21", "date/only-change"),
        (OPEN_GRAPH.format("2024-05-19"), seen("Updated: May 21, 2024"),
         "2024-05-19", "metadata/published-open-graph"),
        ("", seen("Updated: May 21, 2024, 17:51"), "", ""),
        ('<meta property="og:updated_time" content="2024-05-22">', seen("Updated: May 21, 2024"),
         "", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_the_date_of_the_page(head: str, top: str, date: str, rule: str, book: Rulebook) -> None:
    read = document(page(head, top), book)
    assert (read["date"], read["date_rule"]) == (date, rule)


def test_a_page_that_disagrees_with_its_metadata_says_so(book: Rulebook) -> None:
    told = OPEN_GRAPH.format("2024-05-21")
    assert "date-mismatch" in codes(document(page(told, seen("June 3, 2024")), book))
    assert "date-mismatch" not in codes(document(page(told, seen("May 21, 2024")), book))
    shifted = OPEN_GRAPH.format("2024-05-22T01:51:08Z")
    assert "date-mismatch" not in codes(document(page(shifted, seen("May 21, 2024")), book))


@pytest.mark.parametrize("day", ["1970-01-01", "1970-01-01T00:00:00Z", "1989-12-31"])
def test_metadata_from_before_the_web_are_refused(day: str, book: Rulebook) -> None:
    read = document(page(OPEN_GRAPH.format(day)), book)
    assert read["date"] == ""
    assert {"bad-date", "no-date"} <= codes(read)
    both = document(page(OPEN_GRAPH.format(day), seen("May 21, 2024")), book)
    assert both["date"] == "2024-05-21"
    assert "bad-date" in codes(both)


@pytest.mark.parametrize(
    ("as_of", "date"), [("2024-05-21", "2024-05-21"), ("2024-05-20", ""), ("", "2024-05-21")]
)
def test_no_page_is_younger_than_its_crawl(as_of: str, date: str) -> None:
    read = document(page(OPEN_GRAPH.format("2024-05-21")), load(as_of=as_of))
    assert read["date"] == date
    assert ("bad-date" in codes(read)) == (not date)


def test_published_and_updated_are_told_apart(book: Rulebook) -> None:
    article = {"@type": "Article", "datePublished": "2024-05-21", "dateModified": "2024-06-03"}
    head = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    read = document(page(head), book)
    assert (read["date"], read["updated"]) == ("2024-05-21", "2024-06-03")
    same = head.replace("2024-06-03", "2024-05-21")
    assert document(page(same), book)["updated"] == ""
    shown = document(page(head, seen("Updated: June 2, 2024")), book)
    assert shown["updated"] == "2024-06-02"


@pytest.mark.parametrize(
    ("head", "lang", "date"),
    [
        ("", "en-GB", "2024-05-04"),
        ("", "en-US", "2024-04-05"),
        (OPEN_GRAPH.format("2024-04-05"), "en-GB", "2024-04-05"),
    ],
)
def test_what_the_page_claims_orders_day_and_month(
    head: str, lang: str, date: str, book: Rulebook
) -> None:
    assert document(page(head, seen("04/05/2024"), lang=lang), book)["date"] == date


def test_a_claimed_language_is_a_hint_only(book: Rulebook) -> None:
    assert document(page(lang="de"), book)["lang"] == "en"
    short = document("<html lang=pt_BR><p>12 + 30 = 42<p>1 + 1 = 2", book)
    assert (short["lang"], short["lang_score"]) == ("pt", 0.0)


def test_the_other_fields(book: Rulebook) -> None:
    head = f"""<title>River bridge reopens after a week | Bridge News</title>
    <meta property="og:site_name" content="Bridge News">{CANONICAL.format("bridge")}
    <meta name="author" content="Jane Doe and John Roe">"""
    read = document(page(head, seen("By Jane Doe")), book)
    assert read["title"] == "River bridge reopens after a week"
    assert read["authors"] == ["Jane Doe", "John Roe"]
    assert (read["source"], read["url"]) == ("Bridge News", "https://news.example/bridge")
    assert read["title"] not in read["text"]
    told = document(page(head), book, url="https://news.example/x", name="corpus")
    assert (told["source"], told["url"]) == ("corpus", "https://news.example/x")


def test_bylines_of_the_page_stand_in_for_metadata(book: Rulebook) -> None:
    assert document(page(top=seen("By Jane Doe")), book)["authors"] == ["Jane Doe"]


@pytest.mark.parametrize("command", ["clean", "check", "explain"])
def test_as_of_is_a_day(command: str, tmp_path: Path) -> None:
    path = tmp_path / "seeds" / "a.html"
    path.parent.mkdir()
    path.write_text(page())
    ran = cleaner_in(tmp_path, command, "--as-of", "2024-02-30", "seeds/a.html")
    assert ran.code == 2
    assert "--as-of 2024-02-30 is no day" in ran.err


def test_the_command_line_goes_over_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "seeds" / "a.html"
    path.parent.mkdir()
    path.write_text(page(OPEN_GRAPH.format("2024-05-21")))
    (tmp_path / "cleaner.toml").write_text('as_of = "2024-05-20"\n')

    def date_of(*arguments: str) -> str:
        assert cleaner_in(tmp_path, "clean", *arguments).code == 0
        return str(json.loads((tmp_path / "clean" / "a.json").read_text())["date"])

    assert date_of() == ""
    assert cleaner_in(tmp_path, "check").code == 0
    assert date_of("--as-of", "2024-05-21") == "2024-05-21"
    assert cleaner_in(tmp_path, "check").code == 1


def test_explain_names_the_rule_of_every_field(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(OPEN_GRAPH.format("2024-05-21"), seen("By Jane Doe")))
    lines = cleaner_in(tmp_path, "explain", "a.html").text.splitlines()
    assert "# title: River bridge reopens after a week  # metadata/title-heading" in lines
    assert "# date: 2024-05-21  # metadata/published-open-graph" in lines
    assert "# authors: Jane Doe  # byline/by" in lines


def test_a_site_is_its_author_where_nobody_else_is_named(book: Rulebook) -> None:
    site = '<meta property="og:site_name" content="Bridge News">'
    told = site + '<meta name="author" content="Bridge News">'
    assert document(page(told), book)["authors"] == ["Bridge News"]
    assert document(page(site), book)["authors"] == []
    for byline in ('<p class="author">Jane Doe</p>', seen("By Jane Doe")):
        assert document(page(told, byline), book)["authors"] == ["Jane Doe"]
