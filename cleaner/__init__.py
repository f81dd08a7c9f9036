"""Cleaner: strips boilerplate from scraped documents by named rules and writes validated JSON."""

__version__ = "0.1.0"
