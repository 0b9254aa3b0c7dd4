"""Themes: a question each, with its figures beside arrivals, and where the evidence is missing."""

from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.themes import controls, heading, limits, picture, whole
from dashboard.shell.themes_figures import figures
from dashboard.shell.themes_more import degrees, moves, tools

page = frame("themes")
sections(page, heading, controls, whole)
live(page, picture)
sections(page, figures, degrees, moves, tools, limits)
footer(page)
