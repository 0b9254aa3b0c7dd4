"""SDG 11: each target with its figures, their trend and their distance to the target."""

from dashboard.shell.frame import footer, frame, later, sections
from dashboard.shell.sdg11 import begun, controls, heading, limits, overview, quadrants
from dashboard.shell.sdg11_detail import detail, elsewhere, evidence

page = frame("sdg11")
sections(page, heading, controls, overview, detail)
later(page, sections, evidence)
sections(page, elsewhere, begun)
later(page, sections, quadrants)
sections(page, limits)
footer(page)
