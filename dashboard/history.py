"""An indicator's figures and sentences of all periods, in the form the map in the browser reads.

A place is a number n: its position in its set, which is the order of the boundary file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.classify import Method, classify
from analysis.rounding import rounded
from dashboard import text
from dashboard.language import Language
from dashboard.screen import Screen, Series, change_between
from data_sources import geography
from data_sources.frames import located
from data_sources.model import NUTS, Level

Json = dict[str, Any]

_WITHHELD = "C"
_WHOLE = (Level.COUNTRY, *NUTS, Level.DISTRICT)
"""Levels whose sets hold every place of a code list, in the order of its boundary file."""

_THIRDS = 3
_OWN_COUNTRY = 2  # the letters of a code that are its country's


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Figures as columns; `n` is -1 for a code that is not in the set."""

    geo: npt.NDArray[np.object_]
    n: npt.NDArray[np.intp]
    value: npt.NDArray[np.float64]
    flags: npt.NDArray[np.object_]
    conf: npt.NDArray[np.object_]

    def at(self, rows: npt.NDArray[np.bool_]) -> _Rows:
        """The same for some of the rows."""
        return _Rows(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})


def history(shown: Series, say: Language) -> Json:
    """The figures of every period of a Series, and the sets of places they belong to."""
    sets = {vintage: _codes(shown, vintage) for vintage in dict.fromkeys(_sets(shown))}
    rows = {vintage: _rows(shown, vintage, codes) for vintage, codes in sets.items()}
    number = {vintage: position for position, vintage in enumerate(sets)}
    time = pd.Categorical(shown.rows["time_period"])
    frames = []
    for period, vintage in zip(shown.periods, _sets(shown), strict=True):
        now = rows[vintage].at(time.codes == time.categories.get_loc(period))
        frames.append(_frame(number[vintage], len(sets[vintage]), now))
    return {
        "periods": list(shown.periods),
        "labels": [say.period(period) for period in shown.periods],
        "sets": [_set(shown, vintage, codes, say) for vintage, codes in sets.items()],
        "frames": frames,
        "lines": None,
    }


def change_history(now: Screen, earlier: Screen, say: Language) -> Json:
    """The change between two Screens as figures of one period, so that its map is a map like any other."""
    shown = now.series
    vintage = now.vintage if shown.level in NUTS else _sets(shown)[0]
    codes = _codes(shown, vintage)
    changed = change_between(now, earlier)
    geo = changed["geo"].to_numpy(dtype=object)
    rows = _Rows(
        geo=geo,
        n=codes.get_indexer(pd.Index(geo)),
        value=changed["change"].to_numpy(dtype=np.float64),
        flags=changed["obs_flag"].to_numpy(dtype=object),
        conf=np.full(len(geo), "", dtype=object),
    )
    frame = _frame(0, len(codes), rows)
    withheld = codes.get_indexer(pd.Index(sorted(_withheld_codes(now) | _withheld_codes(earlier))))
    return {
        "periods": [change_period(earlier.period, now.period)],
        "labels": [say("{first} to {last}", first=say.period(earlier.period), last=say.period(now.period))],
        "sets": [_set(shown, vintage, codes, say)],
        "frames": [frame | {"withheld": sorted(withheld[withheld >= 0].tolist())}],
        "lines": None,
    }


def change_period(since: str, until: str) -> str:
    """The name of a change's only period, as an ISO 8601 interval: 2015/2023."""
    return f"{since}/{until}"


def pair_history(first: Screen, second: Screen, say: Language) -> Json:
    """Two indicators as figures of one period: a value is the number of its colour, three rows of three.

    Rows are thirds of the indicator about people, columns thirds of the other, among the places that have both.
    """
    shown, vintage = first.series, first.vintage if first.level in NUTS else _sets(first.series)[0]
    codes = _pair_codes(first, second, vintage)
    both = _both(first, second, codes)
    swapped = second.indicator.theme.about_people and not first.indicator.theme.about_people
    people, place = (second, first) if swapped else (first, second)
    thirds = [classify(both[name], Method.QUANTILES, 3).class_of(both[name]) for name in ("one", "other")]
    row, column = thirds[::-1] if swapped else thirds
    rows = _Rows(
        geo=both.index.to_numpy(dtype=object),
        n=codes.get_indexer(both.index),
        value=(_THIRDS * row + column).astype(np.float64),
        flags=both["flags"].to_numpy(dtype=object),
        conf=np.full(len(both), "", dtype=object),
    )
    lines = np.full(len(codes), "", dtype=object)
    pairs = zip(both["one"], both["other"], strict=True)
    lines[rows.n] = [
        f"{text.figure(one, first.indicator, say)} · {text.figure(other, second.indicator, say)}"
        for one, other in pairs
    ]
    return {
        "periods": [pair_period(first.period, second.period)],
        "labels": [f"{text.title(first, say)} · {text.title(second, say)}"],
        "sets": [_set(shown, vintage, codes, say)],
        "frames": [_frame(0, len(codes), rows) | _reasons(people, place, first, codes)],
        "lines": [lines.tolist()],
    }


def pair_figures(first: Screen, second: Screen) -> pd.DataFrame:
    """Code -> `one`, `other`, `flags` of every place that a map of both gives a colour."""
    vintage = first.vintage if first.level in NUTS else _sets(first.series)[0]
    return _both(first, second, _pair_codes(first, second, vintage))


def _pair_codes(first: Screen, second: Screen, vintage: str) -> pd.Index:
    """The codes of a set of two indicators: cities that are in either table."""
    if first.level in _WHOLE:
        return _codes(first.series, vintage)
    return _codes(first.series, vintage).union(_codes(second.series, vintage))


def _reasons(people: Screen, place: Screen, drawn: Screen, codes: pd.Index) -> Json:
    """Why a place has no colour: which are withheld in either, and which have one figure only, by whose it is."""
    held = [codes.isin(_meant(shown, drawn)) for shown in (people, place)]
    withheld = codes.get_indexer(pd.Index(sorted(_withheld_codes(people) | _withheld_codes(place))))
    only = {"rows": held[0] & ~held[1], "columns": held[1] & ~held[0]}
    return {
        "withheld": sorted(withheld[withheld >= 0].tolist()),
        "only": {name: np.flatnonzero(found).tolist() for name, found in only.items()},
    }


def _meant(shown: Screen, other: Screen) -> pd.Index:
    """The codes with a figure; of regions those that mean the same area on the map of another."""
    found: pd.Index = pd.Index(shown.valued["geo"])
    if shown.level in NUTS:
        found = found[found.isin(geography.comparable(shown.level, shown.vintage, other.vintage))]
    return found


def pair_period(first: str, second: str) -> str:
    """The name of a pair's only period: the one both have, or 2023/2022."""
    return first if first == second else f"{first}/{second}"


def _both(first: Screen, second: Screen, codes: pd.Index) -> pd.DataFrame:
    """Code -> `one`, `other`, `flags` of the places on the map with both figures, in the same boundaries."""
    left, right = (shown.valued.set_index("geo")[["obs_value", "obs_flag"]] for shown in (first, second))
    shared = left.index.intersection(right.index).intersection(codes)
    if first.level in NUTS:
        shared = shared[shared.isin(geography.comparable(first.level, first.vintage, second.vintage))]
    left, right = left.loc[shared], right.loc[shared]
    flags = (left["obs_flag"] + right["obs_flag"]).map(lambda letters: "".join(sorted(set(letters))))
    return pd.DataFrame({"one": left["obs_value"], "other": right["obs_value"], "flags": flags})


def words(screens: Iterable[Screen], say: Language) -> dict[str, Json]:
    """Period -> the sentences that go with it; one Screen a period."""
    return {
        shown.period: {
            "finding": text.finding(shown, say),
            "subtitle": text.subtitle(shown, say),
            "summary": text.summary(shown, say),
            "notes": text.notices(shown, say),
        }
        for shown in screens
    }


def _sets(shown: Series) -> list[str]:
    """For each period the vintage of its set: regions change with it, all others are one set for all periods."""
    if shown.level in NUTS:
        return [shown.vintages.get(period, "") for period in shown.periods]
    if shown.level is Level.DISTRICT:  # one city, cut up in one way
        return [max(shown.vintages.values(), default="")] * len(shown.periods)
    return ["" if shown.level is Level.COUNTRY else geography.URBAN_AUDIT] * len(shown.periods)


def _codes(shown: Series, vintage: str) -> pd.Index:
    """The codes of a set in order: all of a boundary file, or the cities that are in the table in any period."""
    known = shown.known(vintage).index
    return known if shown.level in _WHOLE else known[known.isin(shown.rows["geo"].unique())]


def _ever_reported(shown: Series) -> set[str]:
    """Codes with a figure, be it withheld, in any period."""
    withheld = shown.rows.loc[shown.rows["conf_status"] == _WITHHELD, "geo"]
    return {*shown.ever.index, *withheld.astype(str)}


def _rows(shown: Series, vintage: str, codes: pd.Index) -> _Rows:
    """All rows of a Series, numbered by one set: a region's code counts in its own version only."""
    columns = {name: pd.Categorical(shown.rows[name]) for name in ("geo", "obs_flag", "conf_status", "geo_vintage")}
    geo, versions = columns["geo"], columns["geo_vintage"]
    meant = versions == vintage if shown.level in NUTS else versions != ""
    return _Rows(
        geo=_texts(geo),
        n=np.where(meant, codes.get_indexer(geo.categories)[geo.codes], -1),
        value=shown.rows["obs_value"].to_numpy(dtype=np.float64),
        flags=_texts(columns["obs_flag"]),
        conf=_texts(columns["conf_status"]),
    )


def _texts(column: pd.Categorical) -> npt.NDArray[np.object_]:
    found: npt.NDArray[np.object_] = column.categories.to_numpy(dtype=object)[column.codes]
    return found


def _frame(position: int, size: int, rows: _Rows) -> Json:
    """One period: values by n, places by flag, what is withheld, and how many figures have no place on the map."""
    placed, valued = rows.n >= 0, ~np.isnan(rows.value)
    drawn = rows.at(placed & valued)
    values = np.full(size, None, dtype=object)
    values[drawn.n] = rounded(drawn.value)
    return {
        "set": position,
        "values": values.tolist(),
        "flags": _by_flag(rows.at(placed & (rows.flags != ""))),
        "withheld": sorted(rows.n[placed & ~valued & (rows.conf == _WITHHELD)].tolist()),
        "off": int((~placed & valued).sum()),
    }


def _by_flag(flagged: _Rows) -> dict[str, list[int]]:
    """Letter -> places that carry it, alone or with others."""
    found: dict[str, list[int]] = {}
    for letters in sorted(set(flagged.flags)):
        places = flagged.n[flagged.flags == letters].tolist()
        for letter in letters:
            found[letter] = sorted(found.get(letter, []) + places)
    return dict(sorted(found.items()))


def _set(shown: Series, vintage: str, codes: pd.Index, say: Language) -> Json:
    """A set of places as the browser gets it; regions without a version have no places and no shapes."""
    level = shown.level
    shapes = shown.shapes(vintage) if level in _WHOLE and len(codes) > 0 else ""
    names = geography.names_url(level, vintage) if shapes and level in NUTS else ""
    table = shown.known(vintage).loc[codes]
    return {
        "vintage": vintage,
        "shapes": shapes,
        "names": names,
        "ids": None if names else codes.tolist(),
        "names_inline": None if names else _names(table, level, say),
        "points": None if level in (Level.COUNTRY, *NUTS) or shapes else _points(table),
        "borders": _borders(level, vintage, names, shapes),
        "outside": _outside(table, shown),
    }


def _points(table: pd.DataFrame) -> list[list[int] | None]:
    return located(table["lon"].tolist(), table["lat"].tolist())


def _borders(level: Level, vintage: str, names: str, shapes: str) -> str:
    """Outlines of countries; none through a city, for which they are too coarse."""
    if level is Level.DISTRICT and shapes:
        return ""
    return (geography.borders_url(vintage) if names else "") or geography.boundary_url(Level.COUNTRY, "")


def _names(table: pd.DataFrame, level: Level, say: Language) -> list[str]:
    return [say.country(code) for code in table.index] if level is Level.COUNTRY else table["name"].tolist()


def _outside(table: pd.DataFrame, shown: Series) -> list[int]:
    """The places of countries without a figure at this level in any period: this data set never covers them."""
    countries = {code[:_OWN_COUNTRY] for code in _ever_reported(shown)}
    found: list[int] = np.flatnonzero(~table["country"].isin(countries)).tolist()
    return found


def _withheld_codes(shown: Screen) -> set[str]:
    """Places whose figure exists and is not published; of regions those on the map."""
    cells = shown.missing
    return set(cells.loc[(cells["conf_status"] == _WITHHELD) & (cells["n"] >= 0), "geo"])
