"""Imported by the server that workers are forked from: what all of them need is loaded there once.

A first document brings in the language profiles, the trees and the schemas: 0.4 s, which a worker
that stands in for one that died does not take again.
"""

from __future__ import annotations

from pathlib import Path

from cleaner.batch.task import WARM
from cleaner.config import Config
from cleaner.job import outcome_of, prepared

outcome_of(WARM, prepared(Config((), Path())))
