"""UNHCR's two services: bytes to table, and pages to their real end."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.errors import RequestRejected, SourceError, UnexpectedPayload
from data_sources.obtain import obtain, obtain_flows, obtain_points
from data_sources.sources.unhcr_arrivals import PLACES, UnhcrArrivals
from data_sources.sources.unhcr_population import UnhcrPopulation
from tests.observed import cells

RECORDED = Path(__file__).parents[1] / "recorded"
SERIES = (RECORDED / "unhcr_arrivals.json").read_bytes()
LANDINGS = (RECORDED / "unhcr_landings.json").read_bytes()
PEOPLE = (RECORDED / "unhcr_population.json").read_bytes()
SEA = CATALOGUE["sea_arrivals"]
PENDING = CATALOGUE["asylum_pending"]
REFUGEES = FLOWS["refugees_flows"]


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_months_come_from_dates_seconds_and_milliseconds_and_figures_from_texts() -> None:
    table = UnhcrArrivals().parse(SERIES, SEA).table
    assert cells(table) == {
        ("IT", "2014-01"): (2171.0, "", ""),
        ("IT", "2014-02"): (3335.0, "", ""),
        ("IT", "2014-04"): (15679.0, "", ""),
        ("IT", "2014-05"): (14599.0, "", ""),
    }


def test_every_country_is_asked_once() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(query(url)["geo_id"])
        page = json.loads(SERIES)
        page["data"]["geomaster_id"] = asked[-1]
        return json.dumps(page).encode()

    held = obtain(SEA, ask)
    assert asked == list(PLACES)
    assert set(held.table["geo"]) == set(PLACES.values())
    assert held.provenance.request_url.startswith("https://data.unhcr.org/population/get/timeseries?geo_id=656&")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (SERIES.replace(b'"656"', b'"999"'), "'999' is missing or wrong"),
        (SERIES.replace(b"individuals", b"persons"), "'individuals' is missing"),
        (SERIES.replace(b"2171", b'"many"'), "'many' is not a figure"),
        (b'{"data": {"geomaster_id": "656", "timeseries": []}}', "no country has a figure"),
        (b'{"data": []}', "no time series"),
        (b"{}", "'data' is missing"),
        (b"<html>", "damaged"),
    ],
)
def test_another_shape_of_series_is_named(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        UnhcrArrivals().parse(body, SEA)


def test_places_of_landing_are_points_of_whole_years() -> None:
    table, provenance = obtain_points(POINTS["landing_places"], lambda _url, _source: LANDINGS)
    found = table[["place", "within", "lon", "lat", "time_period", "obs_value"]].astype(object).to_numpy().tolist()
    assert found == [["Lesvos", "EL", 26.33, 39.2, "2014", 9453.0], ["Sicily", "IT", 14.25, 37.75, "2014", 109528.0]]
    assert str(provenance.notes[0]).startswith("1 places")


def test_a_place_in_another_country_is_named() -> None:
    with pytest.raises(UnexpectedPayload, match="in no list: Utopia"):
        obtain_points(POINTS["landing_places"], lambda _url, _source: LANDINGS.replace(b"Greece", b"Utopia"))


def test_people_by_origin_and_asylum() -> None:
    table, provenance = obtain_flows(REFUGEES, lambda _url, _source: PEOPLE)
    found = table[["origin", "origin_kind", "destination", "obs_value"]].astype(object).to_numpy().tolist()
    assert found == [
        ["RS", "country", "CA", 210.0],
        ["SY", "country", "DE", 700000.0],
        ["UNK", "unknown", "EL", 5.0],
    ]
    assert provenance.licence == "CC BY 4.0"


def test_people_by_country_of_asylum_are_summed_and_those_outside_the_map_left_out() -> None:
    table = UnhcrPopulation().parse(PEOPLE, PENDING).table
    assert cells(table) == {("DE", "2023"): (71000.0, "", ""), ("EL", "2023"): (30.0, "", "")}


@pytest.mark.parametrize(
    ("body", "error", "said"),
    [
        (b'{"error":"Not Found","code":404}', RequestRejected, "Not Found"),
        (PEOPLE.replace(b"asylum_seekers", b"seekers"), UnexpectedPayload, "no column asylum_seekers"),
        (PEOPLE.replace(b'"DEU"', b'"QQQ"'), UnexpectedPayload, "in no list: QQQ"),
        (PEOPLE.replace(b"maxPages", b"pages"), UnexpectedPayload, "does not count its pages"),
        (PEOPLE.replace(b'"page": 1', b'"page": 7'), UnexpectedPayload, "page 1 of 1 did not come"),
        (b'{"page":1,"maxPages":1,"items":[]}', UnexpectedPayload, "is empty"),
        (b'{"page":1,"maxPages":1}', UnexpectedPayload, "is empty"),
    ],
)
def test_another_shape_of_people_is_named(body: bytes, error: type[SourceError], said: str) -> None:
    with pytest.raises(error, match=said) as caught:
        obtain(PENDING, lambda _url, _source: body)
    assert caught.value.source == "unhcr-population"


def item(n: int) -> dict[str, object]:
    return {"year": 2000 + n, "coo_iso": "SYR", "coa_iso": "DEU", "refugees": n + 1}


def served(n_items: int, limit: int) -> tuple[list[int], list[bytes]]:
    pages = [range(start, min(start + limit, n_items)) for start in range(0, n_items, limit)]
    bodies = [
        json.dumps({"page": i + 1, "maxPages": len(pages), "items": [item(n) for n in page]}).encode()
        for i, page in enumerate(pages)
    ]
    return [], bodies


@settings(max_examples=40)
@given(n_items=st.integers(1, 60), limit=st.integers(1, 25))
def test_pages_are_read_to_their_end_whatever_their_size(n_items: int, limit: int) -> None:
    asked, bodies = served(n_items, limit)

    def ask(url: str, _source: str) -> bytes:
        asked.append(int(query(url)["page"]))
        return bodies[asked[-1] - 1]

    table, _ = obtain_flows(REFUGEES, ask)
    assert asked == list(range(1, len(bodies) + 1))
    assert table["obs_value"].tolist() == [n + 1.0 for n in range(n_items)]


@settings(max_examples=40)
@given(n_items=st.integers(2, 40), limit=st.integers(1, 10), data=st.data())
def test_a_page_that_is_missing_or_repeated_is_named(n_items: int, limit: int, data: st.DataObject) -> None:
    _, bodies = served(n_items, limit)
    wrong = data.draw(st.integers(0, len(bodies) - 1))
    empty = json.dumps({"page": wrong + 1, "maxPages": len(bodies), "items": []}).encode()
    bodies[wrong] = data.draw(st.sampled_from([bodies[wrong - 1], empty])) if len(bodies) > 1 else empty
    with pytest.raises(UnexpectedPayload):
        obtain_flows(REFUGEES, lambda url, _source: bodies[int(query(url)["page"]) - 1])


def test_a_service_that_ignores_the_page_is_noticed() -> None:
    first = json.dumps({"page": 1, "maxPages": 3, "items": [item(0)]}).encode()
    with pytest.raises(UnexpectedPayload, match="do not end"):
        obtain_flows(REFUGEES, lambda _url, _source: first)
