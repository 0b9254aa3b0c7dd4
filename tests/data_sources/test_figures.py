"""Many indicators in one sweep: every row of the tables, a newer copy first, a damaged one passed over."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_sources import store
from data_sources.figures import figures
from data_sources.schema import COLUMNS

IDS = ("c_forborn", "asy_all", "p_trust")


def as_rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    texts = table[list(COLUMNS)].astype(dict.fromkeys([one for one in COLUMNS if one != "obs_value"], str))
    return list(texts.fillna({"obs_value": -1.0}).itertuples(index=False, name=None))


def test_it_is_every_row_of_the_tables_indicator_by_indicator() -> None:
    found = figures(IDS)
    assert list(dict.fromkeys(found["id"].astype(str))) == sorted(IDS)
    for id in IDS:
        assert as_rows(found[found["id"] == id]) == as_rows(store.load(id).table)


def test_what_cannot_be_read_has_no_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store, "SNAPSHOT", tmp_path)
    path = store.path_of("p_trust", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no table")
    assert figures(["p_trust", "c_forborn"]).empty
