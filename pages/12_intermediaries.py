"""Who connects: the register of initiatives, organisations and digital tools, and a form for a new entry."""

from dashboard.shell.frame import footer, frame, later, sections
from dashboard.shell.intermediaries import controls, heading, who_and_where
from dashboard.shell.intermediaries_below import below
from dashboard.shell.painted import painted

page = frame("intermediaries")
sections(page, heading, controls, who_and_where, painted)
later(page, below)
footer(page)
