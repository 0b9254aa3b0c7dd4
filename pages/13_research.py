"""The research: smart urban intermediaries in four cities, its methods, findings and recommendations."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.research import heading

page = frame("research")
sections(page, heading)
footer(page)
