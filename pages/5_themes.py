"""Themes: a question each, with its figures beside arrivals, and where the evidence is missing."""

from dashboard.shell.frame import footer, frame

page = frame("themes")
footer(page)
