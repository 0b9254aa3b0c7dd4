"""Perception: where a city is seen as a good place for immigrants, how sure that is, and what goes with it."""

from __future__ import annotations

from dashboard.story import makers, perception_figures, perception_more
from dashboard.story.model import Ask, Step, Story
from dashboard.view import Picture, View
from data_sources.model import Level

_GOOD = View(indicator="p_imm_good", level=Level.CITY)

STORY = Story(
    id="perception",
    question="Where is a city seen as a good place for immigrants, and how sure can we be?",
    why="A survey of some 840 people a city is often quoted as a ranking. How much of that order is certain?",
    minutes=12,
    steps=(
        Step(
            key="perception.map",
            title="Where do residents call their city a good place for immigrants?",
            note="The question is put to all residents, newcomers among them: it is what people think of their city, "
            "not how newcomers live. Let the room find its own city before you name any.",
            view=_GOOD,
            page="explore",
            make=perception_figures.mapped,
            ask=Ask(
                question="Where is the share higher, on average?",
                answers=("In capitals", "In other cities", "About the same"),
            ),
        ),
        Step(
            key="perception.margins",
            title="Which cities can be told apart?",
            note="About 840 people were asked in each city. The bar around a dot is the 95 % margin: two cities whose "
            "bars overlap have no certain order. Both ends of the ranking are drawn; the middle is in the table.",
            view=_GOOD,
            page="explore",
            make=perception_figures.margins,
        ),
        Step(
            key="perception.capitals",
            title="Are capitals seen differently from other cities?",
            note="Each country with a capital and at least one other city in the survey. The report on the survey of "
            "2023 finds that other cities are seen as better for migrants. Look at which countries go the other way.",
            view=_GOOD,
            page="explore",
            make=perception_figures.capitals,
        ),
        Step(
            key="perception.born",
            title="Is the share higher where more residents were born abroad?",
            note="Each dot is a city with both figures. Many cities of the survey have no recent figure on residents "
            "born abroad, so this is a part of them. Going together says nothing of a reason.",
            view=View(indicator="c_forborn", level=Level.CITY, other="p_imm_good", picture=Picture.PAIR),
            page="nexus",
            make=makers.scattered(),
        ),
        Step(
            key="perception.beside",
            title="Which other answers does it go with?",
            note="Trust, safety, the administration, jobs, homes and transport, asked of the same people. The outer "
            "dots are the ends of the interval; where zero lies between them, chance is enough. Ask which of these a "
            "city can act on.",
            view=_GOOD,
            page="nexus",
            make=perception_more.beside,
        ),
        Step(
            key="perception.change",
            title="Has it changed since the round before?",
            note="A change counts only where the intervals of two rounds part. With one round held there is nothing to "
            "compare, and the table says how large a change would have to be. Do not let anybody quote a difference of "
            "two points.",
            view=_GOOD,
            page="explore",
            make=perception_more.change,
        ),
        Step(
            key="perception.unsure",
            title="Who is left out of the share?",
            note="People who said that they don't know are not in the base. Where many don't know, a high share can be "
            "a minority of all. The table is a sum to show the size of it, not a figure of the survey.",
            view=_GOOD,
            page="explore",
            make=perception_more.unsure,
        ),
    ),
)
