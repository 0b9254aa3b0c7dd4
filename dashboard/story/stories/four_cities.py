"""Four cities of intermediaries: what is known of each, who is alike, and what a register of those who connect says."""

from __future__ import annotations

from dashboard.story import cities_brief, cities_gaps, cities_money, cities_profile, cities_register, cities_ties
from dashboard.story.model import Ask, Step, Story
from dashboard.view import View
from data_sources.model import Level

_FOUR = View(indicator="c_forborn", level=Level.CITY, places=("UK002C", "UK004C", "DK001C", "NL001C"))
_WARDS = View(indicator="bhm_deprived", level=Level.DISTRICT)
_THEMES = View(topic="participation")

STORY = Story(
    id="four_cities",
    question="Who connects people, public bodies and technology, and where would we look for them?",
    why="Research in Birmingham, Glasgow, Copenhagen and Amsterdam found that neighbourhoods depend on people whom no "
    "statistic counts.",
    minutes=14,
    steps=(
        Step(
            key="four_cities.profiles",
            title="Four cities: what is known of each, and from when?",
            note="Smart Urban Intermediaries followed forty people in these four cities from 2017 to 2019. Look at the "
            "years before the figures: they differ by city. City statistics for the United Kingdom end about 2020, so "
            "Birmingham and Glasgow are older than the others.",
            view=_FOUR,
            page="places",
            make=cities_profile.profiles,
        ),
        Step(
            key="four_cities.peers",
            title="Which cities are most like each of them?",
            note="Alike means the same size, density, income and urban type: what a city has to work with, not how it "
            "does. The cities pointed out stand near to more than one of the four. These are the ones to ring up.",
            view=_FOUR,
            page="places",
            make=cities_profile.peers,
        ),
        Step(
            key="four_cities.register",
            title="Where are those who connect? A register, shown with made-up entries",
            note="Every entry on this map is fictional: it shows what a register would look like. Places are coarse, a "
            "district at the finest, and a person is in it only with a recorded consent. Where nothing is recorded "
            "there may still be much.",
            view=_WARDS,
            page="explore",
            make=cities_register.mapped,
        ),
        Step(
            key="four_cities.ties",
            title="How mixed are the ties that entries lean on?",
            note="The research coded every tie by sector and by nearness, and found that most people lean on trust "
            "among those like them: a strength and a weakness. The bar is the chance that two ties drawn at random "
            "are of different kinds. These ties are made up.",
            view=_THEMES,
            page="themes",
            make=cities_ties.ties,
        ),
        Step(
            key="four_cities.money",
            title="Whose money ends within six months?",
            note="Short funding is what the people in the research named most as a strain. The first figure of a cell "
            "is how many end within six months, the second how many say when their money ends. Each entry is "
            "fictional.",
            view=_THEMES,
            page="themes",
            make=cities_money.money,
        ),
        Step(
            key="four_cities.gaps",
            title="Where is the need high and nothing recorded?",
            note="Need is high where one of a theme's figures puts the city in the worst quarter of all cities with a "
            "figure. The entries are made up, the figures on need are not. Say it twice: none recorded does not mean "
            "that nobody is there.",
            view=_FOUR,
            page="themes",
            make=cities_gaps.matrix,
            ask=Ask(
                question="Need is high and nothing is recorded. What would you do first?",
                answers=(
                    "Ask residents who already does the work",
                    "Offer longer funding to those nearby",
                    "Bring neighbours from other sectors together",
                    "Check whether the figure is right",
                ),
            ),
        ),
        Step(
            key="four_cities.brief",
            title="One page to take along: Glasgow",
            note="This is the page for a funding bid: what is recorded, what it leans on, what ends, where the need is "
            "high. Any city of the register has one. The entries are fictional; the figures on need carry their "
            "source.",
            view=View(indicator="c_forborn", level=Level.CITY, places=("UK004C",)),
            page="places",
            make=cities_brief.brief,
        ),
    ),
)
