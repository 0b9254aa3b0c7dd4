"""Flows between countries: bytes to flow table, countries told apart from sums, and what the snapshot holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_sources import flows, geography, parquet, refresh, world
from data_sources.catalogue.flows import DEFAULT_FLOWS, FLOWS, flow_definition
from data_sources.codes import Party, party
from data_sources.errors import CatalogueError, NoObservations, SourceError, UnexpectedPayload
from data_sources.obtain import get, obtain_flows
from data_sources.schema import FLOW_COLUMNS, FLOW_KEY
from data_sources.sources.base import ONE_BASE
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

RECORDED = (Path(__file__).parents[1] / "recorded" / "flows.json").read_bytes()
ASYLUM = FLOWS[DEFAULT_FLOWS]


def obtained(body: bytes = RECORDED) -> pd.DataFrame:
    return obtain_flows(ASYLUM, lambda _url, _source: body)[0]


def figure(table: pd.DataFrame, origin: str, destination: str, period: str) -> float:
    keys = zip(FLOW_KEY, (origin, destination, period), strict=True)
    row = table[pd.concat([table[name] == code for name, code in keys], axis=1).all(axis=1)]
    return float(row["obs_value"].iloc[0])


def test_the_origin_is_asked_for_without_a_filter() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return RECORDED

    _, provenance = obtain_flows(ASYLUM, ask)
    assert asked == [provenance.request_url]
    assert "applicant=FRST" in asked[0]
    assert "citizen" not in asked[0]
    assert (provenance.dataflow, str(provenance.updated_at)) == ("migr_asyappctza", "2025-04-30")
    assert provenance.licence


def test_one_row_a_pair_and_period() -> None:
    table = obtained()
    assert tuple(table.columns) == FLOW_COLUMNS
    assert not table.duplicated(list(FLOW_KEY)).any()
    assert figure(table, "SY", "DE", "2016") == 266_250
    flagged = table[(table["origin"] == "SY") & (table["destination"] == "SE") & (table["time_period"] == "2016")]
    assert list(flagged["obs_flag"]) == ["p"]
    withheld = table[table["conf_status"] == "C"]
    assert list(withheld["origin"]) == ["DE"]
    assert withheld["obs_value"].isna().all()


def test_sums_are_told_apart_from_countries() -> None:
    table = obtained()
    assert set(table.loc[table["destination_kind"] == Party.SUM.value, "destination"]) == {"EU28", "TOTAL"}
    assert set(table.loc[table["origin_kind"] == Party.COUNTRY.value, "origin"]) == {"SY", "AL", "DE"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SY", Party.COUNTRY),
        ("XK", Party.COUNTRY),
        ("EU", Party.SUM),
        ("EA", Party.SUM),
        ("EU27_2020", Party.SUM),
        ("EXT_EU27_2020", Party.SUM),
        ("TOTAL", Party.SUM),
        ("UK_OCT", Party.SUM),
        ("STLS", Party.STATELESS),
        ("RNC", Party.STATELESS),
        ("UNK", Party.UNKNOWN),
    ],
)
def test_what_a_code_stands_for(code: str, kind: Party) -> None:
    assert party(code) is kind


def without_figures() -> bytes:
    answer = json.loads(RECORDED)
    return json.dumps({**answer, "value": {}, "status": {"0": "|C"}}).encode()


@pytest.mark.parametrize(
    ("body", "said"), [(b"{", "damaged"), (without_figures(), "no values"), (b"<root/>", "XML came")]
)
def test_another_shape_is_named_with_its_address(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said) as caught:
        obtained(body)
    assert caught.value.url.startswith("https://ec.europa.eu/eurostat/")


def test_unknown_flows_are_refused() -> None:
    with pytest.raises(CatalogueError, match="nope"):
        flow_definition("nope")


def test_nothing_held_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "path_of", lambda id: tmp_path / id)
    with pytest.raises(NoObservations):
        flows.load(DEFAULT_FLOWS)


def test_the_newest_period_is_a_complete_one() -> None:
    table, provenance = obtain_flows(ASYLUM, lambda _url, _source: RECORDED)
    few = table[(table["time_period"] == "2016") & (table["origin"] == "SY")].head(1)
    table = pd.concat([table[table["time_period"] == "2015"], few])
    held = flows.Flows(table=table, definition=ASYLUM, provenance=provenance)
    assert held.periods == ("2015", "2016")
    assert held.newest == "2015"


def manifest() -> dict[str, Any]:
    text = (flows.SNAPSHOT.parent / "manifest.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_snapshot_is_described_by_the_manifest() -> None:
    held = flows.load(DEFAULT_FLOWS)
    assert [entry["id"] for entry in manifest()["flows"]] == list(FLOWS)
    (entry,) = [entry for entry in manifest()["flows"] if entry["id"] == DEFAULT_FLOWS]
    assert entry == json.loads(json.dumps(refresh._flow_entry(DEFAULT_FLOWS, flows.path_of(DEFAULT_FLOWS))))
    assert entry["periods"] == list(held.periods)
    assert "127.0.0.1" not in entry["request_url"]
    assert f"`{DEFAULT_FLOWS}`" in (ROOT / "DATA_LICENSES.md").read_text(encoding="utf-8")


def test_known_figures() -> None:
    table = flows.load(DEFAULT_FLOWS).table
    assert figure(table, "TOTAL", "DE", "2016") == 722_365
    assert figure(table, "SY", "DE", "2016") == 266_250


def test_nearly_every_country_of_origin_has_a_point() -> None:
    table = flows.load(DEFAULT_FLOWS).table
    origins = set(table.loc[table["origin_kind"] == Party.COUNTRY.value, "origin"])
    assert origins - set(flows.points()) == {"TW"}  # the source of the shapes has none of its own
    lon, lat = flows.points()["SY"]
    assert 35.7 < lon < 42.4
    assert 32.3 < lat < 37.4


def test_the_land_is_held_and_small() -> None:
    path = flows.LAND / flows.land_url().rpartition("/")[2]
    assert path.stat().st_size < 100_000
    shapes = json.loads(path.read_bytes())["features"]
    assert len(shapes) > 200
    assert all(ring[0] == ring[-1] for shape in shapes for ring in shape["geometry"]["coordinates"])


@pytest.mark.standin
def test_the_committed_flows_are_what_the_standin_gives(
    standin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    assert refresh.main(["--only", DEFAULT_FLOWS, "--out", str(tmp_path)]) == 0
    assert f"{DEFAULT_FLOWS}: new, 31,923 rows" in capfd.readouterr().out
    path = flows.path_of(DEFAULT_FLOWS, tmp_path / flows.SNAPSHOT.relative_to(ROOT))
    assert parquet.read(path, FLOW_COLUMNS)[0].equals(flows.load(DEFAULT_FLOWS).table)


@pytest.mark.standin
def test_the_committed_world_is_what_the_standin_gives(
    standin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    assert world.manifest(tmp_path) == []
    world.write(get, tmp_path)
    world.write(get, tmp_path)
    made, committed = ([entry["sha256"] for entry in world.manifest(root)] for root in (tmp_path, ROOT))
    assert made == committed
    assert made == [entry["sha256"] for entry in manifest()["boundaries"] if entry["name"] in {"world", "points"}]
    assert len(geography.countries()) <= len(flows.points())


@pytest.mark.standin
def test_flows_that_cannot_be_fetched_keep_their_file(
    standin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    assert refresh.main(["--only", DEFAULT_FLOWS, "--out", str(tmp_path)]) == 0

    def refuses(_entry: object, _ask: object, *, wait: object) -> tuple[pd.DataFrame, object]:
        assert wait
        raise SourceError("gone")

    monkeypatch.setattr(refresh, "obtain_flows", refuses)
    assert refresh.main(["--only", DEFAULT_FLOWS, "--anew", "--out", str(tmp_path)]) == 1
    assert f"not fetched: {DEFAULT_FLOWS}: gone" in capfd.readouterr().err
    text = (tmp_path / "data_sources" / "snapshot" / "manifest.json").read_text(encoding="utf-8")
    assert [entry["id"] for entry in json.loads(text)["flows"]] == [DEFAULT_FLOWS]
