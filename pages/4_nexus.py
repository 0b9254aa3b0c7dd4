"""The nexus: which arrivals figure and which figure of the place go together, and how surely."""

from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.nexus_page import answer, brief, heading, kinds, limits, matrix, relation, researchers

page = frame("nexus")
sections(page, heading)
live(page, matrix, answer, relation, kinds, researchers, brief, limits)
footer(page)
