"""Every rule is right by its own examples, and no rule takes the lines that others keep."""

from __future__ import annotations

import pickle
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner.document import process
from cleaner.model import Source
from cleaner.prove import prove
from cleaner.rule import Example, RuleError, read_rule
from cleaner.rulebook import BUILTIN, Rulebook, load, read_rules
from cleaner.schema import problems

RULES = read_rules(BUILTIN)


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES])
def test_a_rule_does_what_its_examples_draw(rule_id: str, book: Rulebook) -> None:
    rule = next(rule for rule in RULES if rule.id == rule_id)
    assert prove(rule, book) == []


@pytest.mark.parametrize("path", sorted(BUILTIN.rglob("*.toml")), ids=lambda p: p.stem)
def test_a_rule_file_fits_the_published_schema(path: Path) -> None:
    assert problems("rule", tomllib.loads(path.read_text("utf-8"))) == ()


GOOD = """
what = "A heading."
why = "It is clutter."
since = "0.1.0"
role = "related"
[match.line]
en = ["related news"]
[[example]]
name = "goes"
text = '''
- Related news
'''
[[example]]
name = "stays"
text = '''
  Related news were read to the jury.
'''
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('role = "related"', 'role = "relatd"', 5, "relatd"),
        ("[match.line]", '[match]\nzonee = "tail"\n[match.line]', 7, "did you mean 'zone'"),
        ('why = "It is clutter."', "", 0, "'why' is a required property"),
        ('since = "0.1.0"', "since = 0.1", 4, "0.1 is not of type 'string'"),
        (GOOD[GOOD.index("[[example]]") :], "", 0, "'example' is a required property"),
        ("[[example]]", "[[examples]]", 8, "did you mean 'example'"),
        ("- Related news", "  Related news", 0, "no example that removes"),
        ("  Related news were read", "- Related news were read", 0, "no example that keeps"),
        ('what = "A heading."', "what = A heading.", 2, "is not TOML"),
        (
            '[match.line]\nen = ["related news"]',
            "[match.pattern]\nhas = ['a']\nre = '(a+)+'",
            8,
            "nests one repeat in another",
        ),
        (
            '[match.line]\nen = ["related news"]',
            "[match.pattern]\nhas = ['a']\nre = '(a'",
            8,
            "is not a regular expression",
        ),
        (
            '[match.line]\nen = ["related news"]',
            "[match.pattern]\nhas = ['a']\nre = 'a(?=b)'",
            8,
            "look-ahead",
        ),
    ],
)
def test_a_wrong_rule_file_is_refused_with_its_line(
    old: str, new: str, line: int, says: str
) -> None:
    read_rule("a/b", GOOD, "a/b.toml")
    with pytest.raises(RuleError) as error:
        read_rule("a/b", GOOD.replace(old, new), "a/b.toml")
    assert says in str(error.value)
    assert error.value.line == line


def test_a_pack_adds_overrides_and_switches_off(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "heading.toml").write_text(GOOD, "utf-8")
    (tmp_path / "title").mkdir()
    (tmp_path / "title" / "head.toml").write_text('status = "off"\n', "utf-8")
    book = load([tmp_path])
    assert book.get("own/heading") is not None
    assert book.get("title/head") is None
    assert book.digest != load().digest


def test_a_rulebook_can_be_sent_to_another_process(book: Rulebook) -> None:
    copy = pickle.loads(pickle.dumps(book))
    source = Source("a", "Log in\n\nA text. (Photo: VNA)")
    assert copy.digest == book.digest
    assert process(source, copy) == process(source, book)


def test_select_and_ignore_name_rules_by_glob() -> None:
    ids = {rule.id for rule in load(select=["date/*"], ignore=["date/header"]).rules}
    named = {"date/crawl-prefix", "date/only-change", "date/partial"}
    assert {one for one in ids if one.startswith("date/")} == named
    assert "space/squeeze" in ids
    with pytest.raises(RuleError, match="no rule has an id like this"):
        load(ignore=["no/such"])


@pytest.mark.parametrize(("gutter", "wrong"), [(".", 0), (" ", 1)])
@pytest.mark.parametrize("html", [False, True])
def test_a_line_that_other_rules_take_is_spared_only_where_drawn_so(
    book: Rulebook, html: bool, gutter: str, wrong: int
) -> None:
    title = "River bridge reopens after a week of repairs"
    text = "The bridge over the river reopened on Monday after a week of repairs to its deck."
    if html:
        title, text = f"<h1>{title}</h1>", f"<p>{text}</p>"
    drawn = f"{gutter} {title}\n\n  {text}"
    example = Example("title", html=drawn) if html else Example("title", drawn)
    rule = next(rule for rule in book.rules if rule.id == "byline/alone")
    found = prove(replace(rule, examples=(example,)), book)
    assert len(found) == wrong
    assert all("is taken by title/head" in one.message for one in found)
