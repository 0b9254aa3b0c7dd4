"""A place: what is known of one country, region or city, how old it is, and who holds the rest."""

from dashboard.shell.find import find_here
from dashboard.shell.frame import footer, frame, later, live, sections
from dashboard.shell.places import arrivals, heading, limits, missing, themes
from dashboard.shell.places_brief import brief
from dashboard.shell.places_near import neighbourhoods
from dashboard.shell.places_own import own_figure
from dashboard.shell.places_peers import comparability, peers

page = frame("places")
sections(page, find_here, heading, own_figure, arrivals, themes, missing)
live(page, neighbourhoods)
later(page, sections, peers, comparability)
later(page, live, brief)
sections(page, limits)
footer(page)
