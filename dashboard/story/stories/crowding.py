"""Do places with more newcomers have worse housing? Countries, years and persons give three answers."""

from __future__ import annotations

from dashboard.story import crowding_figures as places
from dashboard.story import crowding_people as people
from dashboard.story.model import Ask, Step, Story
from dashboard.view import Picture, View

_PAIR = View(indicator="for_ctz", other="sev_housing")

STORY = Story(
    id="crowding",
    question="Do places with more newcomers have worse housing?",
    why="The same figures answer differently between countries, over time, and for persons.",
    minutes=14,
    steps=(
        Step(
            key="crowding.map",
            title="Is severe housing deprivation higher where more foreign citizens live?",
            note="Nine colours: purple where many foreign citizens live, teal where severe housing deprivation is "
            "high, dark where both are. Severe housing deprivation means an overcrowded home that also leaks, is dark "
            "or lacks a bath or toilet. Ask the room to find its own country first.",
            view=View(indicator="for_ctz", other="sev_housing", picture=Picture.BOTH),
            page="explore",
            make=places.on_one_map,
        ),
        Step(
            key="crowding.scatter",
            title="How closely do the two go together between countries?",
            note="Each dot is a country. The rank correlation uses the order only, so that one very high country "
            "cannot decide it alone. Read the interval aloud before anyone concludes, and let the room answer before "
            "the next step.",
            view=_PAIR,
            page="nexus",
            make=places.against_each_other,
            ask=Ask(
                question="Now follow one country through the years. When more foreign citizens live there than usual, "
                "what do you expect of severe housing deprivation?",
                answers=("Higher than usual", "Lower than usual", "No link that shows", "These figures cannot tell"),
            ),
        ),
        Step(
            key="crowding.lags",
            title="Does it matter how many years lie between?",
            note="From each country its own average is taken out, and from each year what all countries share. What "
            "is left is compared with foreign citizens of the same year and of up to five years before. An interval "
            "that leaves out zero is clearer than chance; with several tries one of them is clear by chance now and "
            "then.",
            view=_PAIR,
            page="nexus",
            make=places.years_before,
        ),
        Step(
            key="crowding.within",
            title="And within a country, over time?",
            note="Every dot is a country in a year, against what is usual for both. This is the same pair of figures "
            "as before, asked in another way. Say that it goes with, not that it comes from: work and homes draw "
            "people too.",
            view=_PAIR,
            page="nexus",
            make=places.within_countries,
        ),
        Step(
            key="crowding.work",
            title="Figures of persons: who is in work?",
            note="These are figures by citizenship, asked of persons. They are what comes nearest to the question of "
            "how newcomers fare, and they are about work, not about homes. People who naturalised count as nationals.",
            view=View(indicator="emp_for", other="empgap_ctz"),
            page="explore",
            make=people.in_work,
        ),
        Step(
            key="crowding.income",
            title="Figures of persons: what do households earn?",
            note="Median income of foreign citizens, with nationals as 100. Income decides which homes can be paid "
            "for, so it belongs to the question. What a home costs differs between countries and is not in this "
            "figure.",
            view=View(indicator=people.PAY, period=people.PAY_YEAR),
            page="explore",
            make=people.paid,
        ),
        Step(
            key="crowding.fallacy",
            title="What may be said of people from figures of places?",
            note="The box to remember: what goes together between places need not do so between the people in them. "
            "Name who could publish the missing figure: homes by citizenship are asked in the same survey of incomes. "
            "End with the question of what the room would want to know of its own city.",
            view=_PAIR,
            page="nexus",
            make=people.three_levels,
        ),
    ),
)
