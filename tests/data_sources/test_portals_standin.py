"""Every portal against the stand-in's real rows, and against its faults."""

from __future__ import annotations

import csv
import json
import urllib.request

import pytest

from data_sources import geography, http
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.districts import DIVISIONS, obtain_division
from data_sources.errors import SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.model import Level
from data_sources.obtain import get, obtain
from data_sources.schema import Observations
from data_sources.sources.base import ONE_BASE
from data_sources.sources.cities import PORTALS
from tests.observed import cells

pytestmark = pytest.mark.slow

ONE_OF_EACH = {
    "berlin": "ber_foreigners_n",
    "barcelona": "bcn_south_america",
    "birmingham": "bhm_claimants",
    "birmingham-census": "bhm_crowded_n",
    "glasgow-census": "gla_crowded_n",
    "copenhagen": "cph_area",
}
ONLY_SHAPES = {"glasgow": "UK004C-wards13", "amsterdam": "NL001C-neighbourhoods"}


@pytest.fixture
def portals(standin: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(ONE_BASE, standin)
    return standin


def test_every_portal_is_tested() -> None:
    assert {*ONE_OF_EACH, *ONLY_SHAPES} == {one.id for one in PORTALS}


@pytest.mark.parametrize(
    ("id", "places", "periods"),
    [
        ("ber_foreigners_n", 12, 10),
        ("bcn_south_america", 73, 6),
        ("bcn_price", 73, 14),
        ("bhm_claimants", 69, 60),
        ("bhm_children", 69, 10),
        ("bhm_crowded_n", 69, 1),
        ("bhm_moved_n", 131, 1),
        ("bhm_imd", 659, 1),
        ("gla_crowded_n", 136, 1),
        ("gla_simd", 746, 1),
        ("cph_area", 10, 1),
    ],
)
@pytest.mark.usefixtures("portals")
def test_every_place_of_a_division_has_its_figures(id: str, places: int, periods: int) -> None:
    held = obtain(indicator(id))
    assert held.table["geo"].nunique() == places
    assert held.table["time_period"].nunique() == periods
    assert set(held.table["level"]) == {Level.DISTRICT.value}
    assert "" not in set(held.table["geo_vintage"])


def test_the_districts_of_berlin_add_up_to_the_city(portals: str) -> None:
    held = obtain(indicator("ber_foreigners_n"))
    with urllib.request.urlopen(f"{portals}/berlin/lor/population/berlin-lor-population-2024-02-t1-city.csv") as file:
        (city,) = csv.DictReader(file.read().decode("utf-8-sig").splitlines())
    assert total(held, "2024") == float(city["inhabitants_foreigners"]) == 971_878


@pytest.mark.usefixtures("portals")
def test_what_is_added_up_in_birmingham_and_glasgow_is_all_there_is() -> None:
    assert total(obtain(indicator("bhm_households")), "2021") == pytest.approx(423_400, abs=1_000)
    assert total(obtain(indicator("gla_residents")), "2022") == pytest.approx(620_700, abs=1_000)


def total(held: Observations, period: str) -> float:
    return float(held.table.loc[held.table["time_period"] == period, "obs_value"].sum())


@pytest.mark.usefixtures("portals")
def test_a_known_figure_of_each_city() -> None:
    assert cells(obtain(indicator("ber_background_n")).table)["DE001C_01", "2024"] == (231_961.0, "", "")
    assert cells(obtain(indicator("bcn_price")).table)["ES002C_1", "2025"] == (3478.98, "", "")
    assert cells(obtain(indicator("bhm_claimants")).table)["UK002C_E05011118", "2021-05"] == (1710.0, "", "")
    assert cells(obtain(indicator("gla_simd")).table)["UK004C_S01009758", "2020"] == (4997.0, "", "")
    assert cells(obtain(indicator("bhm_moved_n")).table)["UK002C_E02001827", "2021"] == (19.0, "", "")
    assert cells(obtain(indicator("cph_area")).table)["DK001C_3", "2023"] == (4_107_620.0, "", "")


@pytest.mark.parametrize("id", DIVISIONS)
@pytest.mark.usefixtures("portals")
def test_the_committed_neighbourhoods_are_what_the_portal_gives(id: str) -> None:
    held = geography.region_table(Level.DISTRICT, id)
    assert dict(held["name"].items()) == dict(obtain_division(DIVISIONS[id], get).set_index("code")["name"].items())


FAULTS: dict[str, tuple[dict[str, object], type[SourceError], str]] = {
    "503": ({"kind": "status", "status": 503}, SourceUnavailable, "answers 503"),
    "429": ({"kind": "status", "status": 429}, SourceUnavailable, "answers 429"),
    "reset": ({"kind": "reset"}, SourceUnavailable, "no connection"),
    "truncated": ({"kind": "truncate"}, SourceUnavailable, "broke off"),
    "web page": ({"kind": "html"}, UnexpectedPayload, "a web page came"),
    "empty": ({"kind": "empty"}, UnexpectedPayload, "empty"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("portal", [*ONE_OF_EACH, *ONLY_SHAPES])
def test_every_fault_of_every_portal_has_its_name(
    portals: str, monkeypatch: pytest.MonkeyPatch, portal: str, fault: str
) -> None:
    how, error, said = FAULTS[fault]
    monkeypatch.setattr(http, "_RETRY", http._RETRY.new(total=1, backoff_factor=0, backoff_jitter=0))
    http._session.cache_clear()
    inject(portals, {"path": f"^/{portal.removesuffix('-census')}", "times": None, **how})
    try:
        with pytest.raises(error, match=said) as caught:
            ask(portal)
    finally:
        http._session().close()
        http._session.cache_clear()
    assert caught.value.source == portal
    assert caught.value.url


def ask(portal: str) -> object:
    if portal in ONLY_SHAPES:
        return obtain_division(DIVISIONS[ONLY_SHAPES[portal]], get)
    return obtain(CATALOGUE[ONE_OF_EACH[portal]])


def inject(base: str, fault: dict[str, object]) -> None:
    with urllib.request.urlopen(urllib.request.Request(f"{base}/__faults", data=json.dumps(fault).encode())):
        pass
