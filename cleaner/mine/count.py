"""Lines counted over documents by site, out of core: DuckDB holds what was seen on disk.

Nothing depends on the order of the documents or on DuckDB's threads: what is counted are sets,
and what is shown is put in order before it is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cleaner.files import OutputError
from cleaner.formats.extras import needed
from cleaner.mine.lines import Seen
from cleaner.tree import UsageError

# Rows handed to DuckDB at a time: some 10 MB of Python strings.
BATCH = 20_000
PLACES = 3  # shown of each line, for a person to look at

# A story counts once for a line, however many documents and sites have copied it.
_TABLES = """
CREATE TABLE seen (site VARCHAR, story VARCHAR, id VARCHAR, key VARCHAR, zone VARCHAR,
                   line INTEGER, text VARCHAR);
CREATE TABLE stories (site VARCHAR, story VARCHAR, id VARCHAR, lang VARCHAR, prose VARCHAR);
"""
# Lines of one site in any zone; and of any site ("*"), in the head and the tail alone: what many
# sites share between paragraphs are sub-headings.
_FREQUENT = """
CREATE TABLE frequent AS
WITH once AS (SELECT DISTINCT site, story, key, zone FROM seen),
     sizes AS (SELECT site, count(DISTINCT story) AS total FROM stories GROUP BY site),
     stories_of AS (
        SELECT key, zone, count(*) AS documents
        FROM (SELECT DISTINCT story, key, zone FROM once WHERE zone IN ('head', 'tail'))
        GROUP BY key, zone HAVING documents >= $documents),
     sites_of AS (
        SELECT key, zone, count(*) AS sites
        FROM (SELECT DISTINCT site, key, zone FROM once WHERE zone IN ('head', 'tail'))
        GROUP BY key, zone HAVING sites >= $sites),
     common AS (SELECT * FROM stories_of JOIN sites_of USING (key, zone)),
     own AS (
        SELECT site, key, zone, count(*) AS documents FROM once
        GROUP BY site, key, zone HAVING documents >= $documents)
SELECT '*' AS scope, key, zone, documents, sites FROM common
UNION ALL
SELECT site, key, zone, documents, 1 FROM own JOIN sizes USING (site)
    ANTI JOIN common USING (key, zone)
WHERE documents >= $share * total
"""
# What was seen of the lines above, each of them in its own zone.
_HITS = """
SELECT scope, zone, key, site, story, id, line, text
FROM seen JOIN frequent USING (key, zone) WHERE scope IN ('*', site)
"""
# Of a line of many sites, places on several of them: the first of each site, then the second.
_PLACES = f"""
SELECT scope, zone, key, documents, sites, min({{'turn': turn, 'id': id, 'line': line}}, {PLACES})
FROM (SELECT *, row_number() OVER (PARTITION BY scope, zone, key, site ORDER BY id, line) AS turn
      FROM ({_HITS}) QUALIFY turn <= {PLACES})
    JOIN frequent USING (scope, zone, key)
GROUP BY ALL ORDER BY scope, zone, documents DESC, key
"""
_ZONES = """
SELECT scope, key, zone, count(*) FROM
    (SELECT DISTINCT scope, key, seen.zone, story
     FROM seen JOIN (SELECT DISTINCT scope, key FROM frequent) USING (key)
     WHERE scope IN ('*', site))
GROUP BY ALL ORDER BY ALL
"""
_LANGS = f"""
SELECT scope, zone, key, lang, count(*) AS often FROM ({_HITS}) JOIN stories USING (site, story, id)
GROUP BY ALL ORDER BY often DESC, lang
"""
# The page that has most of a rule's lines, to draw them in.
_PAGES = f"""
SELECT scope, zone, site, story, id, prose FROM
    (SELECT scope, zone, site, story, id, count(*) AS often FROM ({_HITS}) GROUP BY ALL)
    JOIN stories USING (site, story, id)
QUALIFY row_number() OVER (PARTITION BY scope, zone ORDER BY often DESC, site, id, prose) = 1
"""
_DRAWN = """
SELECT DISTINCT key, text, line FROM seen WHERE site = $1 AND story = $2 AND id = $3
ORDER BY line, key
"""

ANY = "*"  # the scope of lines that many sites share


@dataclass(frozen=True, slots=True)
class Least:
    """How often a line has to be seen before it is proposed.

    Measured on 1,439 pages of wcxb-dev, cleaned by scorers that had not seen their sites, by the
    annotated main text (`python -m bench mine --folds FILE`): of the lines in 3, 5 and 8 pages of
    one site, 27, 23 and 0 % of the occurrences are main text (of 494, 151 and 33). Of lines that
    three sites share between paragraphs 67 % are (sub-headings), and no higher number helps:
    those are left out. In the head 6 of 36 are, in the tail 3 of 10.
    """

    documents: int = 8
    sites: int = 3
    # Of a site's documents: "Conclusion", the most frequent line of main text, stands in 4 %.
    share: float = 0.05


@dataclass(frozen=True, slots=True)
class Frequent:
    """A line that recurs, and where."""

    scope: str  # the site it is of; "*" for any
    zone: str  # where a rule would look for it
    key: str
    lang: str
    documents: int  # there, copies of a text counted once
    sites: int
    zones: tuple[tuple[str, int], ...]  # in how many documents it stands in each zone
    places: tuple[tuple[str, int], ...]  # (document id, line)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that has lines of one scope and zone."""

    id: str
    prose: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]  # (key, as it is written), in their order


class Counts:
    """What was seen so far, and what of it is frequent."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._database.execute(_TABLES)
        self._seen: list[tuple[Any, ...]] = []
        self._stories: list[tuple[Any, ...]] = []

    def add(self, seen: Seen) -> None:
        prose = json.dumps(seen.prose, ensure_ascii=False)
        self._stories.append((seen.site, seen.story, seen.id, seen.lang, prose))
        place = (seen.site, seen.story, seen.id)
        self._seen += ((*place, one.key, one.zone, one.number, one.text) for one in seen.lines)
        if len(self._seen) + len(self._stories) >= BATCH:
            self._flush()

    def frequent(self, least: Least) -> list[Frequent]:
        """Sorted by scope and zone, the most frequent first. To be called once, at the end."""
        self._flush()
        bounds = {"documents": least.documents, "sites": least.sites, "share": least.share}
        self._database.execute(_FREQUENT, bounds)
        zones: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for scope, key, zone, count in self._rows(_ZONES):
            zones.setdefault((scope, key), []).append((zone, count))
        langs: dict[tuple[str, str, str], str] = {}
        for scope, zone, key, lang, _ in self._rows(_LANGS):
            langs.setdefault((scope, zone, key), lang)
        return [
            Frequent(
                scope,
                zone,
                key,
                langs[scope, zone, key],
                documents,
                sites,
                tuple(zones[scope, key]),
                tuple((place["id"], place["line"]) for place in places),
            )
            for scope, zone, key, documents, sites, places in self._rows(_PLACES)
        ]

    def samples(self) -> dict[tuple[str, str], Sample]:
        """By scope and zone, the page that has most of the frequent lines."""
        found: dict[tuple[str, str], Sample] = {}
        for scope, zone, site, story, ident, prose in self._rows(_PAGES):
            lines = tuple(row[:2] for row in self._rows(_DRAWN, [site, story, ident]))
            found[scope, zone] = Sample(ident, tuple(json.loads(prose)), lines)
        return found

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._database.execute(query, values).fetchall()
        return rows

    def _flush(self) -> None:
        self._insert("seen", self._seen)
        self._insert("stories", self._stories)
        self._seen, self._stories = [], []

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """By columns, which DuckDB takes in a hundred times as fast as row by row."""
        import numpy as np

        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        arrays = {f"c{i}": np.array(column, dtype=object) for i, column in enumerate(columns)}
        self._database.register("batch", arrays)
        self._database.execute(f"INSERT INTO {table} SELECT * FROM batch")
        self._database.unregister("batch")


@contextmanager
def counting(memory: str, threads: int, folder: Path | None = None) -> Iterator[Counts]:
    """Counts on disk below `folder`, gone in the end; DuckDB keeps to `memory`, such as "1GB".

    Raises UsageError for a memory that is none or too little, OutputError where the disk is full.
    """
    duckdb = needed("duckdb", "cleaner mine")
    with TemporaryDirectory(prefix="cleaner-mine-", dir=folder) as place:
        settings: dict[str, object] = {"memory_limit": memory, "preserve_insertion_order": False}
        settings["temp_directory"] = f"{place}/spilled"
        settings |= {"threads": threads} if threads else {}
        try:
            with duckdb.connect(f"{place}/seen.duckdb", config=settings) as database:
                yield Counts(database)
        except duckdb.IOException as error:
            raise OutputError(place, _first_line(error)) from error
        except (duckdb.OutOfMemoryException, duckdb.ParserException) as error:
            raise UsageError(f"--memory {memory} does not do: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    """What DuckDB says, without its advice on settings that are not ours."""
    return str(error).partition("\n")[0]
