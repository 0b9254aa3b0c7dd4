"""Sentences about a pair, computed from its figures; with too few places they say so."""

from __future__ import annotations

from analysis.association import LEAST, RESAMPLES, SEED, Association
from analysis.pairs import Pair
from analysis.survey import DESIGN_EFFECT, INTERVIEWS
from dashboard import text
from dashboard.language import Language
from dashboard.own_file import entry
from dashboard.screen import Screen
from data_sources.model import NUTS, Indicator, Kind, Level

SURVEY = "urb_percep"
"""The data set whose shares are answers of about 840 people a city."""

OF_RESIDENTS = ("for_ctz", "f_foreigners", "c_forborn", "c_foreigners", "c_noneu", "f_noneu", "f_forborn", "f_abroad")
"""Shares of arrivals whose base is all residents; others are shares of applicants or of foreign citizens."""

_LITTLE = 0.1
"""A rank correlation nearer to zero is next to none."""

_PER_HEAD = frozenset({"P_THAB", "P_HTHAB", "CAR_THAB"})


def places(level: Level, n: int, say: Language) -> str:
    """Such as `32 cities`."""
    if level is Level.COUNTRY:
        return say.plural("{n} country", "{n} countries", n)
    if level is Level.CITY:
        return say.plural("{n} city", "{n} cities", n)
    if level is Level.FUA:
        return say.plural("{n} city with its commuting area", "{n} cities with their commuting areas", n)
    return _regions(level, n, say) if level in NUTS else say.plural("{n} neighbourhood", "{n} neighbourhoods", n)


def _regions(level: Level, n: int, say: Language) -> str:
    if level is Level.NUTS1:
        return say.plural("{n} large region", "{n} large regions", n)
    if level is Level.NUTS2:
        return say.plural("{n} region", "{n} regions", n)
    return say.plural("{n} small region", "{n} small regions", n)


def years(first: Screen, second: Screen, say: Language) -> str:
    """When the two figures are of, in words."""
    if first.period[:4] == second.period[:4]:
        return say.period(first.period)
    return say("{one} and {other}", one=say.period(first.period), other=say.period(second.period))


def question(first: Screen, second: Screen, say: Language) -> str:
    """What the pair asks, before the answer is computed."""
    titles = {"arrivals": say(first.indicator.title), "place": say(second.indicator.title)}
    return say("Do “{arrivals}” and “{place}” go together?", **titles)


def headline(first: Screen, second: Screen, found: Association | None, n: int, say: Language) -> str:
    """The answer in one sentence: higher, lower, no clear relation, or too few places."""
    named = {
        "places": places(first.level, n, say),
        "year": years(first, second, say),
        "arrivals": say(first.indicator.title),
        "place": say(second.indicator.title),
    }
    if found is None:
        if n >= LEAST:
            return say("“{arrivals}” or “{place}” is the same everywhere: nothing can be compared", **named)
        return say("Too few places ({places}) to say how “{arrivals}” and “{place}” go together", **named)
    named |= {"value": signed(found.value, say)}
    if not found.clear:
        return say(
            "Across {places} in {year}, there is no clear relation between “{arrivals}” and “{place}” "
            "(rank correlation {value})",
            **named,
        )
    if found.value > 0:
        return say(
            "Across {places} in {year}, more “{arrivals}” goes with higher “{place}” (rank correlation {value})",
            **named,
        )
    return say(
        "Across {places} in {year}, more “{arrivals}” goes with lower “{place}” (rank correlation {value})", **named
    )


def signed(value: float, say: Language) -> str:
    """A correlation with its sign, two decimals."""
    rounded = say.number(value, 2)
    return f"+{rounded}" if value > 0 and round(value, 2) else rounded


def fixed(say: Language) -> str:
    """What no association of places can say."""
    return say(
        "These are figures of places, not of people: what goes together between places need not do so between the "
        "people in them (the ecological fallacy). And figures that go together do not say why they do: association is "
        "not causation."
    )


def warnings(first: Screen, second: Screen, found: Association | None, pair: Pair, say: Language) -> list[str]:
    """What to know before trusting the coefficient, computed from the pair."""
    said = [_base(first, second, say), _date(pair, first, second, say), _within(found, say), _weighted(found, say)]
    return [sentence for sentence in said if sentence]


def _base(first: Screen, second: Screen, say: Language) -> str:
    if not share_a_base(entry(first.indicator.id), entry(second.indicator.id)):
        return ""
    return say(
        "Both figures are divided by the same people: where these are counted too low or too high, both figures move "
        "together, whatever else is true."
    )


def share_a_base(one: Indicator, other: Indicator) -> bool:
    """True where both are divided by the residents, or by the same other number of people."""
    own = {name for name in one.formula.right if one.formula.of_indicators}
    same = own & {name for name in other.formula.right if other.formula.of_indicators}
    return bool(same) or (of_residents(one) and of_residents(other))


def of_residents(entry: Indicator) -> bool:
    """True for a rate whose denominator is the number of residents."""
    per_head = entry.unit.code in _PER_HEAD or entry.unit.code.endswith("_HAB")
    return entry.kind is Kind.COUNT or per_head or entry.id in OF_RESIDENTS


def _date(pair: Pair, first: Screen, second: Screen, say: Language) -> str:
    if not pair.dated:
        return say("One figure is an average of years that its source does not state: no lag or change is computed.")
    if first.period[:4] == second.period[:4]:
        return ""
    ends = {"one": say.period(first.period), "other": say.period(second.period)}
    return say("There is no year with enough places for both: arrivals are of {one}, the place is of {other}.", **ends)


def _within(found: Association | None, say: Language) -> str:
    if found is None or found.within is None or not found.clear:
        return ""
    if abs(found.within.value) < _LITTLE:
        return say("Within countries little of it is left: the relation lies between countries, not inside them.")
    if found.within.value * found.value > 0:
        return ""
    return say(
        "Within countries the sign is the other way round: the relation lies between countries, not inside them."
    )


def _weighted(found: Association | None, say: Language) -> str:
    if found is None or found.weighted is None or not found.clear or found.weighted * found.value >= 0:
        return ""
    return say("With every place counted by its people the sign is the other way round: small places decide it.")


def association_rows(found: Association, say: Language) -> list[tuple[str, str, str]]:
    """Measure, value and what it says, one row each; a dash and the reason where there is no value."""
    interval = say("{low} to {high}", low=signed(found.interval.low, say), high=signed(found.interval.high, say))
    countries = say.plural("in {n} country", "in {n} countries", found.countries)
    ordered = say("From −1 (opposite order) to +1 (same order); 0 is none. Spearman.")
    drawn = say("Places drawn anew {n} times (bootstrap, seed {seed}).", n=say.number(RESAMPLES), seed=str(SEED))
    return [
        (say("Rank correlation"), signed(found.value, say), ordered),
        (say("Places"), say.number(found.n), countries),
        (say("95 % interval"), interval, drawn),
        _left_out_row(found, say),
        _within_row(found, say),
        _weighted_row(found, say),
    ]


def _left_out_row(found: Association, say: Language) -> tuple[str, str, str]:
    name, left = say("Without one country"), found.left_out
    if left is None:
        return name, "–", say("One country only, or too few places without one.")
    value = say("{low} to {high}", low=signed(left.lowest, say), high=signed(left.highest, say))
    ends = {"low": say.country(left.lowest_without), "high": say.country(left.highest_without)}
    return name, value, say("Lowest without {low}, highest without {high}.", **ends)


def _within_row(found: Association, say: Language) -> tuple[str, str, str]:
    name, within = say("Within countries"), found.within
    if within is None:
        return name, "–", say("Needs 10 places in countries with at least two.")
    counted = {"n": say.number(within.n), "countries": say.number(within.countries)}
    why = say("Each place against the mean of its country: {n} places in {countries} countries.", **counted)
    return name, signed(within.value, say), why


def _weighted_row(found: Association, say: Language) -> tuple[str, str, str]:
    name = say("Counted by people")
    if found.weighted is None:
        return name, "–", say("The population of too few of these places is held.")
    why = say("Ranks, each place weighted by its residents: {n} places.", n=say.number(found.weighted_n))
    return name, signed(found.weighted, say), why


def margin_line(say: Language) -> str:
    """What the thin bars at answers of a survey are."""
    return say(
        "Thin bars: the 95 % margin of a share of about {n} interviews a city, as of a simple random sample (design "
        "effect {deff}); true margins are somewhat wider.",
        n=say.number(INTERVIEWS),
        deff=say.number(DESIGN_EFFECT, 1),
    )


def is_survey(screen: Screen) -> bool:
    """True for answers of the survey on quality of life in cities."""
    flow = screen.indicator.dataflow
    return flow is not None and flow.code == SURVEY


def axis(screen: Screen, say: Language) -> str:
    """An axis title: indicator, unit, period."""
    unit = say(screen.indicator.unit.name)
    return f"{text.title(screen, say)} ({unit})"
