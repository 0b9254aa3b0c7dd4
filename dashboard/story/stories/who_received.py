"""2015 and 2016: who received, by number and per inhabitant."""

from __future__ import annotations

from analysis.classify import Method
from dashboard.story import received_figures as figures
from dashboard.story.model import Ask, Step, Story
from dashboard.view import Classes, View

_NUMBER = View(indicator="asy_first", period="2015")
_RATE = View(indicator="asy_first", period="2015", per_head=True)

STORY = Story(
    id="who_received",
    question="2015 and 2016: who received, per inhabitant?",
    why="Who took in many, and who took in many for its size: two questions, asked here of the same figures.",
    minutes=10,
    steps=(
        Step(
            key="who_received.counts",
            title="Who had the most applicants in 2015?",
            note="Start with what the news showed: numbers of people. These are applications lodged, not people let in "
            "or staying. Take the room's answers before the next step, which divides by residents.",
            view=_NUMBER,
            page="explore",
            make=figures.counts,
            ask=Ask(
                question="Which of these had the most applicants for its residents?",
                answers=("Germany", "Hungary", "Italy", "Sweden"),
            ),
        ),
        Step(
            key="who_received.rates",
            title="And for each 1,000 residents?",
            note="The same applications, divided by the people who live there. Small countries can now be compared "
            "with large ones. An application counts where it was lodged, even if the person went on.",
            view=_RATE,
            page="explore",
            make=figures.rates,
        ),
        Step(
            key="who_received.ranks",
            title="Do the same countries lead by number and by rate?",
            note="Both orders side by side. Those in colour lead by number only. Neither order is the right one: the "
            "left speaks of beds and case workers, the right of what a country is used to.",
            view=_RATE,
            page="arrivals",
            make=figures.ranks,
        ),
        Step(
            key="who_received.years",
            title="Was it the same countries in the years around it?",
            note="Play the years from 2013 to 2019. The colours are cut once for all years, so a darker map does mean "
            "more. This series counts all applications, as that of first ones ends earlier.",
            view=View(indicator="asy_all", period="2013", per_head=True),
            page="explore",
            make=figures.years,
        ),
        Step(
            key="who_received.classes",
            title="How much of the map is made by its classes?",
            note="Nothing has changed but the cuts between colours. Equal numbers spread the colours evenly; natural "
            "groups leave a few countries alone at the top. Ask which of the two maps a newspaper would print.",
            view=View(indicator="asy_first", period="2015", per_head=True, classes=Classes(method=Method.FISHER_JENKS)),
            page="explore",
            make=figures.classes,
        ),
        Step(
            key="who_received.granted",
            title="And who was granted protection?",
            note="The share of first decisions that were positive. Decisions of a year often concern applications of "
            "the year before, so this is not the success of those who came in 2015. Origins differ from country to "
            "country, and so do shares.",
            view=View(indicator="asy_pos", period="2015"),
            page="explore",
            make=figures.granted,
        ),
    ),
)
