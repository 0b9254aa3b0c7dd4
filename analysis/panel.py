"""Over time within places: y_it = a_i + g_t + b x_i,t-k + e_it, errors clustered by place (linearmodels)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.lags import paired
from analysis.refusal import Reason, Refused
from analysis.within import demeaned, moves

FEWEST_PLACES = 20
FEWEST_YEARS = 4
FEWEST_ROWS = 100
FEW_CLUSTERS = 40
"""Under as many places clustered errors are too small."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Coefficients and standard errors by name, R2 within places, places and rows."""

    coefficients: dict[str, float]
    errors: dict[str, float]
    within: float
    places: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What `fixed_effects` found: y goes with x by `b` per unit of x, with its error and 95 % interval.

    `pairs` has the figures behind it, a row a place and year: geo, year, x, y and both without the means of place
    and year (`x_within`, `y_within`). `across` is the plain correlation of the places' own means.
    """

    b: float
    error: float
    low: float
    high: float
    within: float
    places: int
    years: tuple[int, int]
    rows: int
    across: float
    pairs: pd.DataFrame

    @property
    def few_clusters(self) -> bool:
        """True where the clustered error is not to be trusted."""
        return self.places < FEW_CLUSTERS


def fit(table: pd.DataFrame, y: str, xs: Sequence[str], *, years_too: bool, clustered: bool) -> Fit:
    """Least squares with an effect for each place, and one for each year. `table` has an index (place, year)."""
    from linearmodels.panel import PanelOLS  # noqa: PLC0415  pandas, scipy and statsmodels: when a reader opens it

    model = PanelOLS(table[y], table[list(xs)], entity_effects=True, time_effects=years_too)
    found = model.fit(cov_type="clustered", cluster_entity=True) if clustered else model.fit()
    return Fit(
        coefficients={name: float(found.params[name]) for name in xs},
        errors={name: float(found.std_errors[name]) for name in xs},
        within=float(found.rsquared_within),
        places=table.index.get_level_values(0).nunique(),
        rows=len(table),
    )


def fixed_effects(panel: pd.DataFrame, lag: int = 0) -> Panel | Refused:
    """How y goes with x of `lag` years before within places, what all share in a year taken out."""
    pairs = paired(panel, lag)
    place, codes = pd.factorize(pairs["geo"])
    year, years = pd.factorize(pairs["year"])
    refused = _too_little(len(codes), len(years), len(pairs))
    if refused:
        return refused
    raw = [pairs[name].to_numpy(dtype=np.float64) for name in ("x", "y")]
    x, y = (demeaned(values, place, year) for values in raw)
    if not (moves(x, raw[0]) and moves(y, raw[1])):
        return Refused(reason=Reason.SAME)
    found = fit(pairs.set_index(["geo", "year"]), "y", ("x",), years_too=True, clustered=True)
    return _result(found, pairs.assign(x_within=x, y_within=y))


def _too_little(places: int, years: int, rows: int) -> Refused | None:
    if years < FEWEST_YEARS:
        return Refused(reason=Reason.YEARS, have=years, need=FEWEST_YEARS)
    if places < FEWEST_PLACES:
        return Refused(reason=Reason.PLACES, have=places, need=FEWEST_PLACES)
    return Refused(reason=Reason.ROWS, have=rows, need=FEWEST_ROWS) if rows < FEWEST_ROWS else None


def _result(found: Fit, pairs: pd.DataFrame) -> Panel:
    from scipy import stats  # noqa: PLC0415

    b, error = found.coefficients["x"], found.errors["x"]
    # as many free pieces of information as there are places, less one: rows of one place are no new ones
    margin = float(stats.t.ppf(0.975, found.places - 1)) * error
    means = pairs.groupby("geo")[["x", "y"]].mean()
    return Panel(
        b=b,
        error=error,
        low=b - margin,
        high=b + margin,
        within=float(np.corrcoef(pairs["x_within"], pairs["y_within"])[0, 1] ** 2),
        places=found.places,
        years=(int(pairs["year"].min()), int(pairs["year"].max())),
        rows=found.rows,
        across=float(means["x"].corr(means["y"])),
        pairs=pairs,
    )
