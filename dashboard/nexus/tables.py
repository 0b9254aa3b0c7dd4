"""Tables of the nexus: all pairs, the association, the kinds of place."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from analysis.association import Association
from analysis.pairs import Pair
from analysis.typology import STABLE
from dashboard.coverage_table import indexed, numbers
from dashboard.language import Language
from dashboard.nexus.chooser import when
from dashboard.nexus.text import association_rows
from dashboard.screen import Screen
from dashboard.tables import aligned
from dashboard.text import plain
from dashboard.words import LEVELS, THEMES
from data_sources.catalogue import CATALOGUE

MOST_ROWS = 100
"""As many places as a table shows before one is searched for."""

FEW_ROWS = 12
"""A longer table scrolls."""


def pairs(found: tuple[Pair, ...], say: Language) -> pd.DataFrame:
    """One row a pair: the twin of the matrix."""
    columns = {
        say("Figure of the place"): [say(CATALOGUE[pair.place].title) for pair in found],
        say("Theme"): [say(THEMES[CATALOGUE[pair.place].theme]) for pair in found],
        say("Level"): [say(LEVELS[pair.level]) for pair in found],
        say("Places"): numbers([pair.n for pair in found], say),
        say("Year"): [when(pair, say) for pair in found],
    }
    return pd.DataFrame(
        columns, index=indexed([say(CATALOGUE[pair.arrivals].title) for pair in found], say("Arrivals"))
    )


def association(found: Association, say: Language) -> pd.DataFrame:
    """The association card: measure, value, what it says."""
    rows = association_rows(found, say)
    columns = {say("Value"): [value for _, value, _ in rows], say("What it says"): [why for _, _, why in rows]}
    return pd.DataFrame(columns, index=indexed([name for name, _, _ in rows], say("Measure")))


def figures(both: pd.DataFrame, first: Screen, second: Screen, say: Language) -> pd.DataFrame:
    """The twin of the scatter: each place with both figures, most arrivals first."""
    rows = both.sort_values(["one", "name"], ascending=[False, True])
    return pd.DataFrame(_both(rows, first, second, say), index=indexed(list(rows["name"]), say("Place")))


def _both(rows: pd.DataFrame, first: Screen, second: Screen, say: Language) -> dict[str, list[str]]:
    return {
        _head(first, say): aligned([plain(value, first.indicator, say) for value in rows["one"]]),
        _head(second, say): aligned([plain(value, second.indicator, say) for value in rows["other"]]),
    }


def _head(shown: Screen, say: Language) -> str:
    return f"{say(shown.indicator.title)} ({say(shown.indicator.unit.name)})"


def kinds(rows: pd.DataFrame, first: Screen, second: Screen, say: Language) -> pd.DataFrame:
    """Place, its figures, its kind and how stable that is; `rows` has `name, one, other, high_one, high_other`."""
    columns = _both(rows, first, second, say) | {
        say("Kind of place"): [
            kind_name(one, other, say) for one, other in zip(rows["high_one"], rows["high_other"], strict=True)
        ],
        say("Re-runs that agree"): [
            stability(agree, runs, say) for agree, runs in zip(rows["agree"], rows["runs"], strict=True)
        ],
    }
    return pd.DataFrame(columns, index=indexed(list(rows["name"]), say("Place")))


def kind_name(one: bool, other: bool, say: Language) -> str:  # noqa: FBT001 - both halves of the name
    """One of the four kinds in short."""
    if one:
        return say("arrivals high, place high") if other else say("arrivals high, place low")
    return say("arrivals low, place high") if other else say("arrivals low, place low")


def stability(agree: float, runs: int, say: Language) -> str:
    """How many re-runs gave the same kind, and "unstable" below seven tenths; that there were too few of them."""
    if not isfinite(agree):
        return say("too few re-runs ({n})", n=say.number(runs))
    share = {"share": say.number(100 * agree), "n": say.number(runs)}
    if agree < STABLE:
        return say("unstable ({share} % of {n})", **share)
    return say("{share} % of {n}", **share)


def summary(rows: pd.DataFrame, first: Screen, second: Screen, say: Language) -> pd.DataFrame:
    """The four kinds: how many places each has, how many of them are unstable, and some names."""
    groups = [(one, other) for one in (True, False) for other in (True, False)]
    found = [rows[(rows["high_one"] == one) & (rows["high_other"] == other)] for one, other in groups]
    columns = {
        say("Places"): numbers([len(group) for group in found], say),
        say("Unstable"): numbers([int((group["agree"] < STABLE).sum()) for group in found], say),
        say("Such as"): [", ".join(_steadiest(group)) or "–" for group in found],
    }
    titles = (say(first.indicator.title), say(second.indicator.title))
    names = [_long_name(one, other, titles, say) for one, other in groups]
    return pd.DataFrame(columns, index=indexed(names, say("Kind of place")))


def _long_name(one: bool, other: bool, titles: tuple[str, str], say: Language) -> str:  # noqa: FBT001
    high, low = say("high"), say("low")
    levels = [high if side else low for side in (one, other)]
    return say(
        "{arrivals}: {one}; {place}: {other}", arrivals=titles[0], place=titles[1], one=levels[0], other=levels[1]
    )


def _steadiest(group: pd.DataFrame, most: int = 3) -> list[str]:
    order = group.sort_values(["agree", "name"], ascending=[False, True], na_position="last")
    return [str(name) for name in order["name"].head(most)]
