"""Your data: a file of the reader's own is read, mended, mapped and laid beside official figures."""

from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.upload import drop, heading, limits
from dashboard.shell.upload_choices import choices
from dashboard.shell.upload_compare import compare
from dashboard.shell.upload_gather import gather
from dashboard.shell.upload_map import leaving, show, timeline, whole_map
from dashboard.shell.upload_places import places
from dashboard.shell.upload_points import points
from dashboard.shell.upload_report import problems, report

page = frame("your_data")
sections(
    page,
    heading,
    drop,
    report,
    choices,
    problems,
    places,
    gather,
    show,
    points,
    whole_map,
    leaving,
    timeline,
    compare,
    limits,
)
footer(page)
