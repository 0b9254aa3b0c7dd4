"""Recommendations: what can be done, the figures each one stands on, and whether they still say so."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.policy import cards, controls, heading, limits, take_along
from dashboard.shell.policy_own import by_hand

page = frame("policy")
sections(page, heading, controls, cards, by_hand, take_along, limits)
footer(page)
