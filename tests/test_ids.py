"""An id is safe everywhere, always the same for a name, and no two names share one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.ids import SAFE, is_safe, safe_id, whole
from cleaner.schema import schema

NAMES = st.text(max_size=40) | st.text("ab./\\- :~$", max_size=12) | st.from_regex(SAFE)


@pytest.mark.parametrize(
    "name", ["000_e28a45ca2454874b", "a", "2024-05-01.news", "A.b-c_d", "console", "x" * 200]
)
def test_a_safe_name_is_its_own_id(name: str) -> None:
    assert safe_id(name) == (name, ())


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/b",
        "a..b",
        "",
        ".",
        ".hidden",
        "-x",
        "x.",
        "CON",
        "nul",
        "com1.txt",
        "LPT9.tar.gz",
        "tin tức",
        "https://example.com/a?b=1",
        "<urn:uuid:7d2a4f66>",
        "a\nb",
        "a\0b",
        "a\x1b[31m",
        "\ud800",
        "日本",
        "x" * 201,
    ],
)
def test_an_unsafe_name_becomes_a_safe_id_with_a_warning(name: str) -> None:
    ident, problems = safe_id(name)
    assert is_safe(ident)
    assert [problem.code for problem in problems] == ["id-changed"]
    problems[0].message.encode()  # can stand in JSON


def test_a_changed_id_can_still_be_read() -> None:
    assert safe_id("tin tức Đà Nẵng")[0].startswith("tin-tuc-Da-Nang-")


def test_the_pattern_is_that_of_the_schemas() -> None:
    assert schema("document")["$defs"]["id"]["pattern"] == f"^{SAFE.pattern}$"
    assert schema("rejection")["properties"]["id"]["pattern"] == f"^{SAFE.pattern}$"


@given(NAMES)
def test_every_id_is_safe_and_always_the_same(name: str) -> None:
    ident, _ = safe_id(name)
    assert is_safe(ident)
    assert SAFE.fullmatch(ident)
    assert safe_id(name)[0] == ident
    assert safe_id(ident)[0] == ident


@given(NAMES, NAMES)
def test_two_names_never_share_an_id(one: str, other: str) -> None:
    assume(one != other)
    assert safe_id(one)[0] != safe_id(other)[0]


@given(st.text(st.characters()))
def test_whole_text_can_stand_in_json_and_keeps_its_length(text: str) -> None:
    assert len(whole(text)) == len(text)
    whole(text).encode("utf-8")
