"""Frontex, IOM, Italy and the UK Home Office: recorded bytes to tables, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.codes import ROUTES, Party, party
from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.obtain import obtain, obtain_flows, obtain_points, reachable
from data_sources.schema import Observations
from data_sources.sources.base import ONE_BASE
from data_sources.sources.frontex import Frontex
from data_sources.sources.missing_migrants import MissingMigrants
from tests.observed import cells

RECORDED = Path(__file__).parents[1] / "recorded"


def body(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


@pytest.fixture(autouse=True)
def _mirrored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of these services have no lasting public address."""
    monkeypatch.setenv(ONE_BASE, "http://127.0.0.1:1")


def held(id: str, text: bytes) -> Observations:
    return obtain(CATALOGUE[id], lambda _url, _source: text)


def flow(id: str, text: bytes) -> dict[tuple[str, str, str], float]:
    table, _ = obtain_flows(FLOWS[id], lambda _url, _source: text)
    keys = zip(table["origin"], table["destination"], table["time_period"], strict=True)
    return dict(zip(keys, table["obs_value"].tolist(), strict=True))


def test_detections_by_route_and_nationality_with_land_and_sea_together() -> None:
    assert flow("frontex_flows", body("frontex.csv")) == {
        ("AF", "R_EMED", "2020-07"): 100.0,
        ("OOS", "R_CMED", "2020-07"): 12.0,
        ("STLS", "R_EBORDER", "2015-10"): 3.0,
        ("TN", "R_CMED", "2020-07"): 4080.0,
        ("UNK", "R_WBALKAN", "2015-10"): 5000.0,
    }


def test_a_route_is_no_country() -> None:
    assert {party(code) for code in ROUTES} == {Party.ROUTE}
    assert {party(code) for code in ("OOS", "MIX", "OTH", "TIB")} == {Party.UNKNOWN}


def test_deaths_by_country_leave_out_the_incomplete_year() -> None:
    found = held("missing_migrants", body("missing_migrants.csv"))
    assert cells(found.table) == {("EL", "2023"): (600.0, "", ""), ("ES", "2023"): (3.0, "", "")}
    assert str(found.provenance.notes[0]).startswith("The file ends on 2024-02-03")
    whole = body("missing_migrants.csv").replace(b"2024-02-03", b"2024-12-31")
    assert held("missing_migrants", whole).periods(found.levels[0]) == ("2023", "2024")


def test_deaths_by_route_and_origin_with_several_origins_as_mixed() -> None:
    assert flow("missing_flows", body("missing_migrants.csv")) == {
        ("AF", "R_EMED", "2024-02"): 3.0,
        ("MIX", "R_CMED", "2023-06"): 600.0,
        ("SN", "R_WAFR", "2023-11"): 3.0,
        ("UNK", "R_CMED", "2023-06"): 4.0,
    }


def test_deaths_at_a_place_are_summed_by_month() -> None:
    table, _ = obtain_points(POINTS["missing_places"], lambda _url, _source: body("missing_migrants.csv"))
    assert len(table) == 4
    (row,) = table[table["place"] == "El Hierro, Spain"].to_dict("records")
    assert (row["within"], row["lon"], row["lat"], row["time_period"], row["obs_value"]) == (
        "R_WAFR",
        -17.98,
        27.64,
        "2023-11",
        3.0,
    )


def test_a_point_outside_the_world_is_refused() -> None:
    with pytest.raises(UnexpectedPayload, match="outside the world"):
        obtain_points(
            POINTS["missing_places"], lambda _url, _source: body("missing_migrants.csv").replace(b"36.238", b"362.38")
        )


def test_days_become_months_by_the_last_report_that_tells_of_them() -> None:
    found = held("it_landings", body("italy_days.csv"))
    assert cells(found.table) == {("IT", "2024-02"): (28 * 10.0 + 40, "", "")}
    assert str(found.provenance.notes[0]) == "Months of which a day is missing are left out: 2024-03."


def test_a_day_that_no_report_tells_leaves_the_month_out() -> None:
    lines = body("italy_days.csv").decode().splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("2024-02-20") or line.rstrip().endswith("02-15"))
    with pytest.raises(UnexpectedPayload, match="holds no values"):
        held("it_landings", text.encode())


def test_people_in_reception_on_the_last_day_reported() -> None:
    found = held("it_reception", body("italy_reception.csv"))
    assert cells(found.table) == {("ITG1", "2023-08"): (12100.0, "", ""), ("ITC2", "2023-08"): (100.0, "", "")}
    assert set(found.table["geo_vintage"]) == {"2024"}
    assert "Trentino" in str(found.provenance.notes[0])


def test_nationalities_at_the_end_of_the_year() -> None:
    assert flow("it_landings_flows", body("italy_nationalities.csv")) == {
        ("EG", "IT", "2022"): 20542.0,
        ("OTH", "IT", "2022"): 7000.0,
        ("TN", "IT", "2022"): 18148.0,
    }


def test_local_authorities_become_cities_and_a_later_type_of_support_is_a_break() -> None:
    found = held("uk_asylum_support", body("uk_support.csv"))
    assert cells(found.table) == {
        ("UK002C", "2017-Q4"): (1532.0, "", ""),
        ("UK004C", "2017-Q4"): (3600.0, "", ""),
        ("UK004C", "2018-Q1"): (4300.0, "b", ""),
        ("UK001C", "2018-Q1"): (100.0, "b", ""),
    }


def test_resettlement_schemes_are_summed_and_a_new_one_is_no_break() -> None:
    found = held("uk_resettled", body("uk_resettled.csv"))
    assert cells(found.table) == {("UK004C", "2014-Q4"): (37.0, "", ""), ("UK004C", "2021-Q1"): (15.0, "", "")}


def test_files_of_italy_are_asked_under_the_mirrors_names_and_cited_under_their_own() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return body("italy_reception.csv")

    found = obtain(CATALOGUE["it_reception"], ask)
    assert asked == ["http://127.0.0.1:1/italy/accoglienza_regioni.csv"]
    assert found.provenance.request_url.endswith("/sbarchi-migranti/dati/accoglienza.csv")


def test_what_has_no_lasting_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ONE_BASE)
    assert not reachable(CATALOGUE["missing_migrants"])
    assert not reachable(CATALOGUE["uk_asylum_support"])
    assert reachable(CATALOGUE["it_landings"])
    for source, entry in ((Frontex(), FLOWS["frontex_flows"]), (MissingMigrants(), CATALOGUE["missing_migrants"])):
        with pytest.raises(SourceUnavailable, match="no public address"):
            source.request(entry).url()


Change = Callable[[bytes], bytes]

CHANGED: list[tuple[str, str, Change, str]] = [
    ("frontex_flows", "frontex.csv", lambda b: b.replace(b"Detections", b"Count"), "no column Detections"),
    ("frontex_flows", "frontex.csv", lambda b: b.replace(b"Eastern Borders", b"Arctic"), "in no list: Arctic Route"),
    ("frontex_flows", "frontex.csv", lambda b: b.replace(b"TUN", b"QQQ"), "in no list: QQQ"),
    ("frontex_flows", "frontex.csv", lambda b: b.replace(b"2020-07", b"JUL2020"), "'JUL2020' is not a period"),
    ("missing_flows", "missing_migrants.csv", lambda b: b.replace(b"Longitude", b"X"), "no column Longitude"),
    ("missing_migrants", "missing_migrants.csv", lambda b: b.replace(b"GRC", b"QQQ"), "in no list: QQQ"),
    ("it_landings", "italy_days.csv", lambda b: b.replace(b"Valore,", b"Numero,", 1), "no column Valore"),
    ("it_landings", "italy_days.csv", lambda b: b.replace(b",40,", b",forty,"), "'forty' is not a figure"),
    ("it_reception", "italy_reception.csv", lambda b: b.replace(b"Migranti", b"Persone"), "no column Migranti"),
    ("it_reception", "italy_reception.csv", lambda b: b.replace(b",19,", b",21,"), "in no list: 21"),
    (
        "it_landings_flows",
        "italy_nationalities.csv",
        lambda b: b.replace(b"ISO_3166-1", b"ISO"),
        "no column ISO_3166-1",
    ),
    ("uk_asylum_support", "uk_support.csv", lambda b: b.replace(b"LAD Code", b"ONS code"), "no column LAD Code"),
    (
        "uk_asylum_support",
        "uk_support.csv",
        lambda b: b.replace(b",E0", b",X0").replace(b",S1", b",X1"),
        "no local auth",
    ),
]


@pytest.mark.parametrize(("id", "name", "change", "said"), CHANGED, ids=[f"{id}: {said}" for id, _, _, said in CHANGED])
def test_a_file_that_changed_is_refused_by_name(id: str, name: str, change: Change, said: str) -> None:
    text = change(body(name))
    assert text != body(name)
    with pytest.raises(UnexpectedPayload, match=said) as caught:
        flow(id, text) if id in FLOWS else held(id, text)
    assert caught.value.source
    assert caught.value.url


@pytest.mark.parametrize("id", ["missing_migrants", "it_reception", "uk_asylum_support"])
def test_an_empty_file_is_refused(id: str) -> None:
    with pytest.raises(UnexpectedPayload, match="cannot be read"):
        held(id, b"")
    header = {"missing_migrants": "missing_migrants.csv", "it_reception": "italy_reception.csv"}
    first = body(header.get(id, "uk_support.csv")).splitlines(keepends=True)[0]
    with pytest.raises(UnexpectedPayload):
        held(id, first)
