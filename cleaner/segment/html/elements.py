"""What HTML's elements mean to a reader: which break the line, which are regions, which are unseen.

After the HTML Standard, 15.3 (rendering) and 4.3 (sections), and ARIA's landmark roles.
"""

from __future__ import annotations

LINE, PARAGRAPH = 1, 2  # as Block.gap has them

# Elements that stand on lines of their own.
_LINES = (
    *("address", "body", "button", "caption", "center", "dd", "div", "dt", "fieldset"),
    *("figcaption", "frameset", "head", "html", "legend", "li", "noscript"),
    *("optgroup", "option", "search", "select", "summary", "tbody", "td", "tfoot", "th"),
    *("thead", "tr"),
)
# Those that are a blank line apart from what is around them: by their margins in a browser, and
# regions of a page.
_PARAGRAPHS = (
    *("article", "aside", "blockquote", "details", "dialog", "dir", "dl", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "listing", "main"),
    *("menu", "nav", "ol", "p", "plaintext", "pre", "section", "table", "textarea", "ul", "xmp"),
)
BREAKS = dict.fromkeys(_LINES, LINE) | dict.fromkeys(_PARAGRAPHS, PARAGRAPH)

# Lines inside are as the source has them.
PREFORMATTED = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))

# What is inside never is text of the page: programs, styles, pictures, other documents, inert
# fragments. The title and the metadata belong to the window; readers of fields look at them.
UNSEEN = frozenset(
    (
        *("applet", "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes"),
        *("object", "picture", "script", "style", "svg", "template", "title", "video"),
    )
)

# Where a row, a cell and an element with lines of its own begin and end is kept in mind.
COUNTED = PREFORMATTED | {"td", "th", "tr"}
# Of these it does not matter what they are named: no text stands in them, nothing is read there.
TEXTLESS = (UNSEEN - {"script", "title"}) | {"br", "col", "hr", "img", "input", "source", "wbr"}

RAW = frozenset(("script", "title"))  # of those, what readers of fields look into

LANDMARKS = frozenset(
    ("article", "aside", "dialog", "footer", "form", "header", "main", "nav", "search")
)
ROLES = {
    "alertdialog": "dialog",
    "article": "article",
    "banner": "header",
    "complementary": "aside",
    "contentinfo": "footer",
    "dialog": "dialog",
    "form": "form",
    "main": "main",
    "navigation": "nav",
    "search": "search",
}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CAPTIONS = frozenset(("caption", "figcaption"))
LISTS = frozenset(("dd", "dir", "dl", "dt", "li", "menu", "ol", "ul"))
CONTROLS = frozenset(("button", "label", "legend", "optgroup", "option", "select", "textarea"))

# Class and id words of visible headers, as seen on the pages of the corpora and in the metadata
# lists of other extractors.
NAMES = frozenset(
    (
        *("author", "authors", "byline", "contributor", "creator", "date", "dateline", "dates"),
        *("datetime", "entrydate", "headline", "lastmod", "modified", "postdate", "posted"),
        *("postmeta", "pubdate", "publication", "publish", "published", "publisher", "released"),
        *("revised", "standfirst", "subtitle", "time", "timestamp", "title", "updated", "writer"),
        *("written",),
    )
)
# Elements that tell of a page wherever they stand.
TELLING = frozenset(("base", "h1", "html", "link", "meta", "time", "title"))
