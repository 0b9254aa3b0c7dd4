"""The nine themes and the targets in plain words: their names, a question each, and what would fill a gap."""

from __future__ import annotations

from dashboard.words import THEMES
from data_sources.model import Level, Theme

QUESTIONS = {
    Theme.GOVERNANCE: "Do residents, old and new, get an answer from their city in good time?",
    Theme.MOBILITY: "How well can people who arrive get about, with and without a car?",
    Theme.ECONOMY: "Do people who arrive find work and an income like those who already live there?",
    Theme.ENERGY: "Are homes in the places people come to warm, and with which energy?",
    Theme.LIVING: "Is there a decent home, with what daily life needs close by, for those who come and those who stay?",
    Theme.ENVIRONMENT: "What air, quiet and green space do the places offer that people come to?",
    Theme.DIGITAL: "Who can use services that go online, and who is left out?",
    Theme.PARTICIPATION: "Do people trust each other, and do those who arrive have a say?",
    Theme.VILLAGES: "How do rural areas differ from cities, and who moves there?",
}
"""Theme of the seminar -> the question it asks, in the order of the page."""

NAMES = THEMES | {Theme.LIVING: "Living conditions and architecture", Theme.DIGITAL: "Digital and ICT"}
"""Theme -> its name on this page."""

MIGRATION = "10.7"

TARGETS = {
    "11.1": "housing",
    "11.2": "transport",
    "11.3": "planning",
    "11.4": "heritage",
    "11.5": "disasters",
    "11.6": "air, noise, waste",
    "11.7": "safe and green space",
    "11.a": "town and country",
    "11.b": "joint plans",
    "11.c": "sustainable building",
    MIGRATION: "migration",
}
"""SDG target -> what it is about, in the order of the columns; 10.7 is the one on migration."""

FILLERS = {
    "11.1": "Overcrowding, rents and housing costs by city and by citizenship would fill it.",
    "11.2": "Journeys to work and stops within walking distance, by neighbourhood, would fill it.",
    "11.3": "Built-up area per inhabitant and who takes part in planning, by city, would fill it.",
    "11.4": "Spending on culture and heritage by city would fill it; Eurostat publishes it for whole countries only.",
    "11.5": "People reached by disasters, by region and by how long they have lived there, would fill it.",
    "11.6": "Measured air and noise by neighbourhood, with who lives there, would fill it.",
    "11.7": "Public space and safety by neighbourhood would fill it.",
    "11.a": "Figures by degree of urbanisation, so that villages and cities stand side by side, would fill it.",
    "11.b": "A register of city plans that name both migration and climate would fill it.",
    "11.c": "This target is about help for building in the least developed countries; no place in Europe has a figure.",
    MIGRATION: "Local policies for newcomers, city by city, would fill it; what is published covers whole countries.",
}
"""SDG target -> what would fill a gap there."""

SHORT_LEVELS = {
    Level.COUNTRY: "countries",
    Level.NUTS1: "regions",
    Level.NUTS2: "regions",
    Level.NUTS3: "regions",
    Level.METRO: "cities",
    Level.FUA: "cities",
    Level.CITY: "cities",
    Level.DISTRICT: "neighbourhoods",
}
"""Level -> its name where there is little room."""

TO_DISCUSS = {
    (Theme.GOVERNANCE, "11.b"): "Do plans for disasters name people who arrived lately and may not know the language?",
    (Theme.GOVERNANCE, "11.3"): "Who speaks for newcomers when a neighbourhood is planned?",
    (Theme.GOVERNANCE, MIGRATION): "Which part of a national migration policy can a city decide on its own?",
    (Theme.MOBILITY, "11.2"): "Can somebody without a car or a local licence reach work from where newcomers live?",
    (Theme.MOBILITY, "11.7"): "Is the way home safe for those who travel late and far?",
    (Theme.MOBILITY, "11.a"): "What happens to people who are housed where the last bus leaves in the afternoon?",
    (Theme.ECONOMY, "11.1"): "Which rent can be paid from the wages that newcomers earn first?",
    (Theme.ECONOMY, MIGRATION): "Which skills that people bring are not yet recognised where they live?",
    (Theme.ENERGY, "11.1"): "Whose homes are the hardest to keep warm, and who may decide to insulate them?",
    (Theme.ENERGY, "11.6"): "Can clean heating and affordable rents be had together?",
    (Theme.LIVING, "11.1"): "Where do people live in their first two years, and what do long-time residents wait for?",
    (Theme.LIVING, "11.3"): "Which empty buildings could become homes, and who must agree?",
    (Theme.LIVING, "11.4"): "Whose heritage does the city show?",
    (Theme.LIVING, "11.7"): "Where do people who arrive and people who live there meet?",
    (Theme.ENVIRONMENT, "11.5"): "Does a warning reach people who do not read the local language?",
    (Theme.ENVIRONMENT, "11.6"): "Is it noisier or dustier where people arrive than nearby, and who measures it?",
    (Theme.ENVIRONMENT, "11.7"): "How far is the nearest park from where newcomers find a home?",
    (Theme.DIGITAL, "11.3"): "Could people without a vote here take part in planning online?",
    (Theme.DIGITAL, "11.a"): "What can a village offer online that it cannot offer on the spot?",
    (Theme.DIGITAL, MIGRATION): "Which step of a residence permit should never be online only?",
    (Theme.PARTICIPATION, "11.3"): "Who is asked before a street changes, in which languages?",
    (Theme.PARTICIPATION, "11.7"): "Who feels safe in the square at night, and who was asked?",
    (Theme.PARTICIPATION, MIGRATION): "Who in the city brings newcomers and officials to one table?",
    (Theme.VILLAGES, "11.1"): "Can empty village homes be let to newcomers without taking them from local families?",
    (Theme.VILLAGES, "11.2"): "How do newcomers in a village reach a doctor, a school and a language course?",
    (Theme.VILLAGES, "11.a"): "What would let a newcomer stay in a village rather than move on to a city?",
}
"""(Theme, target) -> a question for the two together, where there is one."""

QUESTIONS_OF_A_TOOL = (
    "Who is left out, by language, by device or by trust?",
    "What happens to the data?",
    "Who in the city owns it after the project ends?",
    "Does it help the people in between, such as associations and advisers, or go round them?",
)
"""What the seminar would ask of every tool."""
