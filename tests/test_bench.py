"""The benchmark's own measures, on hand-made pages; the annotated pages are not part of CI."""

from __future__ import annotations

import dataclasses
import json
import string
from pathlib import Path

import pytest

pytest.importorskip("zstandard")

from bench import check, fields, folds, peers
from bench.corpora import Annotated
from bench.rules import Tally, judged, tail
from bench.scores import overlap, snippet_counts, snippet_f1
from bench.strange import FORMS, Form
from bench.text import Contestant, interval, scored, table
from cleaner.model import Cleaned, Mark, Page, Source

SENTENCE = "The bridge over the river reopened on Monday after a week of repairs."


def at(url: str) -> Annotated:
    return Annotated("one", url, "article", "", "", "", "", (), (), "", "", "")


def page(gold: str, *, kind: str = "article", unwanted: tuple[str, ...] = ()) -> Annotated:
    return Annotated("one", "", kind, gold, "", "", "", (SENTENCE,), unwanted, "", "", "")


def removed(text: str, *lines: tuple[int, str], output: str) -> Cleaned:
    """A page cleaned by removing these lines, each given with where it starts."""
    marks = tuple(Mark("test/rule", "nav", "remove", at, at + len(line)) for at, line in lines)
    source = Page(Source("one", text), text, text, text.lower(), [])
    return Cleaned(source, output, (), marks, (), ())


def wrong(cleaned: Cleaned, gold: str) -> list[bool]:
    return [wrong for _, wrong in judged(cleaned, gold)["test/rule"]]


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("one two", "one two", (1, 1, 1)),
        ("One, TWO!", "one two", (1, 1, 1)),
        ("one two three four", "one two", (2 / 3, 0.5, 1)),
        ("one one", "one", (2 / 3, 0.5, 1)),
        ("", "", (1, 1, 1)),
        ("", "one", (0, 0, 0)),
        ("three", "one two", (0, 0, 0)),
    ],
)
def test_word_overlap_counts_each_copy_of_a_word(
    text: str, gold: str, expected: tuple[float, float, float]
) -> None:
    assert overlap(text, gold) == pytest.approx(expected)


def test_snippets_are_found_whatever_their_blanks_quotes_and_case() -> None:
    text = "“Here   it\nIS,” he said"
    assert snippet_counts(text, ['"here it is,"', "not there"], ["he said", "ads"]) == (1, 1, 1)
    assert snippet_f1([(1, 1, 1), (3, 0, 1)]) == pytest.approx(8 / (8 + 1 + 2))


def test_an_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    values = [0.2, 0.9, 0.9, 1.0] * 20
    low, high = interval(values)
    assert low < 0.75 < high
    assert (low, high) == interval(values)
    assert interval([0.5] * 10) == (0.5, 0.5)


def test_a_contestant_is_judged_by_its_text_and_timed_by_its_engine() -> None:
    timed: list[str] = []
    contestant = Contestant("upper", lambda _, text: text.upper(), timed.append)
    scores = scored([contestant], [(page(SENTENCE, unwanted=("Log in",)), f"{SENTENCE} Log in")])
    (score,) = scores["upper"]
    assert (score.recall, score.counts, score.unwanted) == (1, (1, 1, 0), 1)
    assert timed == [f"{SENTENCE} Log in"]


def test_a_removed_line_that_the_gold_lacks_is_right() -> None:
    cleaned = removed(f"Log in\n\n{SENTENCE}", (0, "Log in"), output=SENTENCE)
    assert judged(cleaned, SENTENCE) == {"test/rule": [("Log in", False)]}


def test_a_removed_line_that_the_gold_holds_is_wrong_unless_a_copy_stayed() -> None:
    text = f"A title\n\nA title\n\n{SENTENCE}"
    gold = f"A title\n{SENTENCE}"
    one = removed(text, (0, "A title"), output=gold)
    both = removed(text, (0, "A title"), (9, "A title"), output=SENTENCE)
    assert wrong(one, gold) == [False]
    assert wrong(both, gold) == [True, False]


def test_a_removed_word_inside_another_word_of_the_gold_is_right() -> None:
    cleaned = removed(f"Share\n\n{SENTENCE}", (0, "Share"), output=SENTENCE)
    assert wrong(cleaned, f"Shared. {SENTENCE}") == [False]


def test_copies_that_stand_side_by_side_are_each_counted() -> None:
    cleaned = removed("Go Go Go", (0, "Go"), (3, "Go"), (6, "Go"), output="")
    assert wrong(cleaned, "Go go") == [True, True, False]


def test_a_line_marked_twice_by_a_rule_is_judged_once() -> None:
    text = f"Log in\nSign up\n{SENTENCE}"
    cleaned = removed(text, (0, "Log in\nSign up"), (7, "Sign up"), (0, "Log in"), output=SENTENCE)
    assert judged(cleaned, "Sign up") == {"test/rule": [("Log in", False), ("Sign up", True)]}


def test_a_line_that_another_rule_kept_is_not_wrong() -> None:
    cleaned = removed(f"Log in\n\n{SENTENCE}", (0, "Log in"), output=f"Log in\n\n{SENTENCE}")
    assert wrong(cleaned, f"Log in {SENTENCE}") == [False]


def test_a_figure_may_sink_by_the_slack_and_no_more() -> None:
    floor = {"a/f1": 0.9, "b/f1": 0.9, "a/without": 0.1, "b/without": 0.1, "gone/f1": 1.0}
    now = {"a/f1": 0.898, "b/f1": 0.8979, "a/without": 0.102, "b/without": 0.1021}
    assert check.fallen(floor, now) == ["b/f1", "b/without"]


def test_the_best_of_two_figures_is_the_lower_one_of_what_is_unwanted() -> None:
    better = check.best({"a/f1": 0.9, "a/lost": 0.1}, {"a/f1": 0.8, "a/lost": 0.2, "b/f1": 0.5})
    assert better == {"a/f1": 0.9, "a/lost": 0.1, "b/f1": 0.5}


@pytest.mark.parametrize(
    ("f1", "options", "code", "stored"),
    [
        (0.95, (False, False), 0, 0.9),
        (0.95, (True, False), 0, 0.95),
        (0.899, (True, False), 0, 0.9),
        (0.8, (False, False), 1, 0.9),
        (0.8, (True, False), 1, 0.9),
        (0.8, (True, True), 0, 0.8),
    ],
    ids=["holds", "raised", "within the slack", "sank", "refused", "lowered on purpose"],
)
def test_the_floor_rises_and_sinks_only_on_purpose(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    f1: float,
    options: tuple[bool, bool],
    code: int,
    stored: float,
) -> None:
    floor = tmp_path / "floor.json"
    floor.write_text(json.dumps({"corpora_sha256": {}, "figures": {"a/f1": 0.9}}))
    monkeypatch.setattr(check, "FLOOR", floor)
    monkeypatch.setattr(check, "measured", lambda *_: {"a/f1": f1})
    monkeypatch.setattr("bench.folds.digests", lambda _: {})
    assert check.run(tmp_path, None, None, *options) == code
    assert json.loads(floor.read_text())["figures"] == {"a/f1": stored}


def test_a_floor_of_other_pages_is_no_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floor = tmp_path / "floor.json"
    floor.write_text(json.dumps({"corpora_sha256": {"x": "other"}, "figures": {}}))
    monkeypatch.setattr(check, "FLOOR", floor)
    monkeypatch.setattr("bench.folds.digests", lambda _: {})
    assert check.run(tmp_path, None, None, True, False) == 1
    assert "other pages" in capsys.readouterr().out


def test_a_table_lines_up() -> None:
    assert table(["", "F1"], [["cleaner", ".9"], ["x", ".95"]]).splitlines() == [
        "|         |  F1 |",
        "| ------- | --: |",
        "| cleaner |  .9 |",
        "| x       | .95 |",
    ]


def test_lines_become_paragraphs_with_their_signs_escaped() -> None:
    assert peers.wrapped("a < b\n\nc") == "<html><body>\n<p>a &lt; b</p>\n<p>c</p>\n</body></html>"
    assert peers.long_lines("one two\n" + "word " * 8) == "word " * 8


def test_pages_of_one_registered_domain_are_in_one_fold() -> None:
    pytest.importorskip("tldextract")
    hosts = ("https://example.co.uk/a", "http://www.example.co.uk/b", "https://x.y.example.co.uk/")
    assert len({folds.fold_of(at(host)) for host in hosts}) == 1
    several = {folds.fold_of(at(f"https://site{number}.co.uk/")) for number in range(50)}
    assert several == set(range(folds.FOLDS))


def test_scorers_of_other_pages_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folds, "digests", lambda _: {"x": "1"})
    passes = [{"features": ["width"], "trees": [[0, 20, -5, 5]]}] * 2
    nothing = {"first": 8, "words": "", "odds": []}
    models = [{"lexicon": nothing, "markup": nothing, "passes": passes}] * folds.FOLDS
    folds.write(tmp_path / "folds.json", models, tmp_path)
    assert [model.second.features for model in folds.read(tmp_path / "folds.json", tmp_path)] == [
        ("width",)
    ] * folds.FOLDS
    monkeypatch.setattr(folds, "digests", lambda _: {"x": "2"})
    with pytest.raises(SystemExit, match="other pages"):
        folds.read(tmp_path / "folds.json", tmp_path)


@pytest.mark.parametrize(
    ("field", "got", "want", "verdict"),
    [
        ("date", "2024-05-21", "2024-05-21", "right"),
        ("date", "2024-05-22", "2024-05-21", "wrong"),
        ("date", "", "2024-05-21", "missing"),
        ("title", "The  Bridge\nreopens", "the bridge reopens", "right"),
        ("title", "The bridge reopens - News", "The bridge reopens", "wrong"),
        ("author", "Jane Doe; John Roe", "By John Roe and Jane Doe", "right"),
        ("author", "Jane Doe", "John Roe and Jane Doe", "wrong"),
    ],
)
def test_fields_are_judged_by_day_squeezed_and_by_words(
    field: str, got: str, want: str, verdict: str
) -> None:
    assert fields.judged(field, got, want) == verdict


def test_fields_of_pages_without_an_annotation_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dataclasses.replace(page(""), title="Bridge", date="2024-05")
    monkeypatch.setattr(fields, "read", lambda *_, **__: iter([known, page("")]))
    answer = fields.Answer("2024-05-21", "bridge", "Jane Doe")
    report = fields.measure(tmp_path, {"one": lambda _: answer})
    right = {"right": 1, "wrong": 0, "missing": 0}
    assert report["wcxb-dev"] == {"date": {}, "title": {"one": right}, "author": {}}


def test_a_rule_is_blamed_for_what_chance_would_not_bring() -> None:
    assert tail(0, 9, 0.05) == 1
    assert tail(1, 1, 0.05) == pytest.approx(0.05)
    assert tail(2, 2, 0.05) == pytest.approx(0.0025)
    few, many = (Tally(lines=n, wrong=[("one", SENTENCE)] * (n // 10)) for n in (10, 1000))
    assert not few.harmful
    assert many.harmful
    many.moves = True
    assert not many.harmful
    few.worth = -0.001
    assert few.harmful


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_strange_page_keeps_its_lines_and_not_its_words(form: Form) -> None:
    text = "Home\n\nThe bridge, closed since May 2024, reopened (at last).\nDie Brücke: 3,50 €!"
    other = form(text)
    assert form(text) == other
    assert [bool(line) for line in other.split("\n")] == [bool(line) for line in text.split("\n")]
    assert "2024" in other
    assert "3,50" in other or "3，50" in other
    assert not {"bridge", "the", "home"} & set(other.lower().split())


def test_no_two_letters_are_exchanged_for_one() -> None:
    letters = string.ascii_letters
    assert sorted(FORMS["latin"](letters)) == sorted(letters)
