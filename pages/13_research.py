"""The research: smart urban intermediaries in four cities, its methods, findings and recommendations."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.research import cities, findings, heading, limits, methods, recommendations

page = frame("research")
sections(page, heading, cities, methods, findings, recommendations, limits)
footer(page)
