"""Ukraine 2022: another law, another map."""

from __future__ import annotations

from dashboard.story import law_distance, law_figures
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View

_NOW = View(indicator="tp_stock", per_head=True)

STORY = Story(
    id="another_law",
    question="Ukraine since 2022: another law, another map?",
    why="In 2015 people had to apply and wait; since 2022 people from Ukraine have protection at once. Where are they?",
    minutes=10,
    steps=(
        Step(
            key="another_law.map",
            title="Where do people under temporary protection live?",
            note="People from Ukraine who have temporary protection at the end of the month, for each 1,000 residents. "
            "They could choose the country themselves. Play the months from March 2022 if there is time.",
            view=_NOW,
            page="explore",
            make=law_figures.protected,
        ),
        Step(
            key="another_law.before",
            title="Is it the map of 2015?",
            note="First-time asylum applicants of 2015, for each 1,000 residents, on a scale of their own. Ask the "
            "room before you go on: are the same countries dark on both?",
            view=View(indicator="asy_first", period="2015", per_head=True),
            page="explore",
            make=law_figures.before,
            ask=Ask(
                question="Is the order of countries the same as in 2015?",
                answers=("Much the same", "Partly", "Another one", "The reverse"),
            ),
        ),
        Step(
            key="another_law.scatter",
            title="Do the countries of 2015 lead again?",
            note="Every dot is a country: to the right many applicants for its residents in 2015, upwards many "
            "people under temporary protection now. A cloud without a direction means that one order says little of "
            "the other.",
            view=_NOW,
            page="arrivals",
            make=law_figures.compared,
        ),
        Step(
            key="another_law.months",
            title="How has it gone month by month?",
            note="Falls in a line are often a register that was cleaned, not people who went home: Czechia asked all "
            "to register anew in spring 2023. Gaps are breaks that the source marks itself.",
            view=View(indicator="tp_stock", per_head=True, places=("CZ", "PL", "EE", "IE", "DE", "FR")),
            page="explore",
            make=law_figures.months,
        ),
        Step(
            key="another_law.distance",
            title="Do more people stay near Ukraine?",
            note="The distance from the middle of Ukraine to the middle of each country. Look at neighbours of about "
            "the same distance with very different rates: distance does not say why.",
            view=_NOW,
            page="explore",
            make=law_distance.distance,
        ),
        Step(
            key="another_law.laws",
            title="Why are the two figures never added?",
            note="Temporary protection is given at once to a group and is counted on one day. An asylum application is "
            "an act of one person and is counted over a year. A sum of the two would mean nothing.",
            view=View(indicator="tp_stock"),
            page="arrivals",
            make=law_distance.laws,
        ),
    ),
)
