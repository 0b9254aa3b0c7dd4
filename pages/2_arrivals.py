"""Arrivals: who comes, from where and how it is counted, one kind of count at a time."""

from dashboard.shell.arrivals import below, controls, heading, limits, picture
from dashboard.shell.frame import footer, frame, live, sections

page = frame("arrivals")
sections(page, heading, controls)
live(page, picture, below)
sections(page, limits)
footer(page)
