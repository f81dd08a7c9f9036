"""Datelines: what holds for any text."""

from __future__ import annotations

import re
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.detect.dateline import WINDOW, maybe_dateline, read_dateline
from tests.test_dateline import DATELINES, EN, ZH

ODD = st.lists(
    st.sampled_from(
        [row[0] for row in DATELINES]
        + [
            "HANOI",
            "Paris",
            "New Delhi",
            "June 5",
            "(AP)",
            "/TASS/",
            "新华社",
            "北京",
            "5月18日",
            "电",
        ]
        + [
            " — ",
            " - ",
            ": ",
            ". ",
            ", ",
            ".-",
            " ",
            "(",
            ")",
            "[",
            "/",
            "The man said so. ",
            EN,
            ZH,
        ]
    )
    | st.text(max_size=12),
    max_size=12,
).map("".join)


@given(ODD | st.text(max_size=300))
@settings(max_examples=600, deadline=None)
@example("(AP) - (AP) - (AP) - " + EN)
def test_any_text_gives_none_or_a_dateline_that_is_in_it(text: str) -> None:
    line = read_dateline(text)
    if line is None:
        return
    assert maybe_dateline(text)
    assert 0 < line.end < len(text)
    assert line.raw == text[: line.end].strip()
    assert line.place in line.raw
    assert line.place or line.agency
    assert re.fullmatch(r"|(\d{4}|-)-\d\d-\d\d", line.date)
    assert not line.place or line.place[-1] not in " ,:;-–—/("


@given(ODD)
@settings(max_examples=300, deadline=None)
def test_what_is_left_does_not_begin_with_another_dateline(text: str) -> None:
    line = read_dateline(text)
    if line is not None:
        assert read_dateline(text[line.end :]) is None


@given(st.sampled_from(DATELINES), st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_text_beyond_the_window_changes_nothing(
    row: tuple[str, str, str, str, str], tail: str
) -> None:
    head = (row[0] + row[1] * 9)[: 2 * WINDOW]
    assert read_dateline(head + tail) == read_dateline(head)


def test_the_gate_is_cheap_and_time_does_not_grow_with_the_text() -> None:
    plain = "The minister told reporters that the bridge would open next month, after work. "
    began = time.perf_counter()
    for _ in range(20_000):
        maybe_dateline(plain)
    assert (time.perf_counter() - began) / 20_000 < 5e-6  # 0.5 us here; room for a slow machine
    for unit in ("A", "A ", "AB, ", "(", "/A", "HANOI — ", "1 ", "新华社", "June ", "(Reuters) - "):
        began = time.perf_counter()
        read_dateline(unit * 5_000)
        assert time.perf_counter() - began < 2, unit
