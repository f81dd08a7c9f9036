"""Shared by all tests: the built-in rulebook, the seeds, and how hard hypothesis tries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cleaner.rulebook import Rulebook, load

ROOT = Path(__file__).parent.parent

# 300 examples a law, the same ones on every run; no deadline, since machines are shared.
settings.register_profile(
    "laws",
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()
