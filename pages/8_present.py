"""Present live: stories told step by step, with a room that follows."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.present import heading

page = frame("present")
sections(page, heading)
footer(page)
