"""HTML that is not quite a page: a sensible result, or a warning or rejection that says why."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.document import process
from cleaner.formats.page import page_input
from cleaner.model import HTML, TEXT, Source
from cleaner.restore import page_text, raw_bytes
from cleaner.rulebook import Rulebook
from cleaner.schema import problems

SENTENCE = "The bridge over the river reopened on Monday after a week of repairs to its deck."
PAGE = f"<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>{SENTENCE}</p></body></html>"


def document(book: Rulebook, text: str, media: str = HTML) -> dict[str, Any]:
    made = process(Source("a", text, media=media), book)
    assert problems("rejection" if "code" in made else "document", made) == ()
    return made


def codes(made: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in made["warnings"]} - {"no-date"}


@pytest.mark.parametrize(
    ("text", "media"),
    [
        (PAGE, HTML),
        (f"\ufeff <!-- saved --> {PAGE}", TEXT),
        (f"<?xml version='1.0'?><html><body><p>{SENTENCE}</p></body></html>", TEXT),
        (f"<div class='story'><p>{SENTENCE}</p>\n</div>\n", TEXT),
    ],
)
def test_html_is_known_whatever_it_is_called(text: str, media: str, book: Rulebook) -> None:
    made = document(book, text, media)
    assert made["text"] == SENTENCE
    assert made["raw"]["media"] == HTML
    assert ("html-as-text" in codes(made)) == (media == TEXT)


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}<br>\n\n{SENTENCE} Caf&eacute;&nbsp;<b>open</b>.",
        f"<div align=center>\n\n# Bridge\n\n</div>\n\n{SENTENCE}",
        f"<p>{SENTENCE}</p> and what the mayor said of it",
    ],
)
def test_stray_markup_in_a_text_stays_and_is_said(text: str, book: Rulebook) -> None:
    made = document(book, text, TEXT)
    assert codes(made) == {"stray-markup"}
    assert page_text(made) == text
    assert made["raw"]["media"] == TEXT


@pytest.mark.parametrize("text", ["a < b && c > d", "AT&T; R&D", "x <y> z", "if (a<b) {c}"])
def test_signs_that_are_no_markup_are_not_said(text: str, book: Rulebook) -> None:
    assert codes(document(book, f"{SENTENCE}\n\n{text}", TEXT)) == set()


def test_a_fragment_is_read(book: Rulebook) -> None:
    assert document(book, f"One <b>fragment</b> of it. <p>{SENTENCE}")["text"] == (
        f"One fragment of it.\n\n{SENTENCE}"
    )


def test_xhtml_with_a_declaration_of_its_encoding_is_read(book: Rulebook) -> None:
    page = f"""<?xml version="1.0" encoding="iso-8859-1"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/x.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
        <body><p>Brücke<br />{SENTENCE}</p><script type="text/javascript">//<![CDATA[
        var a = "<p>no</p>";
        //]]></script></body></html>"""
    made = document(book, page)
    assert made["text"] == f"Brücke\n{SENTENCE}"
    raw = page_input(page.encode("latin-1"), Source("", "", raw_id="a", media=HTML))
    assert process(raw.source, book)["text"] == made["text"]


def test_an_amp_page_is_read_without_its_boilerplate(book: Rulebook) -> None:
    page = f"""<!doctype html><html ⚡><head><noscript><style amp-boilerplate>body{{x}}</style>
        </noscript></head><body><article><amp-img src=x><noscript><img src=x></noscript></amp-img>
        <p>{SENTENCE}</p></article></body></html>"""
    assert document(book, page)["text"] == SENTENCE


def test_a_set_of_frames_is_refused_by_name(book: Rulebook) -> None:
    page = """<html><frameset cols="20%,80%"><frame src=a.html><frame src=b.html>
        <noframes><body>Your browser has no frames</body></noframes></frameset></html>"""
    made = document(book, page)
    assert (made["code"], made["raw"]["media"]) == ("frames", HTML)


@pytest.mark.parametrize("page", ["<html></html>", "<title>x</title>", "<script>x</script>", "<p"])
def test_a_page_without_text_is_refused_by_name(page: str, book: Rulebook) -> None:
    assert document(book, page)["code"] == "empty"


@pytest.mark.parametrize(
    "body",
    [
        f"{SENTENCE}\n\n" * 8,
        f"<p>{SENTENCE}</p>" * 8,
    ],
)
def test_an_article_that_stands_only_in_json_ld_is_read_and_said(body: str, book: Rulebook) -> None:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": body}]})
    script = f'<script type="application/ld+json">{data}</script>'
    made = document(book, f"<div id=root>Loading</div>{script}")
    assert made["text"].count(SENTENCE) == 8
    assert "embedded-text" in codes(made)
    shown = document(book, f"{script}<main>{f'<p>{SENTENCE}</p>' * 8}</main>")
    assert shown["text"].count(SENTENCE) == 8
    assert "embedded-text" not in codes(shown)


@pytest.mark.parametrize(
    "data", ["{", "[" * 5000, "1", '{"articleBody": 5}', '{"articleBody": ""}']
)
def test_json_ld_that_is_broken_is_passed_over(data: str, book: Rulebook) -> None:
    made = document(book, f'<p>{SENTENCE}</p><script type="application/ld+json">{data}</script>')
    assert (made["text"], codes(made)) == (SENTENCE, set())


def test_what_is_lost_to_an_open_comment_is_said(book: Rulebook) -> None:
    assert codes(document(book, f"<p>{SENTENCE}</p><!-- <p>Lost</p>")) == {"open-comment"}


def test_nuls_become_replacement_characters(book: Rulebook) -> None:
    made = document(book, f"<p>{SENTENCE}\0</p>")
    assert made["text"] == f"{SENTENCE}\ufffd"
    assert codes(made) == {"nul"}


def test_the_page_is_restored_as_it_was_laid_out(book: Rulebook) -> None:
    page = f"<nav><a href=/>Home</a></nav><article><h1>Bridge</h1><p>{SENTENCE}</p></article>"
    made = document(book, page)
    assert [cut["text"].strip() for cut in made["removals"]][:1] == ["Home"]
    assert page_text(made).startswith("Home\n\nBridge")
    assert made["raw"]["chars"] == len(page_text(made))
    assert raw_bytes(made) is None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeff<p>Brücke".encode(), "utf-8"),
        ("\ufeff<p>Brücke".encode("utf-16-le"), "utf-16-le"),
        ("<p>Brücke".encode("utf-16-be"), "utf-16-be"),
        ("<meta charset=latin-1><p>Brücke".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>Brücke“".encode("cp1252"), "cp1252"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Мост'.encode(
                "koi8-r"
            ),
            "koi8_r",
        ),
        (
            '<?xml version="1.0" encoding="shift_jis"?><p>橋は月曜日に開通した'.encode("shift_jis"),
            "cp932",
        ),
    ],
)
def test_the_encoding_is_found_in_the_order_of_evidence(
    data: bytes, encoding: str, book: Rulebook
) -> None:
    one = page_input(data, Source("", "", raw_id="a", media=HTML))
    assert one.problem is None
    assert one.source.encoding == encoding
    assert process(one.source, book)["text"].lstrip("\ufeff")[0] in "BМ橋"
