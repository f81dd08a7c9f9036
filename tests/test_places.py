"""Rules that ask for a place in the markup, and roles that the user lets stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.document import process
from cleaner.flow import clean
from cleaner.model import HTML, Source
from cleaner.prove import prove
from cleaner.rule import RuleError, read_rule
from cleaner.rulebook import Rulebook, load, rulebook
from tests.doors import cleaner_in, seeds_in
from tests.doors import load as read_json

RULE = """
what = "A box."
why = "It is clutter."
since = "0.1.0"
role = "promo"
[match.html]
{match}
[[example]]
name = "goes"
html = '''
- <p class="promo-box">Box</p>
  <p>Text</p>
'''
[[example]]
name = "stays"
html = '''
  <p class="promoter">Text</p>
  <p>Text that stays, whatever becomes of the line above it, so that the page is not empty.</p>
'''
"""
BOX = """<nav class="top"><a href=/>Home</a></nav><div id="promoBox" role="complementary"><p>Buy
    <a href=/>this now</a></p><ul hidden><li>Hidden</ul></div><article class="promo"><p>Text</p>
    </article>"""


def rule_of(match: str) -> Rulebook:
    return rulebook([read_rule("promo/box", RULE.format(match=match), "box.toml")])


@pytest.mark.parametrize(
    ("match", "gone"),
    [
        ('words = ["promo"]', ["Buy this now", "Hidden", "Text"]),
        ('words = ["box", "nothing"]', ["Buy this now", "Hidden"]),
        ('words = ["pro"]', []),
        ('landmark = ["aside", "nav"]', ["Home", "Buy this now", "Hidden"]),
        ('words = ["promo"]\noutside = ["article"]', ["Buy this now", "Hidden"]),
        ('tag = ["li", "nav"]', ["Home", "Hidden"]),
        ("hidden = true", ["Hidden"]),
        ('words = ["promo"]\nhidden = false', ["Buy this now", "Text"]),
        ("min_links = 0.6", ["Home", "Buy this now"]),
        ("min_links = 1", ["Home"]),
        ('words = ["box"]\n[match.line]\nen = ["hidden"]', ["Hidden"]),
        ('landmark = ["nav"]\n[match.line]\nen = ["hidden"]', []),
    ],
)
def test_a_rule_takes_the_blocks_of_its_place(match: str, gone: list[str]) -> None:
    cleaned = clean(Source("a", BOX, media=HTML), rule_of(match))
    marked = [cleaned.page.text[mark.start : mark.end] for mark in cleaned.marks]
    assert list(dict.fromkeys(marked)) == gone


def test_a_place_is_nowhere_in_plain_text() -> None:
    assert not clean(Source("a", "Home\n\nText"), rule_of("min_links = 0.1\nhidden = false")).marks


@pytest.mark.parametrize(
    ("match", "says"),
    [
        ('word = ["box"]', "did you mean 'words'"),
        ('words = ["promo-box"]', "does not match"),
        ('landmark = ["sidebar"]', "sidebar"),
        ("min_links = 2", "maximum"),
        ("", "should be non-empty"),
    ],
)
def test_a_wrong_place_is_refused(match: str, says: str) -> None:
    with pytest.raises(RuleError, match=r"match\.html") as error:
        rule_of(match)
    assert says in str(error.value)


def test_an_example_in_html_fails_where_it_is_not_as_drawn(book: Rulebook) -> None:
    good = read_rule("promo/box", RULE.format(match='words = ["promo"]'), "box.toml")
    assert prove(good, book) == []
    bad = read_rule("promo/box", RULE.format(match='words = ["promoter"]'), "box.toml")
    wrong = [problem.message for problem in prove(bad, book)]
    assert wrong == ["line 1: 'Box' becomes 'Box'", "line 1: 'Text' becomes ''"]


SENTENCE = "The bridge over the river reopened on Monday after a week of repairs to its deck."
PAGE = f"""<article><p>{SENTENCE}</p></article><ol id="comments"><li><p>Still bangs.</p></ol>
    <footer><p>The Daily News Company, 12 High Street</p></footer>"""


def test_a_role_that_is_kept_stays_and_others_go() -> None:
    source = Source("a", PAGE, media=HTML)
    assert process(source, load())["text"] == SENTENCE
    kept = load(keep=["comments"])
    assert process(source, kept)["text"] == f"{SENTENCE}\n\nStill bangs."
    assert kept.digest != load().digest


def test_what_a_field_reads_is_read_though_its_line_stays() -> None:
    source = Source("a", f"By Jane Doe\n\n{SENTENCE}\n\n{SENTENCE}")
    made = process(source, load(keep=["byline"]))
    assert made["authors"] == ["Jane Doe"] == process(source, load())["authors"]
    assert made["text"].startswith("By Jane Doe")


def test_roles_and_parser_are_options_and_settings(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_html=PAGE)

    def text(*arguments: str) -> str:
        ran = cleaner_in(tmp_path, "clean", "--force", *arguments)
        assert ran.code == 0, ran.err
        return str(read_json(tmp_path / "clean" / "a.json")["text"])

    assert text() == SENTENCE
    assert text("--keep", "comments", "--parser", "bs4") == f"{SENTENCE}\n\nStill bangs."
    (tmp_path / "cleaner.toml").write_text('keep = ["comments", "nav"]\nparser = "lxml"\n')
    assert text() == f"{SENTENCE}\n\nStill bangs.\n\nThe Daily News Company, 12 High Street"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--keep", "coments"], "no rule has the role 'coments' (did you mean 'comments'?)"),
        (["--parser", "html5lib"], "html5lib"),
    ],
)
def test_an_unknown_role_or_parser_is_a_usage_error(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    seeds_in(tmp_path, a_html=PAGE)
    ran = cleaner_in(tmp_path, "clean", *arguments)
    assert ran.code == 2
    assert says in ran.err


def test_every_door_reads_html_alike(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_html=PAGE)
    cleaner_in(tmp_path, "clean")
    line = json.dumps({"id": "a", "html": PAGE}).encode()
    ran = cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=line)
    made, streamed = read_json(tmp_path / "clean" / "a.json"), json.loads(ran.out)
    called = process(Source("a", PAGE, media=HTML), load())
    for key in ("text", "removals", "changes", "text_sha256", "warnings"):
        assert made[key] == streamed[key] == called[key]
    assert made["raw"]["chars"] == streamed["raw"]["chars"] == called["raw"]["chars"]


def test_a_place_that_would_take_the_whole_page_is_not_believed() -> None:
    box = '<div class="promo-box"><p>{}</p></div>'
    story = "The bridge over the river reopened on Monday after a week of repairs to its deck."
    book = rule_of('words = ["promo"]')
    assert clean(Source("a", box.format("Box") + f"<p>{story}</p>", media=HTML), book).text == story
    whole = clean(Source("a", box.format(story), media=HTML), book)
    assert (whole.text, whole.edits, whole.problems) == (story, (), ())


def test_headings_of_the_text_are_not_the_next_title() -> None:
    said = "The bridge over the river reopened after a week of repairs to its deck and its rails."
    headings = [f"Repairs to the bridge over the river, part {n}" for n in range(1, 6)]
    parts = "".join(f"<h2>{heading}</h2><p>{said}</p>" for heading in headings)
    page = f"<title>River bridge reopens</title><h1>River bridge reopens</h1>{parts}"
    cleaned = clean(Source("a", page, media=HTML), load())
    assert [heading for heading in headings if heading in cleaned.text] == headings
    assert "River bridge reopens" not in cleaned.text


@pytest.mark.parametrize("between", ["<br>", " "])
def test_the_credit_in_a_caption_is_no_caption(between: str) -> None:
    said = "The bridge over the river reopened after a week of repairs to its deck and its rails."
    caption = f"The bridge on the day it reopened.{between}Photo: Jane Doe"
    page = f"<p>{said}</p><figure><img><figcaption>{caption}</figcaption></figure><p>{said}</p>"
    document = process(Source("a", page, media=HTML, sha256="0" * 64), load())
    assert document["captions"] == ["The bridge on the day it reopened."]
    assert document["credits"] == ["Jane Doe"]
