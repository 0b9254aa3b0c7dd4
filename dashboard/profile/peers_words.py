"""What the parts of a context and the likeness of places are called, and figures of the context in words."""

from __future__ import annotations

from math import isfinite

from analysis.peers import Likeness, Near
from dashboard.language import Language
from dashboard.profile.peers_context import DENSITY, FOREIGN, INCOME, SIZE, URBAN, Context, Part, Whose
from dashboard.text import plain
from data_sources.catalogue import CATALOGUE
from data_sources.model import UNDATED

_URBAN, _BETWEEN = 1.5, 2.5


def part(name: str, say: Language) -> str:
    """A part of the context in a sentence."""
    return {
        SIZE: say("number of people"),
        DENSITY: say("density"),
        INCOME: say("income"),
        URBAN: say("urban type"),
        FOREIGN: say("people from abroad"),
    }[name]


def slider(one: Part, say: Language) -> str:
    """What the weight of a part is called."""
    return {
        SIZE: say("Number of people"),
        DENSITY: say("Density"),
        INCOME: say("Income"),
        URBAN: say("Urban type"),
        FOREIGN: say(CATALOGUE[one.indicator].title),
    }[one.variable.name]


def meaning(one: Part, say: Language) -> str:
    """One sentence on what a part is, and whose figure."""
    region = one.whose is Whose.REGION
    if one.variable.name == URBAN:
        if one.whose is Whose.PARTS:
            return say("The share of people who live in small regions that are mainly urban.")
        around = say("Of the small region (NUTS 3) around its centre: mainly urban, in between or mainly rural.")
        return around if region else say("Mainly urban, in between or mainly rural.")
    title = say(CATALOGUE[one.indicator].title)
    if region:
        return say("{title}, of the small region (NUTS 3) around its centre.", title=title)
    return say("{title}, of the place itself.", title=title)


def column(one: Part, say: Language) -> str:
    """The head of a part's column; it says where a figure is not the place's own."""
    name = {
        SIZE: say("People"),
        DENSITY: say("People per km²"),
        INCOME: say("GDP per head, PPS"),
        URBAN: say("Mainly urban, % of people") if one.whose is Whose.PARTS else say("Urban type"),
        FOREIGN: say("{title}, %", title=say(CATALOGUE[one.indicator].title)),
    }[one.variable.name]
    return say("{name} (its region)", name=name) if one.whose is Whose.REGION else name


def cell(context: Context, code: str, name: str, say: Language) -> str:
    """A figure of the context with its year, or that there is none."""
    value, period = float(context.values[name][code]), str(context.periods[name][code])
    if not isfinite(value):
        return say("none held")
    one = context.part(name)
    if name == URBAN:
        return say.number(value) if one.whose is Whose.PARTS else _urban_type(value, say)
    said = plain(value, CATALOGUE[one.indicator], say)
    return said if period == UNDATED else say("{value} ({period})", value=said, period=say.period(period))


def _urban_type(value: float, say: Language) -> str:
    if value < _URBAN:
        return say("mainly urban")
    return say("in between") if value < _BETWEEN else say("mainly rural")


def likeness(near: Near, say: Language) -> str:
    """How alike a place is, and whether it is borderline."""
    word = {
        Likeness.VERY: say("very alike"),
        Likeness.ALIKE: say("alike"),
        Likeness.LESS: say("less alike"),
    }[near.likeness]
    return say("{word}, borderline", word=word) if near.borderline else word


def joined(names: list[str], say: Language) -> str:
    """Names in a sentence: A, B and C."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return say("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])
