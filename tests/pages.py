"""Pages for hypothesis: text of any kind, and pages of body and clutter like those scraped."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from cleaner.prove import draw
from cleaner.rulebook import load
from tests.conftest import ROOT

SENTENCES = [
    "The bridge over the river reopened on Monday after a week of repairs to its deck.",
    "“We are glad that it is over,” the mayor told reporters, adding that traffic would be light.",
    "Cây cầu bắc qua sông đã được mở lại vào sáng thứ hai sau một tuần sửa chữa mặt cầu.",
    "Der Fluss führte nach den Regenfällen der vergangenen Woche noch immer viel Wasser, hieß es.",
    "市长对记者说，大桥经过一个星期的维修，已于星期一上午重新开放，交通恢复正常，市民反应良好，没有发生事故。",
    "เมื่อวันจันทร์ที่ผ่านมาสะพานข้ามแม่น้ำได้เปิดใช้งานอีกครั้งหลังจากซ่อมแซมเป็นเวลาหนึ่งสัปดาห์และการจราจรกลับมาเป็นปกติ",
    "HÀ NỘI — The two ministers met on Tuesday to sign the agreement on the new railway line.",
    " date 2025-12-02 HANOI (VNA) - The two sides agreed to study a new plan for cooperation.",
    "Short one.",
    "The mayor said on Monday that he would read the\nreport of the engineers\n, and then decide.",
    "in the long run, the costs of the repairs will be borne by the drivers who cross",
    "What comes next",
    "THE LONG ROAD HOME",
    "First line of a poem\nsecond line of a poem\n\tindented third",
    "He paid 3,50 € on 04/05/2023 and left.",
]
JOINTS = [
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    " \n",
    "\n  ",
    "\u2028",
    "\r\r",
    "\n\u00a0\n",
    "\x85",
    "\x0c",
]


@cache
def clutter() -> list[str]:
    """Every line of every rule's examples, and a phrase of every list."""
    lines: list[str] = []
    for rule in load().rules:
        for example in rule.examples:
            lines += (
                [example.before] if example.before else [row.line for row in draw(example).rows]
            )
        if rule.match:
            lines += (*rule.match.lines[:8], *rule.match.starts[:2])
    return [line.replace("#", "12") for line in dict.fromkeys(lines) if line.strip()]


def examples() -> list[str]:
    """Every rule's examples as texts."""
    return [
        draw(example).text if example.text else example.before
        for rule in load().rules
        for example in rule.examples
        if not example.html
    ]


def seeds() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


@st.composite
def pages(draw_from: st.DrawFn) -> str:
    """Body and clutter lines in any order, with any joints between them."""
    line = st.one_of(st.sampled_from(SENTENCES), st.deferred(lambda: st.sampled_from(clutter())))
    lines = draw_from(st.lists(line, min_size=1, max_size=30))
    out = []
    for text in lines:
        repeat = draw_from(st.sampled_from([1, 1, 1, 1, 2]))
        for _ in range(repeat):
            out += [text, draw_from(st.sampled_from(JOINTS))]
    return "".join(out)


any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
texts = st.one_of(any_text, pages(), pages())
