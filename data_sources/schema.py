"""The observation table: its columns, its key, and the one check at the border."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data_sources.codes import UnknownFlag, party, split_flag
from data_sources.errors import UnexpectedPayload
from data_sources.model import UNDATED, Indicator, Level, Provenance

KEY = ("geo", "time_period")
CATEGORIES = ("geo", "time_period", "obs_flag", "conf_status", "level", "geo_vintage")
COLUMNS = ("geo", "time_period", "obs_value", "obs_flag", "conf_status", "level", "geo_vintage")
"""`obs_value` is float64 in the indicator's unit, NaN where not available; all others are categoricals.

`level` is the kind of place; `geo_vintage` the code list the place was found in (a NUTS version such as
2016, or the Urban Audit release), empty where the code is in none that is held.
"""

FLOW_KEY = ("origin", "destination", "time_period")
FLOW_COLUMNS = (*FLOW_KEY, "obs_value", "obs_flag", "conf_status", "origin_kind", "destination_kind")
"""Flows between places: as above, one row a pair and period; the kinds are those of `codes.Party`."""

POINT_KEY = ("place", "within", "lon", "lat", "time_period")
POINT_COLUMNS = (*POINT_KEY, "obs_value", "obs_flag", "conf_status")
"""Figures at points: a place by its name, the country or route it is counted in, and degrees east and north."""

_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]|W[0-5]\d)(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Observations:
    """One indicator's observation table with where it comes from: all that `store` returns."""

    table: pd.DataFrame
    indicator: Indicator
    provenance: Provenance

    def periods(self, level: Level) -> tuple[str, ...]:
        """Periods with at least one value at `level`, ascending."""
        rows = self.table[(self.table["level"] == level.value) & self.table["obs_value"].notna()]
        return tuple(sorted(rows["time_period"].astype(str).unique()))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels of the catalogue with at least one value, from country to city.

        A source may add others: city data sets hold a row for each country too.
        """
        held = set(self.table.loc[self.table["obs_value"].notna(), "level"].unique())
        return tuple(level for level in Level if level.value in held and level in self.indicator.levels)


def observation_table(columns: dict[str, Iterable[object]], *, raw_flags: Iterable[str] | None = None) -> pd.DataFrame:
    """A table of `geo`, `time_period`, `obs_value` and any free dimension, with its flags split.

    `raw_flags` are the source's own (`bep`, `@C`, ``); without them no flag is known; `lon` and `lat` of points stay
    numbers. Raises `UnexpectedPayload` on a flag in no code list, or a value that is no number.
    """
    table = pd.DataFrame(columns)
    raw = pd.Series("", index=table.index) if raw_flags is None else pd.Series(list(raw_flags), dtype=object)
    try:
        split = {flag: split_flag(flag) for flag in raw.unique()}
    except UnknownFlag as error:
        raise UnexpectedPayload(str(error)) from error
    try:
        table["obs_value"] = pd.to_numeric(table["obs_value"]).astype("float64")
    except (ValueError, TypeError) as error:
        raise UnexpectedPayload(f"a value is not a figure: {error}") from error
    table["obs_flag"] = raw.map({flag: parts[0] for flag, parts in split.items()})
    table["conf_status"] = raw.map({flag: parts[1] for flag, parts in split.items()})
    for name in table.columns.difference(["obs_value", "lon", "lat"], sort=False):
        table[name] = _categorical(table[name])
    return table


def _categorical(values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.CategoricalDtype) and values.notna().all():  # its few codes say it all
        used = values.cat.remove_unused_categories()
        return used.cat.set_categories(sorted(used.cat.categories.astype(str)))
    texts = values.astype(object).astype(str)
    return texts.astype(pd.CategoricalDtype(sorted(texts.unique())))


def drop_empty(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that say something: a value, a flag or a confidentiality status."""
    said = table["obs_value"].notna() | (table["obs_flag"] != "") | (table["conf_status"] != "")
    return table[said].reset_index(drop=True)


def check(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return `table` in canonical columns and order, or raise `UnexpectedPayload` saying what is wrong.

    Holds: the columns exist, the key is unique, periods are SDMX periods (or `undated`), a value is finite,
    and there is at least one value: an empty answer is an error, never zeros.
    """
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise _wrong(indicator, f"columns {missing} are missing")
    _check_key(table, KEY, indicator)
    _check_cells(table, indicator)
    ordered = table[list(COLUMNS)].copy()
    for name in CATEGORIES:
        ordered[name] = _categorical(ordered[name])
    return ordered.sort_values(["level", "time_period", "geo"], ignore_index=True)


def check_flows(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The answer to a definition of flows as a flow table, or `UnexpectedPayload` saying what is wrong.

    The free dimension of the definition is the origin, `geo` the destination.
    """
    flows = table.rename(columns={indicator.formula.dimension: "origin", "geo": "destination"})
    _check_key(flows, FLOW_KEY, indicator)
    _check_cells(flows, indicator)
    for end in ("origin", "destination"):
        flows[f"{end}_kind"] = _categorical(flows[end].astype(str).map(party))
    return flows[list(FLOW_COLUMNS)].sort_values(list(FLOW_KEY), ignore_index=True)


def check_points(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The answer to a definition of points in canonical columns, or `UnexpectedPayload` saying what is wrong."""
    missing = [name for name in POINT_COLUMNS if name not in table.columns]
    if missing:
        raise _wrong(indicator, f"columns {missing} are missing")
    _check_key(table, POINT_KEY, indicator)
    _check_cells(table, indicator)
    if not (table["lon"].between(-180, 180) & table["lat"].between(-90, 90)).all():
        raise _wrong(indicator, "a point lies outside the world")
    return table[list(POINT_COLUMNS)].sort_values(list(POINT_KEY), ignore_index=True)


def _check_key(table: pd.DataFrame, key: tuple[str, ...], indicator: Indicator) -> None:
    repeated = table.duplicated(list(key))
    if repeated.any():
        first = table.loc[repeated, list(key)].iloc[0].astype(str).tolist()
        raise _wrong(indicator, f"{int(repeated.sum())} rows repeat a key, first {first}")


def _check_cells(table: pd.DataFrame, indicator: Indicator) -> None:
    fault = fault_of_cells(table)
    if fault:
        raise _wrong(indicator, fault)


def fault_of_cells(table: pd.DataFrame) -> str:
    """What is wrong with the periods or values of a table, or empty."""
    periods = [str(period) for period in table["time_period"].cat.categories]
    bad = [period for period in periods if period != UNDATED and not _PERIOD.fullmatch(period)]
    if bad:
        return f"{bad[0]!r} is not a period"
    if np.isinf(table["obs_value"]).any():
        return "a value is infinite"
    if not table["obs_value"].notna().any():
        return "the answer holds no values; is a code of the filter wrong?"
    return ""


def _wrong(indicator: Indicator, what: str) -> UnexpectedPayload:
    source = indicator.dataflow.source if indicator.dataflow else "formula"
    return UnexpectedPayload(f"{indicator.id}: {what}", source=source)
