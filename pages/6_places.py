"""A place: what is known of one country, region or city, how old it is, and who holds the rest."""

from dashboard.shell.find import find_here
from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.places import arrivals, heading, limits, missing, themes
from dashboard.shell.places_near import neighbourhoods

page = frame("places")
sections(page, find_here, heading, arrivals, themes, missing)
live(page, neighbourhoods)
sections(page, limits)
footer(page)
