"""Explore: one indicator on the map, with its ranking, its history and its table."""

from dashboard.shell.explore import change, chosen, controls, heading, limits, picture, table, timeline
from dashboard.shell.frame import footer, frame, live, sections

page = frame("explore")
live(page, heading, controls, chosen, picture, table, change)
sections(page, timeline, limits)
footer(page)
