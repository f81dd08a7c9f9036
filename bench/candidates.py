"""What may be a feature of the scorer: see `cleaner.score.table` for the forms of the names."""

from __future__ import annotations

from cleaner.score.formulas import HEADINGS, SECTIONS
from cleaner.score.markup import LANDMARKS
from cleaner.score.words import cues

_OWN = [
    *("width", "blanks", "digits", "capitals", "stops", "commas", "first", "last", "gap", "class"),
    *("seen", "later", "alike", "opening", "words", "digit_share", "capital_share"),
    *("mark_share", "word_width", "cue", "prose", "short", "rhythm", "index", "from_end", "place"),
    *("lexicon", "lexicon_sum", "lexicon_most", "lexicon_least", "lexicon_first"),
    *("page_blocks", "page_prose", "page_prose_share", "page_median", "width_by_median"),
    *(f"words_{kind}" for kind in cues().kinds),
]
_NEAR = ("capital_share", "digit_share", "seen", "cue", "class", "opening", "gap", "lexicon")
_WINDOWS = (3, 8, 25, 400)
_SUMS = (
    *("short", "listed", "cue", "headline", "sentence", "opened", "prose_8", "width_4"),
    *("dated", "signed", "answer"),
)
_RUNS = (*HEADINGS, "sentence", "is_prose", "paragraph", "labels", "answer", "dated", "listed")


def _windows(columns: tuple[str, ...], form: str, reaches: tuple[int, ...]) -> list[str]:
    return [f"{c}{form}{side}{reach}" for c in columns for side in "<>" for reach in reaches]


# The first pass sees the block and its neighbours: what is farther away costs more and is
# told the second by what the first thought there.
FIRST = [
    *_OWN,
    *(f"{column}@{by:+d}" for column in (*_NEAR, "width", "last") for by in (-1, 1)),
    *_windows(("prose_8",), "", (3, 25)),
]
SECOND = [
    *FIRST,
    *(f"{column}@{by:+d}" for column in ("width", "last", "lexicon") for by in (-2, 2)),
    *_windows(_SUMS, "", _WINDOWS),
    *_windows(("lexicon_mass", "mass"), "~", (1, *_WINDOWS)),
    *(f"{way} {mask}" for mask in _RUNS for way in ("since", "until")),
    *("width_before", "prose_before", "prose_above", "prose_below", "prose_since_section"),
    *(f"prose_before_{name}" for name in (*SECTIONS, "section")),
    *("score", "score@-1", "score@+1", "score@-2", "score@+2"),
    *("mass_before", "page_mass", "page_chance", "chance_rank"),
]

_MARKUP = [
    *(
        "tag",
        "heading",
        "depth",
        "in_list",
        "in_table",
        "in_figure",
        "caption",
        "control",
        "hidden",
    ),
    *("links", "siblings", "lines", "twins", *(f"in_{name}" for name in LANDMARKS)),
    *(f"{side}_{what}" for side in ("around", "near") for what in ("sum", "mean", "most", "least")),
]
_FIRST_HTML = [
    *_MARKUP,
    *(
        f"{column}@{by:+d}"
        for column in ("tag", "heading", "links", "around_sum", "near_sum", "twins")
        for by in (-1, 1)
    ),
]
_SECOND_HTML = [
    *_FIRST_HTML,
    *_windows(("link_mass", "around_mass", "near_mass"), "~", (3, 8, 25, 400)),
    *("since headed", "until headed", "since control", "until control"),
]


def by_pass(html: bool) -> tuple[list[str], list[str]]:
    """The candidates of each pass; in HTML, what the markup says is among them."""
    return (FIRST + _FIRST_HTML, SECOND + _SECOND_HTML) if html else (FIRST, SECOND)
