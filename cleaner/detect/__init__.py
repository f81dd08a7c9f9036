"""What needs an algorithm. A detector sees the page and says what it found, for one rule file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cleaner.detect.banner import banners
from cleaner.detect.bylines import names_alone, names_below_labels, names_beside_dates
from cleaner.detect.captions import figure_captions
from cleaner.detect.content import main_content
from cleaner.detect.headers import crawl_prefixes, date_headers, only_changes
from cleaner.detect.openings import datelines
from cleaner.detect.region import outside
from cleaner.detect.repeats import doubled_teasers, repeated_passages
from cleaner.detect.title import titles
from cleaner.model import Found, Mark
from cleaner.rule import Rule
from cleaner.view import View

# None: the detector cannot work here; see `mark` for what stands in.
Detector = Callable[[View, Rule], Iterable[Mark | Found] | None]

# The name a rule file gives under `detect`. The order is fixed here and nowhere else: first where
# the main content is, which tells head from tail; then what stands around and in it.
CONTENT: Mapping[str, Detector] = {
    "content": main_content,
    "region": outside,
}
DETECTORS: Mapping[str, Detector] = {
    "crawl_prefix": crawl_prefixes,
    "date_header": date_headers,
    "only_change": only_changes,
    "dateline": datelines,
    "doubled_teasers": doubled_teasers,
    "repeated_passages": repeated_passages,
    "title": titles,
    "names_alone": names_alone,
    "names_below_labels": names_below_labels,
    "names_beside_dates": names_beside_dates,
    "banner": banners,
    "figure_captions": figure_captions,
}
