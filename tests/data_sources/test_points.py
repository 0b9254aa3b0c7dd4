"""Tables of points: what the snapshot holds of places that are no region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_sources import points, refresh
from data_sources.catalogue.points import POINTS, point_definition
from data_sources.errors import CatalogueError, NoObservations
from data_sources.model import Level
from data_sources.schema import POINT_COLUMNS, POINT_KEY
from tests.conftest import ROOT

every_table = pytest.mark.parametrize("id", POINTS)


@every_table
def test_the_snapshot_holds_every_table_and_the_manifest_describes_it(id: str) -> None:
    held = points.load(id)
    assert tuple(held.table.columns) == POINT_COLUMNS
    assert not held.table.duplicated(list(POINT_KEY)).any()
    assert held.table["obs_value"].notna().all()
    listed = json.loads((points.SNAPSHOT.parent / "manifest.json").read_text(encoding="utf-8"))["points"]
    (entry,) = [one for one in listed if one["id"] == id]
    assert entry == json.loads(json.dumps(refresh._flow_entry(id, points.path_of(id), POINT_COLUMNS)))
    assert entry["periods"] == list(held.periods)
    assert "127.0.0.1" not in entry["request_url"]
    assert f"`{id}`" in (ROOT / "DATA_LICENSES.md").read_text(encoding="utf-8")


@every_table
def test_points_stay_off_the_maps_of_regions(id: str) -> None:
    assert POINTS[id].levels == (Level.AGGREGATE,)


def test_known_figures() -> None:
    table = points.load("landing_places").table
    lesvos = table[(table["place"] == "Lesvos") & (table["time_period"] == "2015")]
    assert lesvos["obs_value"].tolist() == [506_919.0]
    missing = points.load("missing_places").table
    assert missing.loc[missing["within"] == "R_CMED", "obs_value"].sum() == 24_967


def test_what_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CatalogueError, match="nope"):
        point_definition("nope")
    monkeypatch.setattr(points, "path_of", lambda id: tmp_path / id)
    with pytest.raises(NoObservations):
        points.load("landing_places")
