"""Growth: what births and deaths add to a region's population, and what moves add."""

from __future__ import annotations

from dashboard.story import growth_figures, growth_years
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View
from data_sources.model import Level

_NATURAL = View(indicator="natchange_n3", level=Level.NUTS3)
_MOVES = View(indicator="netmig_n3", level=Level.NUTS3)

STORY = Story(
    id="growth",
    question="Where does the population grow only through migration?",
    why="Schools, homes and doctors are planned for a population. What makes it grow or shrink differs by region.",
    minutes=10,
    steps=(
        Step(
            key="growth.natural",
            title="Where are more people born than die?",
            note="Births minus deaths in small regions, per 1,000 residents. Above zero the population would grow "
            "without anybody moving. Let the room find the part of Europe it lives in.",
            view=_NATURAL,
            page="explore",
            make=growth_figures.mapped,
        ),
        Step(
            key="growth.moves",
            title="Where do more people move in than out?",
            note="All moves: from abroad, from the next town, and back. The figure is what births and deaths do not "
            "explain, so corrections of registers are in it too. It is not the number of newcomers.",
            view=_MOVES,
            page="explore",
            make=growth_figures.mapped,
            ask=Ask(
                question="In how many regions did the population grow only through migration?",
                answers=("In fewer than one of ten", "In about a quarter", "In more than a third", "In more than half"),
            ),
        ),
        Step(
            key="growth.crossed",
            title="In how many regions did the population grow only through migration?",
            note="To the left more people die than are born, at the top more move in than out. The regions that grew "
            "only through migration lie at the top left, as far above zero as they lie to the left of it, or further.",
            view=_MOVES,
            page="nexus",
            make=growth_figures.crossed,
        ),
        Step(
            key="growth.kinds",
            title="What made regions grow or shrink?",
            note="Every region with both figures is in one of six kinds. Two are easily overlooked: regions where "
            "people move in and the population still shrinks, and regions that grow by births alone.",
            view=_MOVES,
            page="nexus",
            make=growth_figures.by_kind,
        ),
        Step(
            key="growth.countries",
            title="In which countries did most regions grow only through migration?",
            note="The share of a country's small regions that grew only through migration. Countries cut their small "
            "regions differently, so read the number of regions beside the share.",
            view=_MOVES,
            page="explore",
            make=growth_figures.countries,
        ),
        Step(
            key="growth.years",
            title="Is it becoming more common?",
            note="Only countries with figures in every year are followed. A line of shares of regions, not of people. "
            "Ask what the last years hold that the first ones did not, and what these figures cannot tell of it.",
            view=_MOVES,
            page="explore",
            make=growth_years.years,
        ),
    ),
)
