"""Who connects: the register of initiatives, organisations and digital tools, and a form for a new entry."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.intermediaries import heading

page = frame("intermediaries")
sections(page, heading)
footer(page)
