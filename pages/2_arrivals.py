"""Arrivals: who comes, from where, by which count, and what it adds to the population."""

from dashboard.shell.frame import footer, frame

page = frame("arrivals")
footer(page)
