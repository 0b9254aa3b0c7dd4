"""Every operational source against the stand-in's real rows, and every fault ends in the right named error."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace

import pandas as pd
import pytest

from data_sources import flows, http, points, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.operational import INDICATORS
from data_sources.catalogue.points import POINTS
from data_sources.errors import SourceError
from data_sources.obtain import get, obtain, obtain_flows, obtain_points
from data_sources.schema import KEY
from data_sources.sources.base import ONE_BASE
from tests.data_sources.test_faults import SHORT_S, STANDIN_FAULTS

pytestmark = pytest.mark.slow

OPERATIONAL_FLOWS = ("frontex_flows", "missing_flows", "it_landings_flows")
"""The rebuild of the snapshot (test_refresh) asks for every flow; those in pages take the stand-in a minute."""

ONE_EACH = (
    "sea_arrivals",
    "refugees",
    "frontex_flows",
    "missing_migrants",
    "it_landings",
    "uk_asylum_support",
    "disaster_deaths",
)
"""An indicator or flow of each source."""

LONG_S = (1.0, 5.0)


@pytest.fixture
def mirror(standin: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The stand-in as the base of every service, with retries at once."""
    monkeypatch.setenv(ONE_BASE, standin)
    monkeypatch.setattr(http, "_RETRY", http._RETRY.new(backoff_factor=0, backoff_jitter=0))
    http._session.cache_clear()
    return standin


def same(new: pd.DataFrame, held: pd.DataFrame) -> bool:
    return bool(new.reset_index(drop=True).equals(held.reset_index(drop=True)))


@pytest.mark.parametrize("id", [entry.id for entry in INDICATORS])
def test_the_committed_figures_are_what_the_standin_gives(mirror: str, id: str) -> None:
    assert mirror
    new = obtain(CATALOGUE[id])
    assert same(new.table, store.load(id).table)
    assert set(new.levels) == set(CATALOGUE[id].levels)


@pytest.mark.parametrize("id", OPERATIONAL_FLOWS)
def test_the_committed_flows_are_what_the_standin_gives(mirror: str, id: str) -> None:
    assert mirror
    assert same(obtain_flows(FLOWS[id], get)[0], flows.load(id).table)


@pytest.mark.parametrize("id", POINTS)
def test_the_committed_points_are_what_the_standin_gives(mirror: str, id: str) -> None:
    assert mirror
    assert same(obtain_points(POINTS[id])[0], points.load(id).table)


def log(base: str, path: str) -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{base}/__log?path={path}") as answer:
        body = json.loads(answer.read())
    found: list[dict[str, object]] = body["requests"] if isinstance(body, dict) else body
    return found


def test_the_last_page_is_asked_and_none_after_it(mirror: str) -> None:
    with urllib.request.urlopen(f"{mirror}/__log/clear", data=b""):
        pass
    entry = FLOWS["refugees_flows"]
    few = [("yearFrom", "2024") if pair[0] == "yearFrom" else pair for pair in entry.key]
    table, _ = obtain_flows(replace(entry, key=tuple(few)))
    asked = [row for row in log(mirror, "unhcr-api") if row.get("status") == 200]
    assert len(asked) == 2  # 12,490 pairs of two years, 10,000 a page
    assert set(table["time_period"]) == {"2024", "2025"}


def test_known_figures() -> None:
    def figure(id: str, geo: str, period: str) -> float:
        table = store.load(id).table
        return float(table.set_index(list(KEY))["obs_value"].astype(float).loc[(geo, period)])

    assert figure("sea_arrivals", "EL", "2015-10") == 211_663
    assert figure("uk_asylum_support", "UK002C", "2024-Q3") == 2_476
    assert figure("uk_asylum_support", "UK004C", "2024-Q3") == 4_075
    assert figure("refugees", "AT", "2020") == 141_816
    detections = flows.load("frontex_flows").table
    of_2015 = detections[detections["time_period"].astype(str).str.startswith("2015")]
    assert of_2015.loc[of_2015["destination"] == "R_EMED", "obs_value"].sum() == pytest.approx(885_386, rel=0.01)


@pytest.mark.parametrize("id", ONE_EACH)
@pytest.mark.parametrize(("fault", "error", "said"), STANDIN_FAULTS.values(), ids=STANDIN_FAULTS)
def test_every_fault_is_named(
    mirror: str, id: str, fault: dict[str, object], error: type[SourceError], said: str
) -> None:
    body = json.dumps([{"path": "^/(unhcr|unhcr-api|frontex|iom|italy|uk|unsd)/", **fault}]).encode()
    with urllib.request.urlopen(f"{mirror}/__faults", data=body):
        pass
    timeout_s = SHORT_S if fault["kind"] == "slow" else LONG_S

    def ask(url: str, source: str) -> bytes:
        return http.fetch(url, source=source, timeout_s=timeout_s)

    with pytest.raises(error, match=said) as caught:
        obtain_flows(FLOWS[id], ask) if id in FLOWS else obtain(CATALOGUE[id], ask)
    assert caught.value.source
