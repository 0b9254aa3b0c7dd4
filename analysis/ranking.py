"""Who has most, and what changed."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a column `rank`, highest value first; ties share the best rank, no value no rank (last)."""
    rank = rows["obs_value"].rank(method="min", ascending=False)
    # two stable sorts: pandas' own by two columns takes five times as long
    by_code = rows["geo"].astype(str).to_numpy(dtype=object).argsort(kind="stable")
    by_rank = rank.to_numpy()[by_code].argsort(kind="stable")
    return rows.assign(rank=rank.astype("Int64")).iloc[by_code[by_rank]].reset_index(drop=True)


def changes(earlier: pd.DataFrame, later: pd.DataFrame, comparable: Collection[str] | None = None) -> pd.DataFrame:
    """Places with a value in both, with `before`, `after`, `change` and `change_pc` (of the earlier value).

    `obs_flag` joins the letters of both ends. Where `comparable` is given only its codes are compared: the
    same code of two NUTS versions may name two areas.
    """
    both = _valued(earlier).merge(_valued(later), on="geo", suffixes=("_before", "_after"))
    if comparable is not None:
        both = both[both["geo"].isin(comparable)]
    change = both["obs_value_after"] - both["obs_value_before"]
    flags = both["obs_flag_before"] + both["obs_flag_after"]
    table = pd.DataFrame(
        {
            "geo": both["geo"],
            "before": both["obs_value_before"],
            "after": both["obs_value_after"],
            "change": change,
            "change_pc": 100 * change / both["obs_value_before"].where(both["obs_value_before"] > 0),
            "obs_flag": flags.map(lambda text: "".join(sorted(set(text)))),
        }
    )
    return table.sort_values(["change", "geo"], ascending=[False, True], ignore_index=True)


def _valued(rows: pd.DataFrame) -> pd.DataFrame:
    valued = rows.loc[rows["obs_value"].notna(), ["geo", "obs_value", "obs_flag"]]
    return valued.astype({"geo": str, "obs_flag": str})
