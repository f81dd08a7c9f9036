"""HTML becomes the lines a reader sees, each with its place in the markup."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import HTML, Block, Context, Page, ParserName, Source
from cleaner.segment import segment


def page(html: str, parser: ParserName = "auto") -> Page:
    return segment(Source("a", html, media=HTML), parser)


def blocks(html: str) -> dict[str, Block]:
    """By their text."""
    read = page(html)
    return {read.text[block.start : block.end]: block for block in read.blocks}


def context(html: str, text: str) -> Context:
    found = blocks(html)[text].context
    assert found
    return found


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>A <b>bold</b> <a href=x>link</a>, in\n a\tline.</p>", "A bold link, in a line."),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<title>Not</title><p>Body", "Body"),
        ("<head><title>Not</title><body><p>Body</body>", "Body"),
        ("<p>A<script>x</script><style>y</style><!-- z --><template>t</template>B", "AB"),
        ("<p>A<svg><title>t</title><text>u</text></svg>B", "AB"),
        ("<noscript><p>One</p></noscript>Two", "One\n\nTwo"),
        ("<ul><li>One<li>Two</ul><p>Three", "One\nTwo\n\nThree"),
        ("<dl><dt>One<dd>Two</dl>", "One\nTwo"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1 | 2\n3"),
        ("<table><tr><th>Name<th>Value<tr><td>a<td><b>1</b> m</table>", "Name | Value\na | 1 m"),
        ("<table><tr><td><p>One</p><p>Two</p><td>3</table>", "One\n\nTwo\n\n3"),
        ("<table><tr><td><table><tr><td>1<td>2</table><td>3</table>", "1 | 2\n\n3"),
        (f"<table><tr><td>1<td>{'wide ' * 9}</table>", f"1\n{'wide ' * 9}".rstrip()),
        ("<div><div><div>One</div></div></div><div></div>Two", "One\nTwo"),
        (f"<div>{'wide ' * 17}</div><div>Two</div>", f"{'wide ' * 17}".rstrip() + "\n\nTwo"),
        ("<pre>def f():\n    return 1\n\n  x\n</pre>y", "def f():\n    return 1\n\n  x\n\ny"),
        ("<pre><b>a</b>  <i>b</i>\n\tc</pre>", "a  b\n\tc"),
        ("<textarea>a\n b</textarea>", "a\n b"),
        ("&lt;b&gt; &amp; &eacute;&#8217;", "<b> & é’"),
        ("a\u00a0b<b>&nbsp;</b>", "a\u00a0b"),
        ("a\u2028b\x85c", "a b c"),
        ("<h1>One</h1>Two<hr>Three", "One\n\nTwo\n\nThree"),
        ("<p>One <span style='display: none'>not</span> two</p>", "One two"),
        ("<p hidden>One</p>Two", "One\n\nTwo"),
        ("no markup\nat all", "no markup at all"),
        ("", ""),
        ("<", "<"),
        ("One <![unknown x]>", "One"),
        ("<![CDATA[x]]><?php y ?><!DOCTYPE z>", ""),
    ],
)
def test_markup_becomes_lines(html: str, text: str) -> None:
    assert page(html, "lxml").text == text
    assert page(html, "bs4") == page(html, "lxml")


@given(st.lists(st.text("abc é", min_size=1).filter(lambda text: text.strip()), max_size=5))
def test_paragraphs_come_back_as_paragraphs(words: list[str]) -> None:
    html = "".join(f"<p>{word}</p>" for word in words)
    expected = "\n\n".join(" ".join(word.split()) for word in words)
    assert page(html).text == expected


@given(st.text(st.sampled_from("<>/!-?[]\"'= \nabp&;#x\u00a0"), max_size=80))
def test_no_markup_breaks_it(html: str) -> None:
    read = page(html)
    assert read.text == read.text.strip("\n")
    assert "\n\n\n" not in read.text
    assert (not read.blocks) == bool(read.refused)


PIECES = [
    *("<p>", "</p>", "<div class='a-b cD'>", "</div>", "<li>", "<ul>", "</ul>", "<table>", "<tr>"),
    *("<td>", "</table>", "<pre>", "</pre>", "<br>", "<b>", "</b>", "<a href=x>", "</a>", "<nav>"),
    *(
        "</nav>",
        "<p hidden>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<select>",
    ),
    *("<option>", "<h1 id=t>", "</h1>", "<time datetime=2024>", "</time>", "\n", " ", "&nbsp;"),
    *("&amp;", "One", "two", "<", "é", "\u2028", "<title>", "</title>", "<noscript>", "<textarea>"),
]
soups = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(soups)
def test_both_parsers_read_the_same(html: str) -> None:
    assert page(html, "bs4") == page(html, "lxml")


@given(soups)
def test_blocks_are_the_lines_of_the_text(html: str) -> None:
    read = page(html)
    lines = [line.strip() for line in read.text.split("\n") if line.strip()]
    assert [read.text[block.start : block.end] for block in read.blocks] == lines
    between = [read.text[a.end : b.start] for a, b in pairwise(read.blocks)]
    assert [gap.count("\n") for gap in between] == [block.gap for block in read.blocks[1:]]


@given(soups)
def test_an_element_with_metadata_begins_where_it_says(html: str) -> None:
    read = page(html)
    for element in read.head:
        seen = " ".join(read.text[element.start :].replace(" | ", " ").split())
        assert element.start < 0 or seen.startswith(element.text[:20].strip())


def test_a_block_knows_its_landmarks_and_the_words_around_it() -> None:
    html = """<body class="home"><div id="siteHeader" role="banner"><nav class="top-nav mainMenu">
        <a class="XMLFeed" href="/">Feed</a> now</nav></div><main><p>Text</p></main></body>"""
    feed = context(html, "Feed now")
    assert feed.tag == "nav"
    assert feed.landmarks == ("header", "nav")
    assert feed.words == ("xml", "feed", "top", "nav", "main", "menu", "site", "header")
    assert feed.names == (
        ("xml", "feed"),
        ("top", "nav", "main", "menu"),
        ("site", "header"),
    )
    assert feed.links == 255 * len("Feed") // len("Feed now")
    assert context(html, "Text").landmarks == ("main",)
    assert not context(html, "Text").words


def test_a_block_knows_lists_tables_figures_headings_and_controls() -> None:
    html = """<ul><li>item</ul><table><tr><td>cell</table><h3>head</h3><button>press</button>
        <figure>picture<figcaption>caption</figcaption></figure><p hidden>gone</p>"""
    facts = ("in_list", "in_table", "heading", "control", "in_figure", "caption", "hidden")
    expected = {
        "item": ["in_list"],
        "cell": ["in_table"],
        "head": ["heading"],
        "press": ["control"],
        "picture": ["in_figure"],
        "caption": ["in_figure", "caption"],
        "gone": ["hidden"],
    }
    for text, true in expected.items():
        found = context(html, text)
        assert [fact for fact in facts if getattr(found, fact)] == true, text


def test_siblings_and_lines_of_one_element_can_be_told() -> None:
    html = "<ul><li>a<li>b<br>c</ul><ul><li>d</ul>"
    a, b, c, d = (context(html, text) for text in "abcd")
    assert b.element == c.element != a.element
    assert a.parent == b.parent != d.parent
    assert a.depth == d.depth


def test_elements_with_metadata_are_collected_in_order() -> None:
    html = """<html lang=en><title>Title &amp; more</title><meta name=author content=Jane>
        <link rel=canonical href=/x><script type="application/ld+json">{"a": 1}</script>
        <script>no</script><p>Lead</p><h1>The <i>title</i></h1>
        <p class="entry-byline">By <a rel="author" href=/jane>Jane</a></p>
        <p>On <time datetime="2024-05-01">May 1</time></p><p class=plain>No</p>"""
    read = page(html)
    told = [(element.tag, element.text) for element in read.head if element.tag != "html"]
    assert told == [
        ("title", "Title & more"),
        ("meta", ""),
        ("link", ""),
        ("script", '{"a": 1}'),
        ("h1", "The title"),
        ("p", "By Jane"),
        ("a", "Jane"),
        ("time", "May 1"),
    ]
    for element in read.head:
        if element.start >= 0 and element.tag != "html":
            assert read.text.startswith(element.text, element.start)
    assert read.head[2].attrs == {"name": "author", "content": "Jane"}
