"""The nexus: which arrivals figure and which figure of the place go together, and how surely."""

from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.nexus_kinds import kinds
from dashboard.shell.nexus_page import answer, heading, limits, matrix, relation, researchers
from dashboard.shell.places_brief import pair_brief

page = frame("nexus")
sections(page, heading)
live(page, matrix, answer, relation, kinds, researchers, pair_brief, limits)
footer(page)
