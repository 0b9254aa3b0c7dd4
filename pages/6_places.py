"""A place: what is known of one country, region or city, how old it is, and who holds the rest."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.places import find, heading

page = frame("places")
sections(page, find, heading)
footer(page)
