"""Recommendations: what can be done, the figures each one stands on, and whether they still say so."""

from dashboard.shell.frame import footer, frame, later, sections
from dashboard.shell.painted import painted
from dashboard.shell.policy import cards, controls, heading, limits, take_along
from dashboard.shell.policy_own import by_hand

page = frame("policy")
sections(page, heading, painted)
later(page, sections, controls, cards, by_hand, take_along)
sections(page, limits)
footer(page)
