"""Places under their old codes, and the small regions that the people of functional urban areas live in.

Codes of the Urban Audit were given out anew: NL002C1 was Amsterdam, NL001C is, and NL002C is Alkmaar. Codes of
older releases end in a digit; within the current list some places stand twice. Old codes are joined to the
current one by name, never by number. The tables are written by `data_sources.urban_tables`.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from data_sources import roots
from data_sources.codes import eurostat_code

SNAPSHOT = roots.SNAPSHOT / "geography"
CROSSWALK = "urban-codes.parquet"
PEOPLE = "fua-people.parquet"
ANY_RELEASE = "#"
"""Stands in the crosswalk for the digit of a release at the end of an older code."""

_OF_A_RELEASE = len("NL002C1")
_NO_KEY = {"obs_value", "obs_flag", "conf_status", "_old", "_missing"}


@lru_cache(maxsize=1)
def crosswalk() -> dict[str, str]:
    """Old code -> current code; older releases as `NL002C#`, with any digit at the end."""
    table = pd.read_parquet(SNAPSHOT / CROSSWALK)
    return dict(zip(table["old"], table["code"], strict=True))


@lru_cache(maxsize=1)
def people_by_nuts3() -> pd.DataFrame:
    """`fua`, `nuts3`, `vintage`, `share`: which part of its people each region holds, adding up to 1; read-only."""
    return pd.read_parquet(SNAPSHOT / PEOPLE).astype({"vintage": str})


def current(code: str) -> str:
    """The current code of a city or functional urban area; any other code as it is, but EL for GR and UK for GB."""
    code = eurostat_code(code)
    of_a_release = len(code) == _OF_A_RELEASE and code[-1].isdigit()
    return crosswalk().get(code[:-1] + ANY_RELEASE if of_a_release else code, code)


def renumbered(table: pd.DataFrame) -> pd.DataFrame:
    """The table with places under their current codes; where both codes have a figure, that of the current one."""
    renamed = {code: current(code) for code in map(str, table["geo"].unique()) if current(code) != code}
    if not renamed:
        return table
    geo = table["geo"].astype(str)
    now = geo.map(renamed).fillna(geo)
    old = geo.isin(renamed)
    missing = table["obs_value"].isna() if "obs_value" in table else False
    order = table.assign(geo=now.astype("category"), _old=old, _missing=missing)
    key = [name for name in order if name not in _NO_KEY]
    order = order.sort_values(["_missing", "_old"], kind="stable").drop_duplicates(key)
    return order.drop(columns=["_old", "_missing"]).sort_index().reset_index(drop=True)


def forget() -> None:
    """Drops what was read, after the files were written anew."""
    crosswalk.cache_clear()
    people_by_nuts3.cache_clear()
