"""Sentences on lines through time: which figures were computed anew for other boundaries, and where a line stops."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.bridging import Mark, Rule
from dashboard.histories import FROM, Histories, Why, rule
from dashboard.language import Language
from dashboard.screen import Screen


def notes(found: Histories, shown: Screen, say: Language) -> list[str]:
    """What a reader must know of the lines: figures computed anew, renamed regions, stretches left out."""
    codes = [*found.lines, *(stop.place for stop in found.stops)]
    names = shown.names_of(dict.fromkeys(codes))
    rows = _bridged(found)
    rows = rows.assign(place=rows["place"].map(names))
    said = [_anew(rows[rows["mark"] == mark.value], mark, shown, say) for mark in (Mark.MERGED, Mark.ESTIMATED)]
    said += [_renamed(rows[rows["mark"] == Mark.RENAMED.value], say)]
    stops = pd.DataFrame(
        [
            (names[one.place], period, one.found_in, one.line_in, one.why)
            for one in found.stops
            for period in one.periods
        ],
        columns=["place", "period", "older", "newer", "why"],
    )
    said += [_stopped(rows, say) for _, rows in stops.groupby(["newer", "why"], sort=False)]
    if found.unknown:
        said.append(_unknown(found.unknown, say))
    return [one for one in said if one]


def _bridged(found: Histories) -> pd.DataFrame:
    """`place`, `period`, `mark`, `older`, `newer` of each figure that was published for other regions."""
    rows = [
        (code, str(period), mark, older, found.versions[code])
        for code, line in found.lines.items()
        if FROM in line
        for period, mark, older, value in line[["time_period", "bridged", FROM, "obs_value"]].itertuples(index=False)
        if mark and value == value  # noqa: PLR0124  not missing
    ]
    return pd.DataFrame(rows, columns=["place", "period", "mark", "older", "newer"])


def _anew(rows: pd.DataFrame, mark: Mark, shown: Screen, say: Language) -> str:
    if rows.empty:
        return ""
    gaps = _gaps(rows, say)
    if rule(shown.indicator) is Rule.MEAN:
        return say(
            "Dashes and open markers: figures of {places} were published for the regions of NUTS {older}. They are "
            "computed anew for those of NUTS {newer}, as a mean weighted by the people who lived in each part in 2018.",
            **gaps,
        )
    if mark is Mark.MERGED:
        return say(
            "Dashes and open markers: figures of {places} were published for the regions of NUTS {older}, and are "
            "added up from whole regions to those of NUTS {newer}.",
            **gaps,
        )
    return say(
        "Dashes and open markers: figures of {places} were published for the regions of NUTS {older}. They are "
        "computed anew for those of NUTS {newer}: what was published for a larger or shifted region is divided by "
        "where its people lived in 2018, so they are estimates.",
        **gaps,
    )


def _renamed(rows: pd.DataFrame, say: Language) -> str:
    if rows.empty:
        return ""
    return say(
        "Figures of {places} were published for the same area under another code (NUTS {older}).", **_gaps(rows, say)
    )


def _stopped(rows: pd.DataFrame, say: Language) -> str:
    gaps = _gaps(rows, say)
    if (rows["why"] == Why.NONE_HELD).all():
        return say(
            "Left out: {places}. Those figures are for the regions of NUTS {older}, the line is for those of NUTS "
            "{newer}, the borders differ, and no correspondence between the two is held.",
            **gaps,
        )
    return say(
        "Left out: {places}. The regions of NUTS {older} had other borders, and this figure says nothing of parts of a "
        "region.",
        **gaps,
    )


def _gaps(rows: pd.DataFrame, say: Language) -> dict[str, str]:
    """The places with their years, and the versions on both sides."""
    years = {str(place): span(periods, say) for place, periods in rows.groupby("place", sort=False)["period"]}
    return {
        "places": ", ".join(f"{place} ({said})" for place, said in years.items()),
        "older": _joined(rows["older"].unique(), say),
        "newer": _joined(rows["newer"].unique(), say),
    }


def _unknown(left_out: int, say: Language) -> str:
    return say.plural(
        "{n} more figure under these codes is not part of the lines: its borders are not held or not certain.",
        "{n} more figures under these codes are not part of the lines: their borders are not held or not certain.",
        left_out,
    )


def _joined(versions: Iterable[str], say: Language) -> str:
    first, *others = sorted(versions)
    return say("{one} and {other}", one=first, other=", ".join(others)) if others else first


def span(periods: Iterable[str], say: Language) -> str:
    """A period, or the first and the last of several."""
    ordered = sorted(periods)
    first, last = say.period(ordered[0]), say.period(ordered[-1])
    return first if first == last else say("{first} to {last}", first=first, last=last)
