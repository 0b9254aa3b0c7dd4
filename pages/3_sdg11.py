"""SDG 11: each target with its figures, their trend and their distance to the target."""

from dashboard.shell.frame import footer, frame

page = frame("sdg11")
footer(page)
