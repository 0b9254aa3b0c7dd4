"""A place: what is known of one country, region or city, how old it is, and who holds the rest."""

from dashboard.shell.find import find_here
from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.places import arrivals, heading, limits, missing, themes

page = frame("places")
sections(page, find_here, heading, arrivals, themes, missing, limits)
footer(page)
