"""Overview: find a place, four figures, a map, three ways in."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.overview import find, key_figures, map_and_ways, purpose

page = frame("overview")
sections(page, find, purpose, key_figures, map_and_ways)
footer(page)
