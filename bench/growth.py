"""Whether time grows linearly: adversarial inputs, doubled."""

from __future__ import annotations

import gc
import time

from cleaner.flow import clean
from cleaner.model import Source
from cleaner.record import record
from cleaner.rulebook import Rulebook, load

SENTENCE = "The bridge over the river reopened on Monday after a week of repairs to its deck. "


def inputs(size: int) -> dict[str, str]:
    """Inputs of about `size` code points that would hurt a careless cleaner."""

    def lines(line: str) -> str:
        return (line + "\n") * (size // (len(line) + 1))

    return {
        "one long line": "a " * (size // 2),
        "one long line of prose": SENTENCE * (size // len(SENTENCE)),
        "many short lines": lines("a"),
        "one phrase repeated": lines("Related news"),
        "one phrase, apart": lines("Related news\n"),
        "share bars": lines("Share:\nFacebook"),
        "log in, one group": lines("Log in"),
        "sign-offs": lines("Source: VNA"),
        "doubled teasers": lines("Ferry fire\n\nFerry fire\n\n" + SENTENCE + "\n"),
        "all blanks": " " * size,
        "blank lines": "\n" * size,
        "carriage returns": "\r" * size,
        "apostrophes": "'" * size,
        "numbers": lines("1 2 3 4 5"),
        "dates": lines("May 21, 2024 - 17:51"),
        "captions": lines("(Photo: VNA) " * 5),
        "open brackets": "(" * size,
        "NULs": "\0" * size,
        "CJK": "新华社北京电" * (size // 6),
        "comments": "".join(
            f"{number}. {SENTENCE}\nLeave a comment\n" for number in range(size // 105)
        ),
        "prose": lines(SENTENCE),
        "prose and menus": lines(SENTENCE + "\n\nHome\nLog in\n"),
    }


def run(size: int = 250_000) -> int:
    """Print time(2n) / time(n) for each input; 1 when one is 2.5 or more."""
    book = load()
    worst = 0.0
    small, large = inputs(size), inputs(2 * size)
    for name, text in small.items():
        one, two = _best(text, book), _best(large[name], book)
        ratio = two / one
        worst = max(worst, ratio)
        print(f"{name:25s} {len(text) / one / 1e6:7.2f} M code points/s   x{ratio:.2f}")
    print(f"worst x{worst:.2f} (must be under 2.5)")
    return int(worst >= 2.5)


def _best(text: str, book: Rulebook) -> float:
    """CPU seconds, without the garbage collector, as timeit has it: it looks through everything
    each time a page has made a quarter more objects than there were, in steps that hide the slope.
    """
    times = []
    gc.disable()
    for _ in range(3):
        start = time.process_time()
        record(clean(Source("page", text, sha256="0" * 64), book), book.digest)
        times.append(time.process_time() - start)
        gc.collect()
    gc.enable()
    return max(min(times), 1e-4)
