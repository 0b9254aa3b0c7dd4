"""Cities, towns, villages: where poverty risk is higher, where people move, and what nobody has laid side by side."""

from __future__ import annotations

from dashboard.story import degrees_figures as figures
from dashboard.story import degrees_people as people
from dashboard.story import degrees_years
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View
from data_sources.model import Level

_RURAL = View(indicator="arope_du")
_VILLAGES = View(indicator="arope_du", topic="villages")
_MOVES = View(indicator="netmig_urt", level=Level.NUTS3)

STORY = Story(
    id="degrees",
    question="Cities, towns, villages: who is left out, and where do people go?",
    why="Talk of the countryside left behind meets figures that differ from country to country.",
    minutes=14,
    steps=(
        Step(
            key="degrees.map",
            title="How many people in rural areas are at risk of poverty or exclusion?",
            note="At risk means a low income for the country, severe deprivation, or a household with hardly any "
            "work. The map shows rural areas only. Let the room guess before the comparison with cities is shown.",
            view=_RURAL,
            page="explore",
            make=figures.mapped,
            ask=Ask(
                question="In how many countries is the risk higher in rural areas than in cities?",
                answers=("In nearly all", "In more than half", "In about half", "In fewer than half"),
            ),
        ),
        Step(
            key="degrees.three",
            title="Are rural areas worse off than cities?",
            note="Three dots a country: cities, towns and suburbs, rural areas. The countries where the gap is "
            "largest stand at the top, those where it points the other way at the bottom. Ask what the countries at "
            "each end have in common.",
            view=_VILLAGES,
            page="themes",
            make=figures.side_by_side,
        ),
        Step(
            key="degrees.gap",
            title="How wide is the gap, and which way does it point?",
            note="Rural areas minus cities. Above zero the risk is higher in rural areas, below zero in cities. A "
            "cheap village and a dear city are not in this figure: incomes are compared with the middle of the whole "
            "country.",
            view=_VILLAGES,
            page="themes",
            make=figures.gap,
        ),
        Step(
            key="degrees.years",
            title="Has the gap become smaller?",
            note="Only countries with a figure in every year and without a break are followed, so that the line does "
            "not move because others join. The line of the Union counts people, the other one countries. This is the "
            "older definition; do not lay its numbers beside the steps before.",
            view=View(indicator="arope_rural_gap"),
            page="explore",
            make=degrees_years.through_years,
        ),
        Step(
            key="degrees.moves",
            title="Where do more people move in than out?",
            note="Small regions, all moves: from abroad and from the next town. Find the region of somebody in the "
            "room. Above zero more people came than left.",
            view=_MOVES,
            page="explore",
            make=people.mapped,
        ),
        Step(
            key="degrees.classes",
            title="Do people move to rural regions?",
            note="The same figure, by the class the source gives each small region: mainly urban, in between, mainly "
            "rural. A region can be rural and still hold a town. Compare the three bars, then the table for the "
            "spread within each.",
            view=View(indicator="netmig_urt", level=Level.NUTS3, topic="villages"),
            page="themes",
            make=people.by_kind,
        ),
        Step(
            key="degrees.missing",
            title="What is missing before we could talk of newcomers in villages?",
            note="This list is part of the answer. Newcomers by cities, towns and rural areas are in the labour force "
            "survey, homes and costs in the survey of incomes. Ask who in the room could get them, and what a village "
            "would do with them.",
            view=_VILLAGES,
            page="themes",
            make=people.missing,
        ),
    ),
)
