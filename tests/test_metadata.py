"""What the markup of a page says of it: scripts, elements, names, titles, dates of machines."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.meta import jsonld, titles
from cleaner.detect.meta.properties import statements
from cleaner.detect.meta.read import read_metadata
from cleaner.detect.names import key, names_in
from cleaner.detect.stamps import read_stamp
from cleaner.model import HTML, Element, Source
from cleaner.rulebook import Rulebook, load
from cleaner.segment import segment

ARTICLE = {"@type": "NewsArticle", "headline": "Bridge", "datePublished": "2024-05-21"}
SAID = {"Article.headline": "Bridge", "Article.datePublished": "2024-05-21"}


def told(*scripts: str) -> dict[str, str]:
    """What the scripts say, the first value of each name."""
    said: dict[str, str] = {}
    for one in jsonld.statements(scripts):
        said.setdefault(one.name, one.value)
    return said


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps({"@graph": [{"@type": "Person", "name": "x"}, ARTICLE]}),
        json.dumps({"@type": "Thing", "mainEntity": ARTICLE}),
        json.dumps(
            {"@type": "Thing", "mainEntityOfPage": {"@type": "Thing", "mainEntity": ARTICLE}}
        ),
        json.dumps(ARTICLE | {"@type": ["Thing", "schema:BlogPosting"]}),
        json.dumps(ARTICLE | {"@type": "https://schema.org/Report"}),
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        f"/*<![CDATA[*/ {json.dumps(ARTICLE)} /*]]>*/",
        json.dumps(ARTICLE).replace('"}', '",}'),
        json.dumps([ARTICLE]).replace("}]", "}, ]"),
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE) + "\n" + json.dumps({"@type": "WebSite"}),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps(ARTICLE | {"description": "one\ntwo"}).replace("\\n", "\n"),
        json.dumps(ARTICLE | {"description": "x"}).replace('"x"', '"a "quoted" word"'),
    ],
)
def test_an_article_is_read_whatever_is_around_it(script: str) -> None:
    assert told(script) == SAID


@pytest.mark.parametrize(
    "item",
    [
        {"@type": "ItemList", "itemListElement": [ARTICLE]},
        {"@type": "Comment", "datePublished": "2024-05-21", "name": "x"},
        {"@type": "JobPosting", "datePublished": "2024-05-21"},
        {"@type": "Person", "name": "x"},
        {"datePublished": "2024-05-21"},
        {"@type": 5, "datePublished": "2024-05-21"},
        {"@type": "Article", "comment": ARTICLE, "isBasedOn": ARTICLE, "headline": None},
    ],
)
def test_what_is_not_of_the_page_says_nothing(item: object) -> None:
    assert told(json.dumps(item)) == {}


def test_the_first_item_of_a_class_speaks_for_the_page() -> None:
    later = ARTICLE | {"headline": "Ferry", "author": {"name": "Jane Doe"}}
    assert told(json.dumps(ARTICLE), json.dumps(later)) == SAID | {"Article.author": "Jane Doe"}


def test_names_are_looked_up_by_reference_and_entities_are_read() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": [{"@id": "#a"}, "John Roe"], "headline": "A &amp; B"},
            {"@type": "Person", "@id": "#a", "name": "Jane Doe"},
        ]
    }
    said = [(one.name, one.value) for one in jsonld.statements([json.dumps(graph)])]
    assert said == [
        ("Article.headline", "A & B"),
        ("Article.author", "Jane Doe"),
        ("Article.author", "John Roe"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        *("[" * 100_000, '{"@graph":' * 100_000, '"' * 100_000, '"\\"' * 50_000, '"\\' * 50_000),
        *(" " * 100_000, "," * 100_000, "{}," * 30_000, "<!--" * 30_000, "]]>" * 30_000, "NaN"),
        json.dumps({"@type": "Article", "author": [{"name": "x"}] * 100_000}),
        json.dumps({"@graph": [ARTICLE] * 30_000}),
    ],
)
def test_hostile_scripts_say_little_and_end(script: str) -> None:
    assert len(list(jsonld.statements([script]))) <= jsonld.MAX_VALUES


@given(st.text(st.sampled_from('{}[]":, \\\n@graphtype<!->;1')))
def test_no_script_breaks_it(script: str) -> None:
    list(jsonld.statements([script]))


texts = st.text(max_size=12)
elements = st.builds(
    Element,
    st.sampled_from(["meta", "link", "html", "time", "span", "script", "h1", "base"]),
    st.dictionaries(
        st.sampled_from(["name", "property", "content", "itemprop", "rel", "href", "class"]), texts
    ),
    texts,
    st.just(-1),
)


@given(st.lists(elements, max_size=4), texts)
def test_no_elements_break_it(head: list[Element], url: str) -> None:
    asked = {("class", "author"), ("link", "canonical"), ("microdata", "a"), ("path", "day")}
    assert {one[:2] for one in statements(head, url, asked)} <= asked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-05-21", "2024-05-21"),
        ("2024-05-21T17:51:08.123+02:00", "2024-05-21T17:51:08+02:00"),
        ("2024-05-21T17:51Z", "2024-05-21T17:51Z"),
        ("2024-05-21 17:51:08 UTC", "2024-05-21T17:51:08Z"),
        ("2024-05-21T17:51:08+0200", "2024-05-21T17:51:08+02:00"),
        ("2024-05-21T17:51:08+02", "2024-05-21T17:51:08+02:00"),
        ("2024-5-1T7:51:08", "2024-05-01T07:51:08"),
        ("2024-05-21T17:51:08:684Z", "2024-05-21T17:51:08Z"),
        ("20240521", "2024-05-21"),
        ("20240521T175108+0200", "2024-05-21T17:51:08+02:00"),
        ("1716306668", "2024-05-21T15:51:08Z"),
        ("1716306668000", "2024-05-21T15:51:08Z"),
        ("Tue May 21 17:51:08 CEST 2024", "2024-05-21T17:51:08+02:00"),
        ("Tue May 21 2024 17:51:08 GMT+0200 (CEST)", "2024-05-21T17:51:08+02:00"),
        ("Tue, 21 May 2024 17:51:08 GMT", "2024-05-21T17:51:08Z"),
        ('"2024-05-21"', "2024-05-21"),
        ("21. Mai 2024", "2024-05-21"),
        ("Thứ ba, 21/05/2024, 17:51 (GMT+7)", "2024-05-21T17:51+07:00"),
        ("2024年5月21日 17:51", "2024-05-21T17:51"),
        *(
            (text, "")
            for text in ("", "21:28", "PT30M", "2024-02-30", "3 days ago", "12345", "x" * 999)
        ),
    ],
)
def test_dates_of_machines(text: str, value: str) -> None:
    hit = read_stamp(text)
    assert (hit.value if hit else "") == value


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["", "Z", "+07:00", "-03:30"]),
)
def test_iso_8601_is_read_as_it_says(moment: datetime, zone: str) -> None:
    text = f"{moment:%Y-%m-%dT%H:%M:%S}{zone}"
    hit = read_stamp(text)
    assert hit is not None
    assert hit.value == text


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By JANE DOE and John van der Berg", ["JANE DOE", "John van der Berg"]),
        ("Ann Lee, Bo Day, and Cy Fox", ["Ann Lee", "Bo Day", "Cy Fox"]),
        ("Jane Doe, science editor", ["Jane Doe"]),
        ("Jane Doe, MD, PhD", ["Jane Doe, MD, PhD"]),
        ("Jane Doe, Ph.D.", ["Jane Doe, Ph.D."]),
        ("Center for Drug Evaluation and Research", ["Center for Drug Evaluation and Research"]),
        ("Von Anna Groß und Bernd Klein", ["Anna Groß", "Bernd Klein"]),
        ("Par Jeanne Dupont; Luc Petit", ["Jeanne Dupont", "Luc Petit"]),
        ("作者：张三", ["张三"]),
        ("BySummer Swann-", ["Summer Swann"]),
        ("View all posts by Jane Doe →", ["Jane Doe"]),
        ("Jane DoePublished", ["Jane Doe"]),
        ("By Jane Doe2024-05-21T17:51:00", ["Jane Doe"]),
        ("Jane Doe @janedoe", ["Jane Doe"]),
        ("Jane Doe, Jane Doe", ["Jane Doe"]),
        ("Jane Doe, Bridge News", ["Jane Doe"]),
        ("Diana Prince", ["Diana Prince"]),
        ("freeman1984", ["freeman1984"]),
        *((text, []) for text in ("Bridge News", "https://x.example/jane", "admin", "by", "")),
        *((text, []) for text in ("jane@x.example", "Bridge Media GmbH", "4355148327406427")),
    ],
)
def test_names_only(byline: str, names: list[str]) -> None:
    assert names_in(byline, {key("Bridge News")}) == names


@given(st.text(st.sampled_from("AaBb .,;&|-'’ÄéЯя张\n@")))
def test_a_name_is_its_own_byline(byline: str) -> None:
    for name in names_in(byline):
        assert name.strip()
        assert name.isprintable()


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("5. Data Structures¶", "5. Data Structures"),
        ("Bridge reopens - Bridge News", "Bridge reopens"),
        ("Bridge News | Bridge reopens", "Bridge reopens"),
        ("Bridge reopens | World | Bridge News", "Bridge reopens | World"),
        ("Bridge reopens – a week later", "Bridge reopens – a week later"),
        ("Bridge News", "Bridge News"),
        ("  Bridge \n reopens ", "Bridge reopens"),
    ],
)
def test_a_title_without_its_site(title: str, bare: str) -> None:
    assert titles.headline(title, {key("Bridge News")}) == bare


@pytest.mark.parametrize(
    ("headings", "others", "title"),
    [
        (["Menu", "River bridge reopens early"], ["River bridge reopens"], "River bridge reopens"),
        (["River bridge to reopen"], ["River bridge reopens"], "River bridge to reopen"),
        (["News"], ["River bridge reopens", "River bridge reopens"], "River bridge reopens"),
        (["A quiet week in town"], ["River bridge reopens"], "A quiet week in town"),
        (["Bridge News"], ["River bridge reopens"], "River bridge reopens"),
        (["World: River bridge reopens"], ["River bridge reopens"], "River bridge reopens"),
        ([], ['He said "no', 'He said "no" twice'], 'He said "no'),
        ([], ["He said", 'He said "no" twice'], 'He said "no" twice'),
        ([], [], ""),
    ],
)
def test_the_title_that_the_others_confirm(
    headings: list[str], others: list[str], title: str
) -> None:
    assert titles.choose(headings, others, {key("Bridge News")}) == title


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load(select=["metadata/*"])


def read(html: str, book: Rulebook, url: str = "") -> dict[str, list[object]]:
    page = segment(Source("a", html + "<p>The bridge reopened.</p>", url=url, media=HTML))
    found: dict[str, list[object]] = {}
    for one in read_metadata(page, book):
        found.setdefault(one.field, []).append(one.value)
    return found


def test_bylines_of_comments_are_not_of_the_page(book: Rulebook) -> None:
    byline = '<p class="author">Jane Doe</p>'
    assert read(byline, book) == {"authors": ["Jane Doe"]}
    assert read(f'<div class="comment">{byline}</div>', book) == {}
    assert read(f"<aside>{byline}</aside>", book) == {}


def test_addresses_are_relative_to_the_base(book: Rulebook) -> None:
    link = '<link rel="canonical" href="/bridge">'
    assert read(link, book) == {}
    assert read(link, book, "https://a.example/x")["url"] == ["https://a.example/bridge"]
    based = f'<base href="https://b.example/">{link}'
    assert read(based, book)["url"] == ["https://b.example/bridge"]


@pytest.mark.parametrize("href", ["http://[", "mailto:a@b.example", "javascript:x", "https://x y"])
def test_what_is_no_address_is_not_read(href: str, book: Rulebook) -> None:
    assert read(f'<link rel="canonical" href="{href}">', book, "https://a.example") == {}


def test_a_pack_reads_a_name_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "date.toml").write_text(
        """
what = "The day of our own templates."
why = "No standard names it."
since = "0.2.0"
role = "metadata"
action = "field"
field = "date"
[read]
rank = 2
meta = ["x-bridge-day"]
[[example]]
name = "ours"
html = '''
  <meta name="x-bridge-day" content="2024-05-21">
'''
gives = "2024-05-21"
[[example]]
name = "theirs"
html = '''
  <meta name="x-ferry-day" content="2024-05-21">
'''
gives = []
"""
    )
    own = load([folder.parent], select=["own/*"])
    assert "date" in read('<meta name="X_Bridge_Day" content="2024-05-21">', own)
