"""Measurements: `python -m bench --help`. The annotated pages are not part of the project."""
