"""Recommendations: what can be done, the figures each one stands on, and whether they still say so."""

from dashboard.shell.frame import footer, frame, later, sections
from dashboard.shell.painted import painted
from dashboard.shell.policy import board, heading, limits

page = frame("policy")
sections(page, heading, painted)
later(page, sections, board)
sections(page, limits)
footer(page)
