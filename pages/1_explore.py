"""Explore: one indicator on the map, with its ranking, its history and its table."""

from dashboard.shell.controls import controls
from dashboard.shell.explore import change, heading, limits, picture, table, timeline
from dashboard.shell.frame import footer, frame, later, live, on_screen, sections

page = frame("explore")
sections(page, heading, controls)
live(page, picture, table)
later(page, sections, timeline)
later(page, live, change)
sections(page, limits)
footer(page, on_screen)
