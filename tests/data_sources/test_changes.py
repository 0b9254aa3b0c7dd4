"""What a refresh writes down: periods, revisions with the largest first, flags, dropped places; and what it keeps."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_sources import changes, parquet
from data_sources.changes import Change, FlagChange, Refresh, Revision
from data_sources.errors import RequestRejected
from data_sources.schema import KEY
from tests.data_sources.conftest import OLD
from tests.observed import Row, rows

BEFORE: tuple[Row, ...] = (
    ("DE", "2020", 10.0),
    ("FR", "2020", 20.0, "p"),
    ("UK", "2020", 30.0),
    ("IT", "2020", None, "@C"),
    ("ES", "2020", 1.0, "p"),
)
AFTER: tuple[Row, ...] = (
    ("DE", "2020", 10.5),
    ("FR", "2020", 17.0),
    ("IT", "2020", 4.0),
    ("ES", "2020", 1.0),
    ("DE", "2021", 11.0),
    ("HR", "2020", 2.0),
)


def compared(path: Path, before: tuple[Row, ...], after: tuple[Row, ...]) -> Change:
    parquet.write(path, rows(*before), OLD)
    return changes.difference("cpi", path, rows(*after), KEY)


def test_everything_that_changed_is_named(tmp_path: Path) -> None:
    found = compared(tmp_path / "cpi.parquet", BEFORE, AFTER)
    assert found == Change(
        id="cpi",
        rows_before=5,
        rows=6,
        new_periods=("2021",),
        new_places=("HR",),
        new_places_count=1,
        dropped_places=("UK",),
        dropped_places_count=1,
        revised=3,
        largest=(
            Revision(place="FR", period="2020", old=20.0, new=17.0),
            Revision(place="DE", period="2020", old=10.0, new=10.5),
            Revision(place="IT", period="2020", old=None, new=4.0),
        ),
        flags=(FlagChange(old="p", new="", count=2), FlagChange(old="C", new="", count=1)),
    )
    assert str(found) == (
        "+1 rows, 3 values revised (most: FR 2020: 20 -> 17); new periods 2021; 3 flags changed; 1 new places; "
        "dropped places UK"
    )
    assert not found.nothing


def test_the_same_figures_are_no_change(tmp_path: Path) -> None:
    found = compared(tmp_path / "cpi.parquet", BEFORE, BEFORE)
    assert found.nothing
    assert str(found) == "+0 rows, 0 values revised"


def test_long_lists_are_cut_and_counted(tmp_path: Path) -> None:
    many: tuple[Row, ...] = tuple((f"DE{n:03}", "2020", float(n)) for n in range(80))
    found = compared(tmp_path / "cpi.parquet", many, (("DE000", "2020", 5.0),))
    assert (len(found.dropped_places), found.dropped_places_count) == (50, 79)
    assert str(found).endswith("and 29 more")
    revised = compared(tmp_path / "cpi.parquet", many, tuple((code, "2020", 1000.0) for code, *_ in many))
    assert (len(revised.largest), revised.revised) == (10, 80)
    assert revised.largest[0].place == "DE000"


def test_flows_are_named_by_both_ends(tmp_path: Path) -> None:
    def flows(value: float) -> pd.DataFrame:
        one = {"origin": ["SY"], "destination": ["DE"], "time_period": ["2020"], "obs_value": [value]}
        return pd.DataFrame({**one, "obs_flag": [""], "conf_status": [""]})

    parquet.write(tmp_path / "x.parquet", flows(1.0), OLD)
    found = changes.difference("x", tmp_path / "x.parquet", flows(2.0), ("origin", "destination", "time_period"))
    assert found.largest == (Revision(place="SY / DE", period="2020", old=1.0, new=2.0),)


def test_what_cannot_be_compared_says_why(tmp_path: Path) -> None:
    path = tmp_path / "cpi.parquet"
    assert str(changes.difference("cpi", path, rows(*BEFORE), KEY)) == "new, 5 rows"
    path.write_bytes(b"PAR1")
    assert "replaces a file that cannot be read" in str(changes.difference("cpi", path, rows(*BEFORE), KEY))


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    change = compared(tmp_path / "cpi.parquet", BEFORE, AFTER)
    failure = changes.failure("density", RequestRejected("no", source="eurostat", url="https://x"))
    done = Refresh(started="a", live=False, finished="b", unchanged=3, changes=(change,), failures=(failure,))
    assert changes.latest(tmp_path) is None
    changes.write(done, tmp_path)
    assert changes.latest(tmp_path) == done
    changes.write(done, tmp_path)
    assert len(changes.history(tmp_path)) == 1
    for n in range(20):
        changes.write(Refresh(started=str(n), live=True, finished="z"), tmp_path)
    assert [one.started for one in changes.history(tmp_path)] == [str(n) for n in range(19, 7, -1)]


def test_a_refresh_takes_over_from_one_that_was_broken_off(tmp_path: Path) -> None:
    first = changes.begin("1", live=True, folder=tmp_path).having(Change(id="cpi", rows=1))
    changes.write(first, tmp_path)
    second = changes.begin("2", live=True, folder=tmp_path)
    assert second.changes == (Change(id="cpi", rows=1),)
    assert second.having(Change(id="cpi", rows=2)).changes == (Change(id="cpi", rows=2),)
    changes.write(Refresh(started="1", live=True, finished="3"), tmp_path)
    assert changes.begin("4", live=True, folder=tmp_path).changes == ()


@pytest.mark.parametrize("text", ["", "[]", '{"refreshes": [{"started": 1}]}'])
def test_a_damaged_record_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / changes.FILE).write_text(text, encoding="utf-8")
    assert changes.history(tmp_path) == ()


def test_a_revision_of_a_neighbourhood_is_counted_and_not_named(tmp_path: Path) -> None:
    before: tuple[Row, ...] = (("UK004C_S02003001", "2022", 4.0), ("UK", "2022", 40.0))
    found = compared(tmp_path / "cpi.parquet", before, (("UK004C_S02003001", "2022", 7.0), ("UK", "2022", 41.0)))
    assert found.revised == 2
    assert [one.place for one in found.largest] == ["UK"]
