"""The scorer: masks are trees, features are what their names say, repeats are found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.flow import clean
from cleaner.model import HTML, Source
from cleaner.rulebook import Rulebook
from cleaner.score.choose import chances, choose
from cleaner.score.content import model
from cleaner.score.table import FAR, MOST, Table
from cleaner.score.trees import LEAVES, forest, scores
from cleaner.segment import segment

FEATURES = ["a", "b", "c"]
SMALL = st.integers(-50, 50)


@st.composite
def trees(draw: st.DrawFn, leaves: int = LEAVES) -> Any:
    """A tree of at most that many leaves, as it is stored."""
    if leaves == 1 or draw(st.integers(0, 3)) == 0:
        return draw(st.integers(-5000, 5000))
    low = draw(st.integers(1, leaves - 1))
    node = [draw(st.integers(0, 2)), draw(SMALL)]
    return [*node, draw(trees(low)), draw(trees(leaves - low))]


def reached(tree: Any, row: list[int]) -> int:
    while not isinstance(tree, int):
        feature, bound, low, high = tree
        tree = low if row[feature] <= bound else high
    return int(tree)


@given(st.lists(trees(), min_size=1, max_size=5), st.lists(st.lists(SMALL, min_size=3, max_size=3)))
def test_masks_give_what_walking_the_trees_gives(stored: list[Any], rows: list[list[int]]) -> None:
    asked = forest(FEATURES, stored)
    values = np.array(
        [[row[FEATURES.index(name)] for row in rows] for name in asked.features], np.int64
    ).reshape(len(asked.features), len(rows))
    expected = [sum(reached(tree, row) for tree in stored) for row in rows]
    assert scores(asked, values).tolist() == expected


COLUMN = st.lists(st.integers(0, 400), min_size=1, max_size=30)


def table(column: list[int]) -> Table:
    return Table(x=np.array(column), width=np.array(column) * 6)


@given(COLUMN, st.sampled_from([1, 3, 400]))
def test_sums_means_and_neighbours_are_what_their_names_say(column: list[int], far: int) -> None:
    names = (f"x<{far}", f"x>{far}", f"x~<{far}", "x@+1", "x@-2", "x")
    found = dict(zip(names, table(column).features(names).tolist(), strict=True))
    for at in range(len(column)):
        back, on = column[max(0, at - far) : at], column[at + 1 : at + 1 + far]
        assert found[f"x<{far}"][at] == min(sum(back), MOST)
        assert found[f"x>{far}"][at] == min(sum(on), MOST)
        weight = max(1, sum(min(1 + value, 80) for value in back))
        assert found[f"x~<{far}"][at] == sum(back) // weight
        assert found["x@+1"][at] == (column[at + 1] if at + 1 < len(column) else 0)
        assert found["x@-2"][at] == (column[at - 2] if at >= 2 else 0)
    assert found["x"] == column


@given(st.lists(st.integers(0, 1), min_size=1, max_size=90))
def test_runs_count_blocks_to_the_last_and_the_next(mask: list[int]) -> None:
    since, until = table(mask).features(("since x", "until x")).tolist()
    for at in range(len(mask)):
        back = [at - i for i in range(at + 1) if mask[i]]
        on = [i - at for i in range(at, len(mask)) if mask[i]]
        assert since[at] == min([*back, FAR])
        assert until[at] == min([*on, FAR])


def test_a_feature_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        table([1, 2]).features(("nonsense",))


@given(st.lists(st.tuples(st.integers(-900, 900), st.integers(1, 50)), min_size=1, max_size=7))
def test_no_other_set_of_blocks_has_a_higher_expected_f1(blocks: list[tuple[int, int]]) -> None:
    logits, words = (np.array(column) for column in zip(*blocks, strict=True))
    keep, best, _ = choose(logits, words)
    p = chances(logits) / 256

    def expected(mask: int) -> float:
        kept = np.array([mask >> i & 1 for i in range(len(blocks))], bool)
        return float(2 * (p * words)[kept].sum() / (words[kept].sum() + (p * words).sum() + 1e-9))

    chosen = sum(1 << i for i, kept in enumerate(keep) if kept)
    assert expected(chosen) >= max(map(expected, range(1, 1 << len(blocks)))) - 0.02
    assert 0 <= best <= 1 << 16


@pytest.mark.parametrize("html", [False, True])
def test_the_scorers_that_ship_are_read(html: bool) -> None:
    shipped = model(html=html)
    assert shipped is not None
    assert len(shipped.words.numbers) > 1000
    assert bool(shipped.markup.odds.any()) == html
    assert {"score", "chance_rank"} & set(shipped.second.features)


PARAGRAPHS = [
    f"In the {n}th week the engineers looked at the deck of the bridge again, and found it sound."
    for n in range(4, 10)
]


def test_a_page_that_holds_its_article_twice_keeps_it_once(book: Rulebook) -> None:
    twice = "\n\n".join([*PARAGRAPHS, "What the city paid for it", *PARAGRAPHS])
    cleaned = clean(Source("twice", twice), book)
    assert cleaned.text == "\n\n".join([*PARAGRAPHS, "What the city paid for it"])
    assert {edit.rule for edit in cleaned.edits} == {"repeat/passage"}
    assert clean(Source("twice", cleaned.text), book).text == cleaned.text


def test_the_markup_around_a_block_is_among_its_columns() -> None:
    from cleaner.score.content import look

    items = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(8))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = segment(Source("x", f"<nav><ul>{items}</ul></nav><main>{text}</main>", media=HTML))
    shipped = model(html=True)
    assert shipped is not None
    seen = look(page.blocks, [], shipped.words, shipped.markup)
    assert seen is not None
    assert seen.table["in_nav"].tolist() == [1] * 8 + [0] * 6
    assert seen.table["in_main"].tolist() == [0] * 8 + [1] * 6
    assert seen.table["links"][0] == 255
    assert seen.table["around_sum"][0] < seen.table["around_sum"][-1]


def test_a_page_of_more_blocks_than_are_scored_is_left_to_the_rules(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    teasers = "".join(f"<li><a href=/{n}>Ferry {n} leaves late again</a></li>" for n in range(40))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    source = Source("x", f"<main>{text}</main><div class=list><ul>{teasers}</ul></div>", media=HTML)
    assert "score/content" in {mark.rule for mark in clean(source, book).marks}
    monkeypatch.setattr("cleaner.detect.content.MOST", 40)
    assert "score/content" not in {mark.rule for mark in clean(source, book).marks}
