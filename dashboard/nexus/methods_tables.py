"""The twins of the methods' charts, as tables of text."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from analysis.events import STEPS, Events
from analysis.lags import Lag
from analysis.spatial import Neighbours
from dashboard.language import Language
from dashboard.nexus.methods_frames import country_names
from dashboard.nexus.methods_text import years_before
from dashboard.nexus.methods_words import NO_PATTERN, PATTERNS
from dashboard.screen import Screen
from dashboard.tables import aligned
from dashboard.text import plain


def local(found: pd.DataFrame, around: Neighbours, shown: Screen, say: Language) -> pd.DataFrame:
    """Every place tested: figure, pattern, local I, p, neighbours; those that stand out first, clearest first."""
    names = country_names(shown)
    ordered = found.sort_values(["significant", "i"], ascending=False, kind="stable")
    patterns = zip(ordered["quadrant"], ordered["significant"], strict=True)
    columns = {
        say(shown.indicator.unit.name).capitalize(): aligned(
            [plain(value, shown.indicator, say) for value in ordered["value"]]
        ),
        say("Pattern"): [say(PATTERNS[code]) if clear else say(NO_PATTERN) for code, clear in patterns],
        say("Local I"): aligned([say.number(i, 2) for i in ordered["i"]]),
        say("p"): aligned([say.number(p, 4) for p in ordered["p"]]),
        say("Neighbours"): [_neighbours(str(code), around, say) for code in ordered.index],
    }
    index = pd.Index([names.get(str(code), str(code)) for code in ordered.index], name=say("Place"))
    return pd.DataFrame(columns, index=index)


def _neighbours(code: str, around: Neighbours, say: Language) -> str:
    n = say.number(len(around.graph[code]))
    return say("{n}, joined to the nearest", n=n) if code in around.attached else n


def lags(found: Sequence[Lag], say: Language) -> pd.DataFrame:
    """One row a lag: correlation, interval, pairs, places; a dash where there are too few."""
    columns = {
        say("Correlation within places"): aligned([_number(one.r, say) for one in found]),
        say("95 % interval"): [
            say("{low} to {high}", low=_number(one.low, say), high=_number(one.high, say)) if isfinite(one.r) else "–"
            for one in found
        ],
        say("Pairs"): aligned([say.number(one.n) for one in found]),
        say("Places"): aligned([say.number(one.places) for one in found]),
    }
    index = pd.Index([years_before(one.k, say).capitalize() for one in found], name=say("Arrivals of"))
    return pd.DataFrame(columns, index=index)


def _number(value: float, say: Language) -> str:
    return say.number(value, 2) if isfinite(value) else "–"


def events(found: Events, names: dict[str, str], say: Language) -> pd.DataFrame:
    """One row a place, by its index three years after: peak year, index by step, and the place beside it."""
    ordered = found.lines.loc[found.lines[STEPS[-1]].sort_values(ascending=False, kind="stable").index]
    columns: dict[str, list[str]] = {say("Peak"): [str(found.peaks[code]) for code in ordered.index]}
    for step in STEPS:
        columns[step_name(step, say)] = aligned([say.number(value) for value in ordered[step]])
    partners = [str(found.partners[code]) for code in ordered.index]
    columns[say("Place beside it")] = [names.get(code, code) for code in partners]
    index = pd.Index([names.get(str(code), str(code)) for code in ordered.index], name=say("Place"))
    return pd.DataFrame(columns, index=index)


def step_name(step: int, say: Language) -> str:
    """Such as `−2`, or `peak`."""
    return say("peak") if step == 0 else (f"+{step}" if step > 0 else say.number(step))


def pairs(rows: pd.DataFrame, names: dict[str, str], screens: tuple[Screen, Screen], say: Language) -> pd.DataFrame:
    """The figures behind the panel: one row a place and year, both figures as published."""
    first, second = screens
    columns = {
        say("Year"): rows["year"].astype(str).tolist(),
        say(first.indicator.title): aligned([plain(value, first.indicator, say) for value in rows["x"]]),
        say(second.indicator.title): aligned([plain(value, second.indicator, say) for value in rows["y"]]),
    }
    index = pd.Index([names.get(str(code), str(code)) for code in rows["geo"]], name=say("Place"))
    return pd.DataFrame(columns, index=index)
