"""No figure sinks unseen: the best ones so far are in `floor.json`, with the pages they are of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import fields, folds, html
from bench.text import Report, cleaners, measure
from cleaner.model import HTML

FLOOR = Path(__file__).parent / "floor.json"
SLACK = 0.002  # a figure may sink by this much: a rule that mends one page may cost another a word
ARTICLES = ("f1", "precision", "recall", "with", "without")
LOWER = ("without", "lost", "damaged", "wrong")  # figures that are better when lower

Figures = dict[str, float]  # "articles/flat_layout/cleaner, complete/f1" -> value


def run(
    corpora: Path, models: Path | None, of_html: Path | None, update: bool, allow_regression: bool
) -> int:
    """Compare with the floor; 1 when a figure sank, or when the pages are others.

    `models` and `of_html`: the scorers of the cross-validation for text and for HTML; without
    them only figures by rules alone are compared.
    """
    stored = json.loads(FLOOR.read_text("utf-8")) if FLOOR.exists() else {"figures": {}}
    pages = folds.digests(corpora)
    if FLOOR.exists() and stored["corpora_sha256"] != pages and not allow_regression:
        print(f"{FLOOR.name} is of other pages; --update --allow-regression starts it anew")
        return 1
    now = measured(corpora, models, of_html)
    sunk = fallen(stored["figures"], now)
    for name in sunk:
        print(f"sank: {name}: {stored['figures'][name]:.4f} -> {now[name]:.4f}")
    for name in sorted(stored["figures"].keys() - now.keys()):
        print(f"not measured: {name}")
    if update and (allow_regression or not sunk):
        raised = stored["figures"] | now if allow_regression else best(stored["figures"], now)
        write({"slack": SLACK, "corpora_sha256": pages, "figures": dict(sorted(raised.items()))})
        print(f"wrote {FLOOR.name}: {len(raised)} figures")
        return 0
    if sunk:
        print(f"{len(sunk)} of {len(now)} figures sank by more than {SLACK}; mend what did it, or")
        print("lower the floor on purpose: --update --allow-regression")
    else:
        print(f"{len(now)} figures hold")
    return int(bool(sunk))


def measured(corpora: Path, models: Path | None, of_html: Path | None) -> Figures:
    """All figures of the cleaner, untimed."""
    text, html_ = (
        [replace(cleaner, timed=None) for cleaner in contestants]
        for contestants in (cleaners(corpora, models), cleaners(corpora, of_html, HTML))
    )
    read = fields.measure(corpora, fields.own())
    return (
        figures(measure(corpora, text))
        | figures_of_html(html.measure(corpora, html_))
        | figures_of_fields(read)
    )


def figures(report: Report) -> Figures:
    """The report's figures that are the same on every machine, by name; speed is none."""
    flat: Figures = {}
    for flattening, table in report["articles"].items():
        for name, row in table.items():
            flat |= {f"articles/{flattening}/{name}/{key}": row[key] for key in ARTICLES}
    for flattening, table in report["types"].items():
        for name, row in table.items():
            flat |= {f"types/{flattening}/{name}/{kind}": f1 for kind, f1 in row.items()}
    for flattening, row in report["snippets"].items():
        flat |= {f"snippets/{flattening}/{name}/f1": f1 for name, f1 in row.items()}
    for name, row in report["gold"].items():
        flat |= {f"gold/{name}/{key}": value for key, value in row.items()}
    for kind, row in report["strange"].items():
        flat |= {f"strange/{kind}/{name}/f1": f1 for name, f1 in row.items()}
    return flat


def figures_of_html(report: Report) -> Figures:
    flat: Figures = {}
    for name, row in report["rows"].items():
        flat |= {f"html/{name}/{key}": row[key] for key in (*ARTICLES, "snippets")}
        flat |= {f"html/types/{name}/{kind}": f1 for kind, f1 in row["types"].items()}
    return flat


def figures_of_fields(report: fields.Report) -> Figures:
    """The shares of right and of wrong values among the pages where one is known."""
    flat: Figures = {}
    for corpus, table in report.items():
        for field, tools in table.items():
            for name, counts in tools.items():
                total = sum(counts.values())
                for kind in (fields.RIGHT, fields.WRONG):
                    flat[f"fields/{corpus}/{field}/{name}/{kind}"] = round(counts[kind] / total, 4)
    return flat


def fallen(floor: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    """The names of the figures that are worse than the floor by more than the slack."""

    def loss(name: str) -> float:
        return _better(name, floor[name]) - _better(name, now[name])

    # Figures have four decimals, and floats do not subtract exactly.
    return [name for name in sorted(floor) if name in now and loss(name) > SLACK + 1e-7]


def best(floor: Mapping[str, float], now: Mapping[str, float]) -> Figures:
    """Of each figure the better of the two."""
    return {
        name: max((x[name] for x in (floor, now) if name in x), key=lambda v: _better(name, v))
        for name in {**floor, **now}
    }


def _better(name: str, value: float) -> float:
    """The figure as one that is better when higher."""
    return -value if name.rsplit("/", 1)[-1] in LOWER else value


def write(floor: Mapping[str, Any]) -> None:
    FLOOR.write_text(json.dumps(floor, indent=1) + "\n", "utf-8")
