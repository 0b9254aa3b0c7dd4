"""Measurements of the running app: `python -m tests.bench`."""
