"""Counts per inhabitants, with the population that divides them named."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

FARTHEST_YEARS = 2
"""How old a population may be to divide a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerHead:
    """A table whose `obs_value` is per `per` inhabitants, and the population years that were used.

    `years` maps a period to the year of 1 January whose population divides it, where it is not its own.
    """

    table: pd.DataFrame
    years: dict[str, int]


def per_inhabitants(counts: pd.DataFrame, population: pd.DataFrame, per: int) -> PerHead:
    """Counts divided by the population on 1 January of their year, else the latest within two years before.

    Both are observation tables; a row without such a population keeps its flag and loses its value. The
    population's flags join the count's: an estimated base makes an estimated rate.
    """
    rows = counts.copy()
    rows["year"] = pd.to_numeric(rows["time_period"].astype(str).str[:4]).astype("int64")
    base = population[population["obs_value"] > 0]
    base = pd.DataFrame(
        {
            "geo": base["geo"].astype(str),
            "base_year": pd.to_numeric(base["time_period"].astype(str).str[:4]).astype("int64"),
            "base_value": base["obs_value"],
            "base_flag": base["obs_flag"].astype(str),
        }
    )
    rows["geo"] = rows["geo"].astype(str)
    joined = pd.merge_asof(
        rows.reset_index().sort_values("year"),
        base.sort_values("base_year"),
        left_on="year",
        right_on="base_year",
        by="geo",
        tolerance=FARTHEST_YEARS,
    ).set_index("index")
    joined = joined.loc[rows.index]
    rows["obs_value"] = per * rows["obs_value"] / joined["base_value"]
    both = counts["obs_flag"].astype(str) + joined["base_flag"].fillna("")
    rows["obs_flag"] = both.map({text: "".join(sorted(set(text))) for text in both.unique()})
    older = joined[(joined["base_year"] != joined["year"]) & rows["obs_value"].notna()]
    years = older.groupby(older["time_period"].astype(str))["base_year"].min()
    rows = rows.drop(columns="year")
    for name in ("geo", "obs_flag"):
        rows[name] = rows[name].astype("category")
    return PerHead(table=rows, years={str(period): int(year) for period, year in years.items()})
