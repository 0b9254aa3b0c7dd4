"""Around each place's own arrival peak: another figure as an index, from three years before to three after.

Descriptive: it shows what went along with a peak, beside places with few arrivals that started alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.refusal import Reason, Refused

SPAN = 3
FEWEST = 10
FEWEST_YEARS = 5
"""Of arrivals in a place, before its highest can be called a peak."""

CLEAR = 1.5
"""How many standard deviations of the place's own years a peak stands above their mean."""

STEPS = tuple(range(-SPAN, SPAN + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """`lines`: a row a place with a peak, a column a year from it (-3 to 3), the figure as index, `base` = 100.

    `peaks` is the year of each; `beside` has the same for the place matched to each, whose code `partners` tells:
    in the lowest third of arrivals in that year, without a peak of its own in those years, nearest at the start.
    `no_peak`, `cut` and `lone` count places left out: no clear peak, no whole series around it, no match.
    """

    lines: pd.DataFrame
    beside: pd.DataFrame
    peaks: pd.Series
    partners: pd.Series
    base: int
    no_peak: int
    cut: int
    lone: int


def peak_years(panel: pd.DataFrame) -> pd.Series:
    """Code -> the year of the place's clear peak of x; places without one are left out."""
    whole = panel.dropna(subset=["x"]).sort_values(["geo", "year"])
    grouped = whole.groupby("geo")["x"]
    count, mean, spread = grouped.transform("size"), grouped.transform("mean"), grouped.transform("std")
    clear = whole[(count >= FEWEST_YEARS) & (spread > 0) & (whole["x"] >= mean + CLEAR * spread)]
    highest = clear.loc[clear.groupby("geo")["x"].idxmax()]  # the first of equals
    return highest.set_index("geo")["year"].astype(int)


def around_peaks(panel: pd.DataFrame, base: int = -1) -> Events | Refused:
    """`Events` of a panel (geo, year, x, y), the year `base` steps from the peak as 100."""
    refused = _too_short(panel)
    if refused:
        return refused
    y, x = (panel.pivot_table(index="geo", columns="year", values=name, dropna=False) for name in ("y", "x"))
    peaks = peak_years(panel)
    lines = _windows(y, peaks, base)
    partners = _partners(x, y, peaks, lines.index, base)
    lone = len(lines) - len(partners)
    lines = lines.loc[partners.index]
    if len(lines) < FEWEST:
        return Refused(reason=Reason.PEAKS, have=len(lines), need=FEWEST)
    years = peaks[partners.index]
    beside = [_window(y, other, int(year), base) for other, year in zip(partners, years, strict=True)]
    return Events(
        lines=lines,
        beside=pd.DataFrame(beside, index=lines.index),
        peaks=years,
        partners=partners,
        base=base,
        no_peak=panel["geo"].nunique() - len(peaks),
        cut=len(peaks) - len(lines) - lone,
        lone=lone,
    )


def _too_short(panel: pd.DataFrame) -> Refused | None:
    """A peak needs some years of arrivals, the time around it seven of the other figure."""
    for name, need in (("y", len(STEPS)), ("x", FEWEST_YEARS)):
        years = int(panel.dropna(subset=[name])["year"].nunique())
        if years < need:
            return Refused(reason=Reason.YEARS, have=years, need=need)
    return None


def _windows(y: pd.DataFrame, peaks: pd.Series, base: int) -> pd.DataFrame:
    """The index of every place with all seven years, in the order of codes."""
    rows = {str(code): _window(y, str(code), int(year), base) for code, year in peaks.sort_index().items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(STEPS))
    return table.dropna()


def _window(y: pd.DataFrame, code: str, peak: int, base: int) -> pd.Series:
    """One place's index around a year; NaN where a year is missing or the base is not above zero."""
    columns = y.columns.get_indexer(pd.Index([peak + step for step in STEPS]))
    row = y.to_numpy(dtype=np.float64)[y.index.get_loc(code)]
    values = np.where(columns >= 0, row[columns], np.nan)
    start = values[base - STEPS[0]]
    return pd.Series(values * (100 / start if start > 0 else np.nan), index=list(STEPS))


def _partners(x: pd.DataFrame, y: pd.DataFrame, peaks: pd.Series, codes: pd.Index, base: int) -> pd.Series:
    """Code -> the low-arrival place whose figure in the base year is nearest; only where there is one."""
    found: dict[str, str] = {}
    for peak, group in peaks.loc[codes].groupby(peaks):
        start = y[int(peak) + base]
        fit = start[_quiet(x, y, peaks, int(peak)) & (start > 0)].sort_index()
        if len(fit):
            apart = np.abs(start[group.index].to_numpy()[:, None] - fit.to_numpy()[None, :])
            found |= dict(zip(group.index, fit.index[apart.argmin(axis=1)], strict=True))
    return pd.Series({code: found[code] for code in codes if code in found}, dtype=object)


def _quiet(x: pd.DataFrame, y: pd.DataFrame, peaks: pd.Series, peak: int) -> pd.Series:
    """Which places are in the lowest third of that year, without a peak near it and with all seven years."""
    low = x[peak] <= x[peak].quantile(1 / 3)
    near = peaks.reindex(x.index).sub(peak).abs() <= SPAN
    whole = y.reindex(columns=[peak + step for step in STEPS]).notna().all(axis=1)
    return low & ~near & whole
