"""Small observation tables for tests, written as rows and read back as cells."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_sources.schema import observation_table

Row = tuple[str, str, float | None] | tuple[str, str, float | None, str]
Cell = tuple[float | None, str, str]


def rows(*given: Row, level: str = "country", vintage: str = "2024") -> pd.DataFrame:
    """A table of (geo, time_period, value[, raw flags]) rows, all at one level and vintage."""
    columns: dict[str, list[Any]] = {
        "geo": [row[0] for row in given],
        "time_period": [row[1] for row in given],
        "obs_value": [float("nan") if row[2] is None else row[2] for row in given],
        "level": [level] * len(given),
        "geo_vintage": [vintage] * len(given),
    }
    return observation_table({**columns}, raw_flags=[row[3] if len(row) > 3 else "" for row in given])


def cells(table: pd.DataFrame) -> dict[tuple[str, str], Cell]:
    """(geo, time_period) -> (value or None, obs_flag, conf_status)."""
    parts = (table[name] for name in ("geo", "time_period", "obs_value", "obs_flag", "conf_status"))
    return {
        (str(geo), str(period)): (None if pd.isna(value) else float(value), str(flag), str(conf))
        for geo, period, value, flag, conf in zip(*parts, strict=True)
    }
