"""A reader's own file against an official series: the rows both have, and the sentences on them."""

from __future__ import annotations

import pandas as pd

from analysis.against import LEAST, against, agreement
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.text import change_unit, spoken
from data_sources import geography
from data_sources.model import NUTS


def rows(own: Screen, official: Screen) -> pd.DataFrame:
    """Every place and period with both figures, with the place's name; regions only where both mean the same area."""
    both = against(own.series.rows, official.series.rows)
    if own.level in NUTS:
        both = both[_same_area(own, both)]
    names = {**official.names, **own.names}
    return both.assign(name=[names.get(code, code) for code in both["geo"]])


def _same_area(own: Screen, both: pd.DataFrame) -> pd.Series:
    """Whether the two NUTS versions of a row mean the same area by its code."""
    kept = both["own_vintage"] == both["official_vintage"]
    for (one, other), part in both[~kept].groupby(["own_vintage", "official_vintage"]):
        kept.loc[part.index] = part["geo"].isin(geography.comparable(own.level, str(one), str(other)))
    return kept


def newest(both: pd.DataFrame) -> str:
    """The newest period that has at least half as many places as the fullest; empty for no rows."""
    sizes = both["time_period"].value_counts()
    full = sizes[sizes >= sizes.max() / 2]
    return str(max(full.index, default=""))


def at(both: pd.DataFrame, period: str) -> pd.DataFrame:
    """The rows of a period, the largest differences first."""
    found = both[both["time_period"] == period]
    order = found["difference"].abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order]


def finding(part: pd.DataFrame, own: Screen, official: Screen, say: Language) -> str:
    """In how many places the two figures agree, how far apart they lie, and where most."""
    found = agreement(part)
    if found.n < LEAST:
        return say.plural(
            "{n} place has both figures: too few to say how well they agree.",
            "{n} places have both figures: too few to say how well they agree.",
            found.n,
        )
    if found.equal == found.n:
        return say("The two figures are equal in all {n} places.", n=say.number(found.n))
    first = part.iloc[0]
    return say(
        "Of {n} places with both figures {equal} have the same one; half differ by at most {middle}. "
        "Your file is higher in {higher}. Farthest apart: {name}, {own} in your file against {official}.",
        n=say.number(found.n),
        equal=say.number(found.equal),
        middle=_amount(found.middle, own, official, say),
        higher=say.number(found.higher),
        name=first["name"],
        own=spoken(first["own"], own.indicator, say),
        official=spoken(first["official"], official.indicator, say),
    )


def _amount(value: float, own: Screen, official: Screen, say: Language) -> str:
    decimals = max(own.indicator.decimals, official.indicator.decimals)
    return f"{say.number(value, decimals)} {change_unit(official.indicator, say)}"


def warnings(own: Screen, official: Screen, say: Language) -> list[str]:
    """What keeps the two from being the same thing: units, kinds, whose definition holds."""
    found = []
    if own.indicator.kind is not official.indicator.kind:
        found.append(
            say("One is a number and the other a rate or average, or of another kind: a difference says little.")
        )
    elif own.indicator.unit.name != official.indicator.unit.name:
        found.append(
            say(
                "Your file is in “{own}”, the official figure in “{official}”: look whether that is the same.",
                own=own.indicator.unit.name,
                official=say(official.indicator.unit.name),
            )
        )
    definition = say(official.indicator.description)
    found.append(say("The official figure is defined like this: {definition}", definition=definition))
    found.append(say("How the figures of your file were defined and counted, nobody here has checked."))
    return found
