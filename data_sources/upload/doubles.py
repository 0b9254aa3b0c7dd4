"""Rows of one place and period: told once where they agree, left out until the reader chooses where they do not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources.sentences import Told, told
from data_sources.upload.choices import Choices
from data_sources.upload.limits import MOST_OF_A_KIND
from data_sources.upload.problems import Listed, Problem, Severity

KEY = ["geo", "time_period"]
_COUNTED = 20_000_000


def repeats(keys: npt.NDArray[np.int64]) -> bool:
    """True where a key, a number from 0, comes more than once."""
    if not len(keys):
        return False
    if int(keys.max()) < _COUNTED:
        return bool(np.bincount(keys).max() > 1)
    return bool(pd.Series(keys).duplicated().any())


def settled(table: pd.DataFrame, choices: Choices, listed: Listed, column: str) -> pd.DataFrame:
    """The table with each key once. `table` has `line`; rows of one key that differ go unless the last is accepted."""
    pair = table["geo"].cat.codes.to_numpy().astype(np.int64) * (len(table["time_period"].cat.categories) + 1)
    pair += table["time_period"].cat.codes.to_numpy()
    if not repeats(pair):
        return table
    doubled = pd.Series(pair, index=table.index).duplicated(keep=False)
    rows = table[doubled]
    said = rows.dropna(subset="obs_value")
    spread = said.groupby(KEY, observed=True)["obs_value"].agg(["min", "max"])
    differ = spread.index[(spread["min"] != spread["max"]).to_numpy()]
    differing = pd.MultiIndex.from_frame(rows[KEY].astype(str)).isin([tuple(map(str, key)) for key in differ])
    accepted = _listed(rows[differing], choices, listed, column)
    agree = len(rows) - int(differing.sum())
    if agree:
        first = rows[~differing].iloc[0]
        fix = told("{n} rows say the same of one place and period twice; each is read once", n=agree)
        listed.add(_problem("twice", Severity.NOTE, first, column, fix, agree))
    lost = rows.index[differing] if not accepted else rows.index[:0]
    order = table.drop(index=lost).assign(_missing=lambda held: held["obs_value"].isna())
    order = order.sort_values(["_missing", "line"], ascending=[True, not accepted], kind="stable")
    return order.drop_duplicates(KEY).sort_index().drop(columns="_missing")


def _listed(rows: pd.DataFrame, choices: Choices, listed: Listed, column: str) -> bool:
    """Lists rows that contradict each other; True where the reader said to keep the last of each."""
    if rows.empty:
        return False
    problem = Problem(kind="differ", severity=Severity.ASK, column=column, read="", n=len(rows))
    accepted = choices.accepts(problem.id)
    first = rows.iloc[0]
    fix = told(
        "{n} rows give different figures for one place and period; keep the last of each ({place} {period}: {figures})",
        n=len(rows),
        place=str(first["geo"]),
        period=str(first["time_period"]),
        figures=tuple(told("{figure} (line {line})", figure=value, line=line) for value, line in _pair(rows)),
    )
    listed.add(
        Problem(
            kind="differ", severity=Severity.ASK, line=int(first["line"]), column=column, read="",
            fix=fix, n=len(rows), accepted=accepted,
        )
    )  # fmt: skip
    return accepted


def _pair(rows: pd.DataFrame) -> list[tuple[float, int]]:
    first = rows.iloc[0]
    same = rows[(rows["geo"] == first["geo"]) & (rows["time_period"] == first["time_period"])]
    return [(float(value), int(line)) for value, line in zip(same["obs_value"], same["line"], strict=True)][
        :MOST_OF_A_KIND
    ]


def _problem(kind: str, severity: Severity, first: pd.Series, column: str, fix: Told, n: int) -> Problem:  # noqa: PLR0913, PLR0917
    read = f"{first['geo']} {first['time_period']}"
    return Problem(kind=kind, severity=severity, line=int(first["line"]), column=column, read=read, fix=fix, n=n)
