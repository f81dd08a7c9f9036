"""Near-duplicates: found, in any order alike; what merely shares a topic is not."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import pytest

pytest.importorskip("rensa")

from cleaner.near import NearDuplicates, runs

WORDS = [f"word{number}" for number in range(500)]


def text(name: str, changed: int = 0) -> str:
    """300 words made from the name, of which some, far apart, are others."""
    words = random.Random(name).choices(WORDS, k=300)
    for index in range(changed):
        words[index * 37 % 300] = f"changed{index}"
    return " ".join(words)


def document(ident: str, content: str) -> dict[str, Any]:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return {"id": ident, "text": content, "text_sha256": sha256}


def found(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    near = NearDuplicates()
    for one in documents:
        near.add(one)
    return near.found()


PAGES = [
    document("b", text("one")),
    document("a", text("one", changed=2)),  # 10 of 296 runs are others: 0.94 in common
    document("c", text("one")),
    document("d", text("one", changed=40)),  # nearly all runs are others
    document("e", text("two")),
    document("f", text("three")),
]


def test_copies_are_grouped_under_the_first_and_others_left_alone() -> None:
    (group,) = found(PAGES)
    assert group["of"] == "a"
    assert [one["id"] for one in group["documents"]] == ["b", "c"]
    true = len(set(runs(PAGES[0]["text"])) & set(runs(PAGES[1]["text"]))) / len(
        set(runs(PAGES[0]["text"])) | set(runs(PAGES[1]["text"]))
    )
    assert all(abs(one["similarity"] - true) < 0.1 for one in group["documents"])


def test_the_order_of_documents_changes_nothing() -> None:
    many = PAGES + [document(f"copy-{i:02}", text("two", changed=i % 3)) for i in range(20)]
    once = found(many)
    for seed in range(3):
        random.Random(seed).shuffle(many)
        assert found(many) == once
    assert len(once) == 2


def test_equal_texts_stand_by_their_similarity_of_one() -> None:
    assert found([document("x", "Short."), document("y", "Short.")]) == [
        {"of": "x", "documents": [{"id": "y", "similarity": 1.0}]}
    ]


def test_runs_are_of_words_or_of_characters_where_words_are_not_set_apart() -> None:
    assert runs("One, two three four five six!") == [
        "one two three four five",
        "two three four five six",
    ]
    assert runs("大桥已经重新") == ["大 桥 已 经 重", "桥 已 经 重 新"]
    assert runs("Two words") == ["two words"]
    assert runs("…") == [""]
