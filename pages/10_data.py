"""Data and methods: sources, coverage, health, checks, definitions, how to cite."""

from dashboard.shell.data import ages, changed, checks, cite, coverage, heading, health, sources, unseen
from dashboard.shell.frame import footer, frame, later, live, sections
from dashboard.shell.painted import painted

page = frame("data")
sections(page, heading, ages)
live(page, coverage)
sections(page, painted)
later(page, sections, sources, health, changed, checks, unseen, cite)
footer(page)
