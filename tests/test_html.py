"""HTML becomes the text a reader sees, whatever the markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import HTML, Source
from cleaner.segment import segment


def text_of(html: str) -> str:
    return segment(Source("a", html, media=HTML)).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>A <b>bold</b> <a href=x>link</a>, in\n a\tline.</p>", "A bold link, in a line."),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<title>Not</title><p>Body", "Body"),
        ("<head><title>Not</title><body><p>Body</body>", "Body"),
        ("<p>A<script>x</script><style>y</style><!-- z --><template>t</template>B", "AB"),
        ("<ul><li>One<li>Two</ul><p>Three", "One\nTwo\n\nThree"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1 | 2\n3"),
        ("<div><div><div>One</div></div></div><div></div>Two", "One\nTwo"),
        ("&lt;b&gt; &amp; &eacute;&#8217;", "<b> & é’"),
        ("a\u00a0b", "a\u00a0b"),
        ("no markup\nat all", "no markup at all"),
        ("", ""),
        ("<", "<"),
        ("<p", ""),
        ("One <!-- two", "One"),
        ("<p>One<![unknown x]>", "One"),
        ("<![CDATA[x]]><?php y ?><!DOCTYPE z>", ""),
    ],
)
def test_markup_becomes_lines(html: str, text: str) -> None:
    assert text_of(html) == text


@given(st.lists(st.text("abc é", min_size=1).filter(lambda text: text.strip()), max_size=5))
def test_paragraphs_come_back_as_paragraphs(words: list[str]) -> None:
    html = "".join(f"<p>{word}</p>" for word in words)
    expected = "\n\n".join(" ".join(word.split()) for word in words)
    assert text_of(html) == expected


@given(st.text(st.sampled_from("<>/!-?[]\"'= \nabp&;#x"), max_size=80))
def test_no_markup_breaks_it(html: str) -> None:
    text = text_of(html)
    assert text == text.strip("\n")
    assert "\n\n\n" not in text


HOSTILE = [
    *("<div>", "<p>a", "<b>", "<li><ul>", "<table>", "<svg>", "<title>", "<script>", "</p>"),
    *("<a b=c ", '<a b="', "<a b='x", "<a/", "</a", "<a =", '<a b="x>', '<a b="<!--'),
    *("<!--", "<!-- > ", "-->", "<!--x--!>", "<!DOCTYPE ", "<!x", "<?", "<![x", "<![CDATA["),
    *("&", "&#", "&amp;", "<script></scrip"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_markup_takes_linear_time_and_no_stack(unit: str) -> None:
    start = time.process_time()
    for end in ("end", ">end"):
        text_of(unit * 3_000 + end)  # quadratic time would take seconds
    assert time.process_time() - start < 1
