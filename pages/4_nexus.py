"""The nexus: which arrivals figure and which figure of the place go together, and how surely."""

from dashboard.shell.frame import footer, frame

page = frame("nexus")
footer(page)
