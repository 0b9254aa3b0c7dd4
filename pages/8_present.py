"""Present live: stories told step by step, with a room that follows; and the visitor's own."""

from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.present import heading, limits, shown, stories
from dashboard.shell.present_own import editor

page = frame("present")
sections(page, heading, stories, shown)
live(page, editor)
sections(page, limits)
footer(page)
