"""Names of levels, themes and classifiers, and what technical words mean: one place for each, in English."""

from __future__ import annotations

from analysis.classify import Method
from dashboard.view import Picture
from data_sources.model import Level, Theme

LEVELS = {
    Level.COUNTRY: "Countries",
    Level.NUTS1: "Large regions (NUTS 1)",
    Level.NUTS2: "Regions (NUTS 2)",
    Level.NUTS3: "Small regions (NUTS 3)",
    Level.METRO: "Metropolitan regions",
    Level.FUA: "Cities with commuting area",
    Level.CITY: "Cities",
    Level.DISTRICT: "Neighbourhoods",
}
"""Level -> its name in the controls."""

ONE_PLACE = {
    Level.AGGREGATE: "group of countries",
    Level.COUNTRY: "country",
    Level.NUTS1: "large region",
    Level.NUTS2: "region",
    Level.NUTS3: "small region",
    Level.METRO: "metropolitan region",
    Level.FUA: "city and commuting area",
    Level.CITY: "city",
    Level.DISTRICT: "neighbourhood",
}
"""Level -> what one such place is called."""

THEMES = {
    Theme.ARRIVALS: "Arrivals",
    Theme.POPULATION: "Population",
    Theme.GOVERNANCE: "Governance",
    Theme.MOBILITY: "Mobility",
    Theme.ECONOMY: "Economy",
    Theme.ENERGY: "Energy",
    Theme.LIVING: "Living conditions",
    Theme.ENVIRONMENT: "Environment",
    Theme.DIGITAL: "Digital",
    Theme.VILLAGES: "Smart villages",
    Theme.PARTICIPATION: "Participation",
}
"""Theme -> its name in the menus."""

PICTURES = {
    Picture.MAP: "One map",
    Picture.TILES: "Countries as tiles",
    Picture.YEARS: "Small maps by year",
    Picture.CHANGE: "Change between two years",
    Picture.PAIR: "Two maps side by side",
    Picture.BOTH: "Two figures on one map",
    Picture.FLOWS: "Flows of one country",
}
"""Picture -> its name in the controls."""

PICTURES_HELP = (
    "One map with a time bar; countries as squares of one size, so that small ones are seen; small maps of several "
    "years; what rose and fell between two years; two maps that move together; two figures in nine colours; "
    "where people came from and went to."
)

METHODS = {
    Method.QUANTILES: "Equal numbers",
    Method.FISHER_JENKS: "Natural groups",
    Method.EQUAL: "Equal steps",
    Method.OWN: "Own cut points",
}
"""Classifier -> its name in the controls."""

METHODS_IN_LEGEND = {
    Method.QUANTILES: "equal numbers of places in each class (quantiles)",
    Method.FISHER_JENKS: "natural groups (Fisher-Jenks)",
    Method.EQUAL: "equal steps",
    Method.OWN: "your own cut points",
}
"""Classifier -> what the legend says of it."""

LEVEL_HELP = (
    "NUTS are the regions of EU statistics: 1 large regions, 2 regions, 3 small regions. A functional urban area is a "
    "city with the places from which people commute to it."
)

CLASSES_HELP = (
    "How the colours are cut. Equal numbers: each colour has as many places (quantiles). Natural groups: cuts where "
    "values lie far apart (Fisher-Jenks). Equal steps: each colour spans the same range. The cuts are the same in "
    "all years."
)

NO_CLASSES_HELP = (
    "A number of people is drawn as circles, which have no classes. Classes apply to rates and shares: see under More, "
    "per 1,000 inhabitants."
)

GLOSSARY = (
    ("NUTS", "The regions of EU statistics, in three sizes: 1 large regions, 2 regions, 3 small regions."),
    (
        "NUTS 2016, 2021, 2024",
        "Versions of these regions. Borders move between them, so each year has its own.",
    ),
    ("Functional urban area", "A city with the places around it from which many people commute to it."),
    ("Quantiles", "Cuts that put the same number of places into each colour."),
    ("Fisher-Jenks", "Cuts where the values lie far apart, so that each colour holds places that are alike."),
    ("Equal steps", "Cuts that give each colour the same span of values."),
    ("Stock", "How many people are there on one day; stocks of several days are not added up."),
    ("Flow", "How many people moved within a period, after a stay that makes them residents."),
    ("Event", "An act that is counted, such as an application; one person can be counted more than once."),
    (
        "Rank correlation",
        "How alike two orders of the same places are: +1 the same, 0 none, −1 the opposite (Spearman).",
    ),
    ("Moran's I", "How alike neighbours are: above 0 like beside like, below 0 unlike beside unlike."),
    ("False discovery rate", "A stricter test for many places at once, so that chance marks fewer of them."),
    ("Fixed effects", "Each place is compared with itself in other years, and each year with all places."),
    ("Clustered errors", "Margins that allow for the years of one place being alike."),
    ("Flag", "A letter with which the source marks a figure: estimated, provisional, a break in the series."),
    ("Confidential", "A figure that exists and is withheld, so that nobody can be recognised."),
)
"""Technical words and what they mean, in the order of the popover."""

COPYRIGHT = "© EuroGeographics for the administrative boundaries"
