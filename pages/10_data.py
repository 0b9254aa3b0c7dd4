"""Data and methods: sources, coverage, health, checks, definitions, how to cite."""

from dashboard.shell.data import ages, changed, checks, cite, coverage, heading, health, sources, unseen
from dashboard.shell.frame import footer, frame, live, sections

page = frame("data")
sections(page, heading, ages)
live(page, coverage)
sections(page, sources, health, changed, checks, unseen, cite)
footer(page)
