"""Figures of one's own against published ones: the difference for each place and period that both have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

_KEY = ["geo", "time_period"]
_SAME = 1e-9
LEAST = 3
"""Fewer places have no middle worth a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two figures agree in one period: places in both, equal ones, the middle of the differences (unsigned)."""

    n: int
    equal: int
    middle: float
    """Median of the unsigned differences in the figures' unit; NaN below `LEAST` places."""

    higher: int
    """Places where one's own figure is the higher one."""


def against(own: pd.DataFrame, official: pd.DataFrame) -> pd.DataFrame:
    """A row for each place and period with both figures: `own`, `official`, `difference`, `difference_pc`, vintages.

    The difference is own minus official in the figures' unit; `difference_pc` in percent of the official one.
    """
    both = _figures(own, "own").merge(_figures(official, "official"), on=_KEY)
    difference = both["own"] - both["official"]
    base = both["official"].abs().where(both["official"] != 0)
    return both.assign(difference=difference, difference_pc=100 * difference / base)


def _figures(table: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = table.loc[table["obs_value"].notna(), [*_KEY, "geo_vintage", "obs_value"]]
    texts = rows.astype(dict.fromkeys([*_KEY, "geo_vintage"], str))
    return texts.rename(columns={"obs_value": name, "geo_vintage": f"{name}_vintage"})


def agreement(rows: pd.DataFrame) -> Agreement:
    """How far the rows of `against` of one period agree."""
    apart = rows["difference"].abs()
    same = apart <= _SAME * rows["official"].abs().clip(lower=1.0)
    middle = float(np.median(apart)) if len(rows) >= LEAST else float("nan")
    return Agreement(
        n=len(rows), equal=int(same.sum()), middle=middle, higher=int(((rows["difference"] > 0) & ~same).sum())
    )
