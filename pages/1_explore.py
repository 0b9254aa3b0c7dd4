"""Explore: one indicator on the map, with its ranking, its history and its table."""

from dashboard.shell.controls import controls
from dashboard.shell.explore import change, heading, limits, picture, table, timeline
from dashboard.shell.frame import footer, frame, live, sections

page = frame("explore")
sections(page, heading, controls)
live(page, picture)
live(page, table)
sections(page, timeline)
live(page, change)
sections(page, limits)
footer(page)
