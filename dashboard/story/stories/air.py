"""Air, green and ways through the city where newcomers live: what cities report, what people say, and who is meant."""

from __future__ import annotations

from dashboard.story import air_figures as figures
from dashboard.story import air_peers as near
from dashboard.story import air_survey, air_who
from dashboard.story.air_figures import CARS, SHARE, SURVEY
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View
from data_sources.model import Level

_SHARE = View(indicator=SHARE, level=Level.CITY)
_CARS = View(indicator=SHARE, level=Level.CITY, other=CARS)

STORY = Story(
    id="air",
    question="Air, green and buses: how is it where newcomers live?",
    why="City averages are all that is held, and they tempt to conclusions about people.",
    minutes=14,
    steps=(
        Step(
            key="air.coverage",
            title="Of how many cities can anything be said?",
            note="Coverage first. Cities report when and what they like, and the survey asks in few of them. Read out "
            "how many have both figures before showing any of them.",
            view=_SHARE,
            page="data",
            make=figures.coverage,
        ),
        Step(
            key="air.map",
            title="In which cities were many residents born abroad?",
            note="Only cities that reported this year have a dot. Born abroad includes other countries of the EU. "
            "Ask who finds their own city, then ask the question on cars.",
            view=_SHARE,
            page="explore",
            make=figures.mapped,
            ask=Ask(
                question="Cities with more foreign-born residents: do they have more or fewer cars per inhabitant?",
                answers=("More cars", "Fewer cars", "No clear relation", "These figures cannot tell"),
            ),
        ),
        Step(
            key="air.cars",
            title="Do such cities have more or fewer cars?",
            note="Each dot is a city. Cars of companies count where the company is registered, which lifts a few "
            "cities. Inside countries means each city against the mean of its own country: capitals and small towns "
            "under one law.",
            view=_CARS,
            page="nexus",
            make=figures.cars,
        ),
        Step(
            key="air.survey",
            title="What do people say of air, green spaces and public transport?",
            note="The bars are the margin of the survey: two cities whose bars overlap much cannot be told apart. The "
            "sentence is about all cities with both figures, the picture shows those with the highest share born "
            "abroad.",
            view=View(indicator=SHARE, level=Level.CITY, other=SURVEY[0]),
            page="nexus",
            make=air_survey.survey,
        ),
        Step(
            key="air.peers",
            title="How does one city stand beside cities like it?",
            note="Alike in size, density, income and urban type, never in the answers that are compared. Replace the "
            "city by that of the room in your own copy of the story. Only differences beyond the margin are counted.",
            view=View(indicator=SURVEY[0], level=Level.CITY, places=("NL001C",)),
            page="places",
            make=near.peers,
        ),
        Step(
            key="air.inside",
            title="Does it hold inside countries?",
            note="The left question is about Europe, the right one about cities under the same national law and "
            "wages. Where the two dots lie on different sides of zero, the relation is between countries.",
            view=_CARS,
            page="nexus",
            make=near.inside,
        ),
        Step(
            key="air.who",
            title="Who breathes this air?",
            note="No figure here knows. Within one city a quiet street and a motorway can be five minutes apart, and "
            "who lives at which is the question. End with who could measure it, and who would have to ask.",
            view=_SHARE,
            page="data",
            make=air_who.who,
        ),
    ),
)
