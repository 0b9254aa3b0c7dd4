"""Privacy: who runs this server, what is kept, how long, whom to ask."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.privacy import what, who

page = frame("privacy")
sections(page, who, what)
footer(page)
