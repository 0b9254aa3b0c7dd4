"""Sentences computed from what is on screen. Numbers in a sentence are those of the table."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import pandas as pd

from analysis.members import Origin, Union
from dashboard import provenance
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.words import LEVELS, METHODS_IN_LEGEND
from data_sources.codes import CONF_STATUS, OBS_FLAG
from data_sources.model import NUTS, UNDATED, Direction, Indicator, Kind, Level, Provenance


def plain(value: float, indicator: Indicator, say: Language) -> str:
    """A value as it is written in tables and legends, whose heads name the unit; a dash where there is none."""
    return say.number(value, indicator.decimals) if isfinite(value) else "–"


def figure(value: float, indicator: Indicator, say: Language) -> str:
    """A value as it is written in a sentence, with its unit's symbol."""
    symbol = indicator.unit.symbol
    return plain(value, indicator, say) + (f"\u202f{symbol}" if symbol and isfinite(value) else "")


def spoken(value: float, indicator: Indicator, say: Language) -> str:
    """A value with its unit in words, for a headline."""
    if indicator.unit.symbol or not isfinite(value):
        return figure(value, indicator, say)
    return f"{plain(value, indicator, say)} {say(indicator.unit.name)}"


def title(screen: Screen, say: Language) -> str:
    """What the page is about: the indicator and when."""
    return f"{say(screen.indicator.title)}, {say.period(screen.period)}"


def subtitle(screen: Screen, say: Language) -> str:
    """Unit, level and number of places with a figure."""
    n = len(screen.valued)
    places = say.plural("{n} place with a figure", "{n} places with a figure", n)
    return " · ".join((say(screen.indicator.unit.name), say(LEVELS[screen.level]), places))


def summary(screen: Screen, say: Language) -> str:
    """Two sentences that stand for the map: its range with names, its middle, and its gaps."""
    valued = screen.valued
    if valued.empty:
        return say("There is no figure for {title} here.", title=say(screen.indicator.title))
    top, low = valued.iloc[0], valued.iloc[-1]
    middle = figure(float(valued["obs_value"].median()), screen.indicator, say)
    first = say(
        "{title}, {period}: from {low} ({low_name}) to {top} ({top_name}), half of the places below {middle}.",
        title=say(screen.indicator.title),
        period=say.period(screen.period),
        low=figure(low["obs_value"], screen.indicator, say),
        low_name=low["name"],
        top=figure(top["obs_value"], screen.indicator, say),
        top_name=top["name"],
        middle=middle,
    )
    return f"{first} {_gaps(screen, say)}"


def _gaps(screen: Screen, say: Language) -> str:
    outside = screen.outside
    n = len(screen.missing) - outside
    if n == 0 and outside == 0:
        return say("Every place listed has a figure.")
    lacking = say.plural("{n} place has no figure.", "{n} places have no figure.", n)
    if outside == 0:
        return lacking
    covered = say.plural("{n} is not part of this data set.", "{n} are not part of this data set.", outside)
    return f"{lacking} {covered}" if n else covered


def flag_words(letters: str, conf: str, say: Language) -> str:
    """Flags and confidentiality in words, such as `estimated, provisional`; empty for none."""
    words = [say(OBS_FLAG[letter]) for letter in letters if letter in OBS_FLAG]
    return ", ".join([*words, *([say(CONF_STATUS[conf])] if conf in CONF_STATUS else [])])


def notices(screen: Screen, say: Language) -> list[str]:
    """What a reader must know before trusting this screen, most urgent first."""
    found = [_stale(screen.series.provenance, say), _nearest(screen, say), _base(screen, say)]
    found += [_unmatched(screen, say), _no_location(screen, say), _stand_ins(screen, say)]
    return [notice for notice in found if notice]


def _stale(origin: Provenance, say: Language) -> str:
    if not origin.stale:
        return ""
    day = say.day(origin.retrieved_at.date())
    return say(
        "Newer figures could not be fetched ({why}). Shown is the copy of {day}.",
        why=say(origin.stale),
        day=day,
    )


def _nearest(screen: Screen, say: Language) -> str:
    if not screen.asked and screen.period != screen.series.periods[-1]:
        newest = say.period(screen.series.periods[-1])
        return say("{newest} is held too, for fewer than half as many places.", newest=newest)
    if not screen.asked or screen.asked == screen.period:
        return ""
    asked, shown = say.period(screen.asked), say.period(screen.period)
    return say("No figures for {asked}. Shown is the nearest: {shown}.", asked=asked, shown=shown)


def _base(screen: Screen, say: Language) -> str:
    if not screen.view.per_head:
        return ""
    if screen.level is Level.DISTRICT:
        return say("Divided by the residents that the same source counts.")
    year = screen.series.base_years.get(screen.period)
    if year is None:
        return say("Divided by the population of 1 January {year}.", year=screen.period[:4])
    return say("Divided by the population of 1 January {year}, the latest held, where newer is missing.", year=year)


def _unmatched(screen: Screen, say: Language) -> str:
    if screen.level not in (Level.COUNTRY, *NUTS):
        return ""
    codes = screen.valued.loc[screen.valued["geo_vintage"] == "", "geo"]
    if codes.empty:
        return ""
    return say.plural(
        "{n} place is in the table but not on the map: its code ({codes}) is in no boundary set of that year.",
        "{n} places are in the table but not on the map: their codes ({codes}) are in no boundary set of that year.",
        len(codes),
        codes=_some(list(codes)),
    )


def _no_location(screen: Screen, say: Language) -> str:
    if screen.level in (Level.COUNTRY, *NUTS):
        return ""
    names = screen.valued.loc[screen.valued["lon"].isna(), "name"]
    if names.empty:
        return ""
    return say.plural(
        "{n} place has no location and is in the ranking and the table only: {names}.",
        "{n} places have no location and are in the ranking and the table only: {names}.",
        len(names),
        names=_some(list(names)),
    )


def _stand_ins(screen: Screen, say: Language) -> str:
    n = int(screen.valued["located_by"].isin(["nuts3", "nuts1"]).sum())
    if n == 0:
        return ""
    return say.plural(
        "{n} city stands at the middle of its region, as no point of its own is published.",
        "{n} cities stand at the middle of their region, as no points of their own are published.",
        n,
    )


def _some(items: list[str], most: int = 5) -> str:
    return ", ".join(sorted(items)[:most]) + (" …" if len(items) > most else "")


def source_line(screen: Screen, say: Language) -> str:
    """Source, data set, version, date and licence, as one line for under a figure."""
    return provenance.source_line(screen.series.provenance, say)


def description(indicator: Indicator, say: Language) -> str:
    """What the indicator is, which way is better, and the SDG target it stands for."""
    target = say("SDG target {target}.", target=indicator.sdg_target) if indicator.sdg_target else ""
    return " ".join(part for part in (say(indicator.description), direction(indicator, say), target) if part)


def direction(indicator: Indicator, say: Language) -> str:
    """Which way is better, in words; empty for what has no better."""
    if indicator.direction is Direction.NEUTRAL:
        return ""
    return say("Higher is better.") if indicator.direction is Direction.HIGHER else say("Lower is better.")


def change_unit(indicator: Indicator, say: Language) -> str:
    """The unit of a change: percentage points for shares, else the indicator's own."""
    if indicator.unit.symbol == "%" and indicator.kind in {Kind.SHARE, Kind.RATE}:
        return say("percentage points")
    return say(indicator.unit.name)


def legend_title(screen: Screen, say: Language) -> str:
    """Unit and, where the map has classes, how and over which years they are cut."""
    unit = say(screen.indicator.unit.name).capitalize()
    if screen.indicator.kind is Kind.COUNT:
        return say("{unit}; the area of a circle is the figure, on one scale for all years", unit=unit)
    method = say(METHODS_IN_LEGEND[screen.series.classes.method])
    if len(screen.series.periods) < 2:  # noqa: PLR2004
        return say("{unit}; {method}", unit=unit, method=method)
    first, last = (say.period(period) for period in (screen.series.periods[0], screen.series.periods[-1]))
    return say(
        "{unit}; {method}, the same cuts from {first} to {last}",
        unit=unit,
        method=method,
        first=first,
        last=last,
    )


def change_legend(screen: Screen, say: Language) -> str:
    """Unit of a change and how its colours are cut."""
    method = say(METHODS_IN_LEGEND[screen.series.classes.method])
    unit = change_unit(screen.indicator, say).capitalize()
    return say("{unit}; {method}, cut at zero and as far below it as above", unit=unit, method=method)


def pair_legend(say: Language) -> str:
    """How the nine colours of two indicators come about."""
    return say("Each indicator cut into three equal numbers of places; only places with both figures have a colour")


def pair_title(first: Screen, second: Screen, say: Language) -> str:
    """What a map of two indicators is about."""
    return say("{one} and {other}", one=title(first, say), other=title(second, say))


def ends_title(screen: Screen, since: str, until: str, say: Language) -> str:
    """What a picture of two years is about."""
    ends = {"first": say.period(since), "last": say.period(until)}
    return say("{title}, {first} to {last}", title=say(screen.indicator.title), **ends)


def held_line(screen: Screen, say: Language) -> str:
    """Which periods and how many places are held, and whether that is all one would expect."""
    held = screen.series.coverage
    if held is None:
        return ""
    if held.last == UNDATED:
        span = say.period(UNDATED)
    else:
        span = say("{first} to {last}", first=say.period(held.first), last=say.period(held.last))
    counted = say.number(held.places if screen.level is Level.COUNTRY else held.places_last)
    if screen.level is Level.COUNTRY:
        counted = say("{n} of {all} members of the EU", n=counted, all=held.expected)
    elif held.expected:
        counted = say("{n} of {all} places in the last", n=counted, all=say.number(held.expected))
    else:
        counted = say("{n} places in the last", n=counted)
    line = say("Held here: {span}, {places}.", span=span, places=counted)
    year = screen.series.provenance.retrieved_at.year
    partial = say("This copy is partial.") if held.partial(year) else ""
    return f"{line} {partial}".strip()


def timeline_summary(histories: Mapping[str, pd.DataFrame], screen: Screen, say: Language) -> str:
    """The first and last value of each line, as the chart's text."""
    lines, names = [], screen.names_of(histories)
    for code, rows in histories.items():
        valued = rows[rows["obs_value"].notna()]
        if valued.empty:
            continue
        ends = (valued.iloc[0], valued.iloc[-1])
        (start, first), (end, last) = (
            (say.period(str(row["time_period"])), figure(row["obs_value"], screen.indicator, say)) for row in ends
        )
        name = names[code]
        lines.append(
            say(
                "{name}: {first} in {start}, {last} in {end}.",
                name=name,
                first=first,
                start=start,
                last=last,
                end=end,
            )
        )
    return " ".join(lines)


def change_summary(rows: pd.DataFrame, say: Language) -> str:
    """How many places rose and how many fell."""
    rose, fell = int((rows["change"] > 0).sum()), int((rows["change"] < 0).sum())
    return say(
        "Of {n} places with a figure in both, {rose} rose and {fell} fell.",
        n=say.number(len(rows)),
        rose=say.number(rose),
        fell=say.number(fell),
    )


def finding(screen: Screen, say: Language) -> str:
    """The map's headline: who is highest, in one short sentence."""
    if screen.valued.empty:
        return say("No figures yet")
    top = screen.valued.iloc[0]
    value = spoken(top["obs_value"], screen.indicator, say)
    if not screen.dated:
        return say("{place} has the highest figure: {value}", place=top["name"], value=value)
    period = say.period(screen.period)
    return say("{period}: {place} has the highest figure, {value}", period=period, place=top["name"], value=value)


def union_note(union: Union, say: Language) -> str:
    """Whose figure for the European Union it is, and its flags in words."""
    words = {
        Origin.SOURCE: say("European Union"),
        Origin.SUM: say("sum of the 27 EU members"),
        Origin.MEDIAN: say("median of the 27 EU members"),
    }
    flags = flag_words(union.flags, "", say)
    return words[union.origin] + (f" ({flags})" if flags else "")
