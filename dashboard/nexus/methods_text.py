"""Sentences of the methods, computed from their results; each has its other ending."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isfinite, log10

import pandas as pd

from analysis import panel as panels
from analysis.events import SPAN, Events
from analysis.lags import Lag
from analysis.panel import Panel
from analysis.refusal import Refused
from analysis.spatial import Moran, Neighbours, Test
from dashboard.language import Language
from dashboard.nexus.methods_words import PATTERNS, REASONS
from dashboard.screen import Screen
from dashboard.text import change_unit
from data_sources.model import Indicator

_NAMED = 3
_LISTED = 6
_MOST_DECIMALS = 6


def refusal(refused: Refused, say: Language) -> str:
    """Why there is no result, with the numbers."""
    return say(REASONS[refused.reason], have=say.number(refused.have), need=say.number(refused.need))


def _decimals(value: float) -> int:
    """As many as two digits that count need."""
    return min(_MOST_DECIMALS, max(0, 1 - floor(log10(abs(value))))) if value and isfinite(value) else 1


def _unit(indicator: Indicator, say: Language) -> str:
    """The unit of a difference."""
    symbol = indicator.unit.symbol
    return symbol if symbol and symbol != "%" else change_unit(indicator, say)


def _apart(value: float, decimals: int, say: Language) -> str:
    """Such as `0.3 lower`."""
    number = say.number(abs(value), decimals)
    return say("{number} lower", number=number) if value < 0 else say("{number} higher", number=number)


def spatial_title(found: Moran, test: Test, say: Language) -> str:
    """The finding of Moran's I, as a title."""
    if found.p >= test.level:
        return say("No pattern on the map that chance would not give as well")
    if found.i > found.expected:
        return say("Places with alike figures lie next to each other")
    return say("Neighbouring places differ more than chance would have it")


def spatial(found: Moran, test: Test, say: Language) -> str:
    """Moran's I with what chance gives."""
    numbers = {
        "i": say.number(found.i, 2),
        "expected": say.number(found.expected, 2),
        "n": say.number(found.n),
        "times": say.number(round(found.p * (test.permutations + 1)) - 1),
        "all": say.number(test.permutations),
    }
    return say(
        "Moran's I is {i} over {n} places, where 1 means that neighbours are alike and chance alone gives about "
        "{expected}. Of {all} random rearrangements of the same figures, {times} give a value as far from that.",
        **numbers,
    )


def standing_out(local: pd.DataFrame, names: dict[str, str], test: Test, say: Language) -> str:
    """How many places stand out, in which pattern, and the clearest of them by name."""
    found = local[local["significant"]]
    if found.empty:
        return say("No single place stands out from its surroundings clearly enough.")
    counts = found["quadrant"].value_counts()
    parts = [
        say("{pattern}: {n}", pattern=say(PATTERNS[code]).lower(), n=say.number(int(counts[code])))
        for code in PATTERNS
        if code in counts
    ]
    clearest = found.sort_values("i", ascending=False, kind="stable").index[:_NAMED]
    sentences = [
        say(
            "{found} of {n} places stand out ({parts}).",
            found=say.number(len(found)),
            n=say.number(len(local)),
            parts=", ".join(parts),
        ),
        say("Clearest: {names}.", names="; ".join(names.get(str(code), str(code)) for code in clearest)),
    ]
    if not test.adjusted:
        sentences.append(say("Chance alone would mark about {n}.", n=say.number(len(local) * test.level)))
    return " ".join(sentences)


def neighbourhood(around: Neighbours, names: dict[str, str], left_out: int, say: Language) -> str:
    """Who counts as a neighbour, who was joined to the nearest, how many were left out."""
    if around.nearest:
        kind = say("Neighbours are the {k} nearest places, as these are known by a point.", k=around.nearest)
    else:
        kind = say(
            "Neighbours share a border or a corner of one ({mean} on average); those abroad count too.",
            mean=say.number(around.mean, 1),
        )
    parts = [kind]
    if around.attached:
        listed = "; ".join(names.get(code, code) for code in around.attached[:_LISTED])
        more = len(around.attached) - _LISTED
        listed += say.plural("; and {n} more", "; and {n} more", more) if more > 0 else ""
        parts.append(
            say.plural(
                "{n} place has no such neighbour with a figure and is joined to the nearest: {listed}.",
                "{n} places have no such neighbour with a figure and are joined to the nearest: {listed}.",
                len(around.attached),
                listed=listed,
            )
        )
    if left_out:
        parts.append(
            say.plural(
                "{n} place with a figure is left out: overseas, not on the map, or of low reliability.",
                "{n} places with a figure are left out: overseas, not on the map, or of low reliability.",
                left_out,
            )
        )
    return " ".join(parts)


def chance(test: Test, say: Language) -> str:
    """Permutations, seed and level, for whoever wants to repeat it."""
    said = say(
        "{n} permutations, seed {seed}, two-sided at {level} %.",
        n=say.number(test.permutations),
        seed=test.seed,
        level=say.number(100 * test.level),
    )
    return said + (" " + say("Corrected for many tests (false discovery rate).") if test.adjusted else "")


def panel_title(found: Panel, screens: tuple[Screen, Screen], lag: int, say: Language) -> str:
    """The finding of the panel, as a title."""
    arrivals, title = (say(shown.indicator.title) for shown in screens)
    if found.low <= 0 <= found.high:
        return say("“{title}”: no link over time with “{arrivals}” that shows", title=title, arrivals=arrivals)
    values = {"title": title, "arrivals": arrivals, "when": _after(lag, say)}
    if found.b > 0:
        return say("“{title}” was higher than usual {when} “{arrivals}” was", **values)
    return say("“{title}” was lower than usual {when} “{arrivals}” was higher than usual", **values)


def _after(lag: int, say: Language) -> str:
    return say.plural("{n} year after", "{n} years after", lag) if lag else say("in years in which")


def panel(found: Panel, first: Screen, second: Screen, say: Language) -> str:
    """The coefficient in units a reader knows: for a typical step of arrivals."""
    step = float(found.pairs["x_within"].std())
    decimals = _decimals(found.b * step)
    b, low, high = (_apart(value * step, decimals, say) for value in (found.b, found.low, found.high))
    return say(
        "Where “{arrivals}” stood {step} {unit} above what is usual for the place and the year (a typical step), "
        "“{title}” was {b} ({other}; 95 % interval: {low} to {high}).",
        arrivals=say(first.indicator.title),
        step=say.number(step, _decimals(step)),
        unit=_unit(first.indicator, say),
        title=say(second.indicator.title),
        b=b,
        other=_unit(second.indicator, say),
        low=low,
        high=high,
    )


def panel_contrast(found: Panel, say: Language) -> str:
    """What is within places against what is across them: often not the same."""
    within = float(found.pairs["x_within"].corr(found.pairs["y_within"]))
    numbers = {"within": say.number(within, 2), "across": say.number(found.across, 2)}
    if within * found.across < 0:
        return say(
            "Across places the averages of all years point the other way: correlation {across}, within places "
            "{within}.",
            **numbers,
        )
    return say("Across places the averages of all years correlate at {across}, within places at {within}.", **numbers)


def panel_numbers(found: Panel, lag: int, say: Language) -> str:
    """Everything needed to name the model."""
    said = say(
        "Coefficient {b}, standard error {error} (clustered by place; interval with {df} degrees of freedom), within "
        "R² {r2}. {rows} rows: {places} places, {first} to {last}; arrivals of {lag}.",
        b=say.number(found.b, 4),
        error=say.number(found.error, 4),
        df=found.places - 1,
        r2=say.number(found.within, 3),
        rows=say.number(found.rows),
        places=say.number(found.places),
        first=found.years[0],
        last=found.years[1],
        lag=years_before(lag, say),
    )
    if found.few_clusters:
        said += " " + say(
            "With fewer than {need} places clustered errors come out too small: the true interval is wider.",
            need=panels.FEW_CLUSTERS,
        )
    return said


def years_before(lag: int, say: Language) -> str:
    """Such as `2 years before`."""
    return say.plural("{n} year before", "{n} years before", lag) if lag else say("the same year")


def lags_title(found: Sequence[Lag], say: Language) -> str:
    """The finding of the lags, as a title."""
    clear = _clear(found)
    if not clear:
        return say("At no lag do arrivals and the place go together more than chance allows")
    strongest = max(clear, key=lambda one: abs(one.r))
    return say("They go together most closely with arrivals of {lag}", lag=years_before(strongest.k, say))


def lags(found: Sequence[Lag], say: Language) -> str:
    """The strongest lag with its interval, and how many others can be told from zero."""
    shown = [one for one in found if isfinite(one.r)]
    strongest = max(shown, key=lambda one: abs(one.r))
    first = say(
        "Strongest with arrivals of {lag}: correlation {r} within places (95 % interval {low} to {high}, {n} pairs of "
        "a place and a year).",
        lag=years_before(strongest.k, say),
        r=say.number(strongest.r, 2),
        low=say.number(strongest.low, 2),
        high=say.number(strongest.high, 2),
        n=say.number(strongest.n),
    )
    second = say(
        "{clear} of {all} intervals leave out zero.", clear=say.number(len(_clear(found))), all=say.number(len(shown))
    )
    return f"{first} {second}"


def lags_missing(found: Sequence[Lag], say: Language) -> str:
    """Which lags have too few pairs; empty if none."""
    few = [years_before(one.k, say) for one in found if not isfinite(one.r)]
    return say("Too few pairs for arrivals of {lags}.", lags=", ".join(few)) if few else ""


def _clear(found: Sequence[Lag]) -> list[Lag]:
    return [one for one in found if isfinite(one.r) and not one.low <= 0 <= one.high]


def events_title(found: Events, second: Screen, say: Language) -> str:
    """What the medians do by the end, as a title."""
    last, beside = (float(table[SPAN].median()) for table in (found.lines, found.beside))
    title = say(second.indicator.title)
    values = {"title": title, "own": say.number(last), "beside": say.number(beside)}
    if round(last) == round(beside):
        return say("{title}: three years on, both groups stand at {own}", **values)
    return say("{title}: three years on at {own}, and at {beside} where few arrived", **values)


def events(found: Events, say: Language) -> str:
    """How many places, which years are 100, the medians and how many places rose."""
    rose = int((found.lines[SPAN] > found.lines[found.base]).sum())
    return say(
        "{n} places on their own arrival peak ({first} to {last}); {base} is 100. Median three years after the peak: "
        "{own}, of the places beside them {beside}. {rose} of {n} stood above their start.",
        n=say.number(len(found.lines)),
        first=int(found.peaks.min()),
        last=int(found.peaks.max()),
        base=base_name(found.base, say),
        own=say.number(float(found.lines[SPAN].median()), 1),
        beside=say.number(float(found.beside[SPAN].median()), 1),
        rose=say.number(rose),
    )


def base_name(base: int, say: Language) -> str:
    """Which year is 100."""
    return say("the year of the peak") if base == 0 else say("the year before the peak")


def events_left_out(found: Events, say: Language) -> str:
    """Who is not in the picture, and by which rule others are beside it."""
    return say(
        "Left out: {no_peak} without a clear peak (1.5 standard deviations above the place's own mean, of at "
        "least five years), {cut} without the other figure in all seven years or with none above zero, {lone} without "
        "a match. Beside each stands the place, of the third with fewest arrivals in that year and without a peak near "
        "it, whose figure was nearest in {base}: {partners} different places.",
        no_peak=say.number(found.no_peak),
        cut=say.number(found.cut),
        lone=say.number(found.lone),
        base=base_name(found.base, say),
        partners=say.number(found.partners.nunique()),
    )
