"""A story for tests of decks: one step of each kind of picture, over the snapshot, and one that cannot be drawn."""

from __future__ import annotations

from dashboard.own_file import OWN_FILE
from dashboard.story import makers
from dashboard.story.model import (
    Ask,
    Bar,
    Bars,
    Body,
    Card,
    Cards,
    Desk,
    Grid,
    Made,
    Make,
    Map,
    Step,
    Story,
    Table,
)
from dashboard.view import View
from data_sources.errors import NoObservations
from data_sources.model import Level

TABLE = Table(columns=("Place", "Figure"), rows=(("Ghent", "1"), ("</script>", "2")))
RATES = View(indicator="asy_all", per_head=True)
COUNTS = View(indicator="asy_all")
REGIONS = View(indicator="unemp_n2", level=Level.NUTS2, period="2019")


def showing(body: Body) -> Make:
    """A maker of this body, whatever the figures."""

    def make(desk: Desk, view: View) -> Made:
        return Made(
            body=body,
            subtitle=f"{view.indicator}, {desk.say.code}",
            takeaway="It shows <b>this</b>.",
            alt="What is drawn.",
            sources=("Source: a test.",),
            table=TABLE,
        )

    return make


def missing(desk: Desk, view: View) -> Made:
    """A step without figures."""
    raise NoObservations(f"{view.indicator} {desk.say.code}")


def _step(key: str, view: View, make: Make, ask: Ask | None = None) -> Step:
    title, note = f"What of {key}?", f"Say a word on {key}."
    return Step(key=f"trial.{key}", title=title, note=note, view=view, page="explore", make=make, ask=ask)


_BARS = Bars(groups=(("Rate", (Bar(name="Ghent", value=2.0, told="2"),)),), about_people=True)
_CARDS = Cards(cards=(Card(title="Ghent", rows=(("Rate", "2", "2024"),)),))

TRIAL = Story(
    id="trial",
    question="Is this a story?",
    why="It is for a test.",
    steps=(
        _step("rates", RATES, makers.mapped()),
        _step("bars", COUNTS, showing(_BARS), Ask(question="More?", answers=("Yes", "No"))),
        _step("regions", REGIONS, showing(Map(view=REGIONS, note="A note on the map"))),
        _step("cards", COUNTS, showing(_CARDS)),
        _step("grid", COUNTS, showing(Grid(table=TABLE, marked=((0, 1),)))),
        _step("missing", COUNTS, missing),
        _step("private", COUNTS, showing(Map(view=View(indicator=OWN_FILE, level=Level.COUNTRY)))),
    ),
)
