"""The parts of the core, each by itself: folding, settling, cutting, laying out, reaching."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.edits import apply, undo
from cleaner.flow import clean
from cleaner.fold import fold, keys, phrase_key
from cleaner.model import Action, Change, Edit, Mark, Source
from cleaner.patterns import compile_safe
from cleaner.rule import read_rule
from cleaner.rulebook import Rulebook, rulebook
from cleaner.segment import segment
from cleaner.settle import Piece, cut, settle


def page(text: str, url: str = ""):  # type: ignore[no-untyped-def]
    return segment(Source("a", text, url=url))


def only(body: str, rule_id: str = "own/rule") -> Rulebook:
    """A rulebook of one rule, with examples that nobody asks for here."""
    text = f"""
what = "A rule."
why = "A test."
since = "0.1.0"
role = "nav"
{body}
[[example]]
name = "goes"
text = "- x"
[[example]]
name = "stays"
text = "  x"
"""
    return rulebook([read_rule(rule_id, text, "rule.toml")])


# folding


def test_folding_keeps_the_length_of_every_code_point() -> None:
    everything = "".join(chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF)
    assert len(fold(everything)) == len(everything)


@given(st.text(), st.text())
def test_folding_a_whole_is_folding_its_parts(one: str, two: str) -> None:
    assert fold(one + two) == fold(one) + fold(two)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("▶ 12 Comments:", "# comments"),
        ("RELATED   NEWS…", "Related news"),
        ("Don’t miss", "don't miss"),
        ("【相关新闻】", "相关新闻"),
        ("ÖNCEKİ", "önceki"),
    ],
)
def test_lines_are_compared_without_case_blanks_decoration_and_numbers(
    line: str, same: str
) -> None:
    assert keys([line]) == [phrase_key(same)]


def test_a_phrase_inside_a_longer_word_is_another_key() -> None:
    assert keys(["Thông tin liên quan"]) != [phrase_key("Tin liên quan")]


# patterns


@pytest.mark.parametrize("source", ["(a+)+", "(a*b?)*c", "(?:x{2,}){3,}", "((ab)+c*)+", "(a|b+)*"])
def test_nested_repeats_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match="nests"):
        compile_safe(source)


@pytest.mark.parametrize("source", [r"(a)\1", "a(?=b)", "(?<!a)b", "(?P<x>a)?(?(x)b|c)"])
def test_looking_around_and_back_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="rules may not"):
        compile_safe(source)


@pytest.mark.parametrize("source", ["a+b*", "(?:ab|cd)+", "(a{1,3}){2}", r"\w+\x20\w+"])
def test_plain_repeats_are_taken(source: str) -> None:
    assert compile_safe(source)


# settling


def mark(start: int, end: int, action: Action = "remove", rule: str = "a/b") -> Mark:
    return Mark(rule, "nav", action, start, end)


def test_keep_wins_over_field_and_field_over_remove() -> None:
    pieces = settle([mark(0, 30), mark(5, 20, "field", "f/f"), mark(10, 12, "keep", "k/k")])
    assert [(a, b, m.action) for a, b, m in pieces] == [
        (0, 5, "remove"),
        (5, 10, "field"),
        (10, 12, "keep"),
        (12, 20, "field"),
        (20, 30, "remove"),
    ]


def test_the_longer_span_wins_then_the_rule_id() -> None:
    pieces = settle([mark(0, 5, rule="z/z"), mark(3, 20, rule="m/m"), mark(3, 20, rule="b/b")])
    assert [(a, b, m.rule) for a, b, m in pieces] == [(0, 3, "z/z"), (3, 20, "b/b")]


def test_a_draft_rule_is_reported_and_takes_nothing() -> None:
    assert settle([mark(0, 5, "report")]) == []


marks = st.lists(
    st.builds(
        lambda a, n, act, rule: mark(a, a + n, act, rule),
        st.integers(0, 40),
        st.integers(1, 20),
        st.sampled_from(["keep", "field", "remove"]),
        st.sampled_from(["a/a", "b/b", "c/c"]),
    ),
    max_size=12,
)


@given(marks, st.randoms(use_true_random=False))
def test_settling_is_disjoint_sorted_and_the_strongest_mark_wins_everywhere(some, chance) -> None:  # type: ignore[no-untyped-def]
    pieces = settle(some)
    shuffled = list(some)
    chance.shuffle(shuffled)

    def winners(found: list[Piece]) -> dict[int, tuple[Action, str]]:
        return {at: (m.action, m.rule) for a, b, m in found for at in range(a, b)}

    assert winners(settle(shuffled)) == winners(pieces)
    assert all(one[1] <= two[0] for one, two in pairwise(pieces))
    rank = {"keep": 0, "field": 1, "remove": 2}
    for at in range(61):
        here = [m for m in some if m.start <= at < m.end]
        best = min(here, key=lambda m: (rank[m.action], m.start - m.end, m.rule), default=None)
        assert winners(pieces).get(at) == (best and (best.action, best.rule))


# cutting and laying out


def test_a_piece_from_the_middle_of_a_line_is_not_carried_out() -> None:
    whole = page("One two three")
    kept, gone, _ = cut(whole, settle([mark(4, 7)]))
    assert gone == []
    assert kept.blocks == whole.blocks


def test_a_prefix_and_a_suffix_go_and_the_rest_of_the_line_stays() -> None:
    whole = page("One two three")
    kept, gone, _ = cut(whole, settle([mark(0, 4, rule="a/a"), mark(7, 13, rule="z/z")]))
    assert [whole.text[b.start : b.end] for b in kept.blocks] == ["two"]
    assert [(e.start, e.end) for e in gone] == [(0, 4), (7, 13)]


def test_adjoining_removals_of_one_rule_are_one_edit_with_the_blanks_between() -> None:
    book = only('[match.line]\nen = ["home", "news"]')
    text = "Home\n\nNews\nHome\n\nThe bridge over the river reopened on Monday after the repairs."
    cleaned = clean(Source("a", text), book)
    assert [(e.start, e.end, e.rule) for e in cleaned.edits] == [(0, 17, "own/rule")]


def test_a_blank_line_stays_between_what_a_removal_parted() -> None:
    book = only('[match.line]\nen = ["home"]')
    cleaned = clean(Source("a", "One.\nHome\n\nTwo.\nHome\nThree."), book)
    assert cleaned.text == "One.\n\nTwo.\n\nThree."


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_text_that_does_not_fit_its_record_is_refused_or_comes_out_right(a: str, b: str) -> None:
    changes = [Change(len(a), b, "x")]
    assert undo(a + "x", changes) == a + b
    with pytest.raises(ValueError, match="does not fit"):
        undo(a + "y", changes)


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        apply("abc", [Edit(2, 3, "a/b", "nav"), Edit(0, 1, "a/b", "nav")])


# reach, zones and sites

BODY = "The bridge over the river reopened on Monday after a week of repairs to its deck.\n\n"


def cleaned_text(book: Rulebook, text: str, url: str = "") -> str:
    return clean(Source("a", text, url=url), book).text


def test_a_group_goes_whole_but_never_with_running_text() -> None:
    book = only('[match.line]\nen = ["log in"]\n[reach]\nover = "group"')
    assert cleaned_text(book, "Vietnam\nLog in\nSociety\n\n" + BODY) == BODY.strip()
    assert cleaned_text(book, "Vietnam\nLog in\n" + BODY) == "Vietnam\n\n" + BODY.strip()


def test_a_run_ends_at_a_blank_line_or_running_text() -> None:
    book = only('[match.line]\nen = ["share"]\n[reach]\nover = "run"')
    assert cleaned_text(book, BODY + "Share\nFacebook\nX\n\nMore\n") == BODY + "More"
    assert cleaned_text(book, BODY + "Share\nFacebook\n" + BODY) == BODY + BODY.strip()


def test_the_rest_goes_only_under_its_guards() -> None:
    book = only(
        '[match.line]\nen = ["related"]\n[reach]\nover = "rest"\n'
        "max_text_after = 0.3\nmin_text_before = 100"
    )
    assert cleaned_text(book, BODY * 3 + "Related\n\n" + BODY) == (BODY * 3).strip()
    assert cleaned_text(book, BODY * 2 + "Related\n\n" + BODY * 2) == (BODY * 4).strip()
    assert cleaned_text(book, BODY + "Related\n\nOne\n") == BODY + "One"


@pytest.mark.parametrize(
    ("zone", "left"),
    [
        ("head", "{b}Menu\n\n{b}Menu"),
        ("lead", "Menu\n\n{b}{b}Menu"),
        ("tail", "Menu\n\n{b}Menu\n\n{b}"),
    ],
)
def test_zones_are_told_by_running_text(zone: str, left: str) -> None:
    book = only(f'[match]\nzone = "{zone}"\n[match.line]\nen = ["menu"]')
    text = f"Menu\n\n{BODY}Menu\n\n{BODY}Menu\n"
    assert cleaned_text(book, text) == left.format(b=BODY).strip()


def test_a_rule_for_a_site_keeps_to_it() -> None:
    book = only('sites = ["example.com", "!shop.example.com"]\n[match.line]\nen = ["menu"]')
    text = "Menu\n\n" + BODY
    assert cleaned_text(book, text, "https://www.example.com/a") == BODY.strip()
    assert cleaned_text(book, text, "https://news.example.com/a") == BODY.strip()
    assert cleaned_text(book, text, "https://shop.example.com/a") == text.strip()
    assert cleaned_text(book, text, "https://example.org/a") == text.strip()
    assert cleaned_text(book, text) == text.strip()


def test_a_keep_rule_holds_its_line_against_every_other() -> None:
    take = only('[match.line]\nen = ["menu"]', "a/take")
    keep = only('action = "keep"\nsites = ["example.com"]\n[match.line]\nen = ["menu"]', "b/keep")
    book = rulebook([*take.rules, *keep.rules])
    assert cleaned_text(book, "Menu\n\n" + BODY, "http://example.com/") == "Menu\n\n" + BODY.strip()
    assert cleaned_text(book, "Menu\n\n" + BODY) == BODY.strip()


def test_a_list_of_links_is_left_alone_with_a_warning() -> None:
    book = only('[match.line]\nen = ["menu"]')
    links = "\n".join(["Menu", *(f"Link number {n}" for n in range(20))])
    cleaned = clean(Source("a", links), book)
    assert cleaned.text == links
    assert [problem.code for problem in cleaned.problems] == ["looks-like-listing"]


def test_a_round_that_would_leave_too_little_is_not_carried_out() -> None:
    book = only(f'[match.line]\nen = ["{BODY.strip()}"]')
    cleaned = clean(Source("a", BODY * 5), book)
    assert cleaned.text == (BODY * 5).strip()
    assert [problem.code for problem in cleaned.problems] == ["floor"]
