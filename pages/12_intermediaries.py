"""Who connects: the register of initiatives, organisations and digital tools, and a form for a new entry."""

from dashboard.shell.frame import footer, frame, live, sections
from dashboard.shell.intermediaries import controls, heading, limits, take_along, who_and_where
from dashboard.shell.intermediaries_figures import gaps, groups, money, rates, ties
from dashboard.shell.intermediaries_form import check_section, form_section
from dashboard.shell.intermediaries_steward import section

page = frame("intermediaries")
sections(page, heading, controls, who_and_where, ties, money, gaps, rates, groups)
live(page, form_section)
sections(page, check_section, section, take_along, limits)
footer(page)
