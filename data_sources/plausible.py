"""Figures that cannot be: a stock of residents that doubles and halves again within a year.

Found in city data of Eurostat (November 2025): Berlin has 317,050 inhabitants in 2024 after 3,755,251, and
nearly half of the German cities jump in that year. Such a figure loses its value and is counted in a note;
where a quarter of a country's places jump in one period, none of that country and period is believed.
"""

from __future__ import annotations

import pandas as pd

from data_sources.model import Indicator, Note

LEFT_OUT = "{n} figures contradict the years next to them and are left out: {where}."

_NEAR_YEARS = 3
_JUMP = 2.0
_SURE_JUMP = 3.0
_FAULTY_SHARE = 0.25
_ENOUGH_PLACES = 4


def believable(table: pd.DataFrame, indicator: Indicator) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """The table without the values that cannot be, and a note that counts them; untouched if not `steady`."""
    if not indicator.steady:
        return table, ()
    ratio = _ratio_to_near_years(table)
    jump = _jumps(ratio, _JUMP)
    group = [table["geo"].astype(str).str[:2], table["time_period"].astype(str)]
    places = ratio.notna().groupby(group).transform("sum")
    faulty = (jump.groupby(group).transform("sum") >= _FAULTY_SHARE * places) & (places >= _ENOUGH_PLACES)
    wrong = (_jumps(ratio, _SURE_JUMP) | faulty) & table["obs_value"].notna()
    if not wrong.any():
        return table, ()
    found = [f"{geo} {period}" for geo, period in zip(group[0][wrong], group[1][wrong], strict=True)]
    counted = pd.Series(found).value_counts().sort_index()
    where = ", ".join(f"{name} ({count})" for name, count in counted.items())
    note = Note(LEFT_OUT, (("n", str(int(wrong.sum()))), ("where", where)))
    return table.assign(obs_value=table["obs_value"].mask(wrong)), (note,)


def _jumps(ratio: pd.Series, factor: float) -> pd.Series:
    return (ratio > factor) | (ratio < 1 / factor)


def _ratio_to_near_years(table: pd.DataFrame) -> pd.Series:
    """Each value divided by the median of the same place's values at most three years away; NaN without any."""
    years = table["time_period"].astype(str).str[:4].astype(int)
    wide = pd.DataFrame({"geo": table["geo"].astype(str), "year": years, "value": table["obs_value"]})
    grid = wide.pivot_table(index="geo", columns="year", values="value")
    held = [int(str(year)) for year in grid]
    ratios = {y: grid[y] / grid[[x for x in held if 0 < abs(x - y) <= _NEAR_YEARS]].median(axis=1) for y in held}
    long = pd.DataFrame(ratios).melt(ignore_index=False, var_name="year", value_name="ratio").reset_index()
    return pd.Series(wide.merge(long, on=["geo", "year"], how="left")["ratio"].to_numpy(), index=table.index)
