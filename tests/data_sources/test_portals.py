"""City portals: a recorded answer of each dialect becomes a table, and whatever else comes has a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data_sources.catalogue import indicator
from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Dataflow, Formula, Frequency, Indicator
from data_sources.obtain import whole
from data_sources.sources import SOURCES, Source
from data_sources.sources.arcgis import ArcGis
from data_sources.sources.base import ONE_BASE, InFiles, Service
from data_sources.sources.cities import PORTALS
from data_sources.sources.hal import Hal
from data_sources.sources.portal import Shaped
from tests.observed import Cell, cells

RECORDED = Path(__file__).parents[1] / "recorded"
PEOPLE = indicator("bcn_residents")


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every portal has an address, also those whose own is not known; nothing is asked there."""
    monkeypatch.setenv(ONE_BASE, "http://portals")


def recorded(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def entry(source: str, code: str, *columns: tuple[str, str], **more: object) -> Indicator:
    """A count of people in a data set of `source`; `more` changes the dataflow."""
    flow = replace(Dataflow(source=source, code=code, columns=columns), **more)  # type: ignore[arg-type]
    return replace(PEOPLE, dataflow=flow, formula=Formula(), key=())


def answering(**bodies: str) -> Callable[[str, str], bytes]:
    """Stands for `http.fetch`: the recorded file whose key (a part of the URL) fits first."""

    def ask(url: str, source: str) -> bytes:
        assert source in SOURCES or source == "test"
        return recorded(next(name for part, name in bodies.items() if part in url))

    return ask


def tabled(origin: Source, wanted: Indicator, *names: str) -> dict[tuple[str, str], Cell]:
    """The table of recorded answers that come one after the other."""
    bodies = list(names)
    payload = whole(origin, origin.request(wanted), lambda _url, _source: recorded(bodies.pop(0)))
    assert not bodies, "the paging ended early"
    return cells(origin.parse(payload, wanted).table)


CKAN = ("ckan_package.json", "ckan_2020.json", "ckan_2020_rest.json", "ckan_2021.json")


def test_ckan_reads_all_pages_of_all_files_and_estimates_hidden_cells() -> None:
    wanted = indicator("bcn_south_america")
    assert tabled(SOURCES["barcelona"], wanted, *CKAN) == {
        ("ES002C_1", "2020"): (902.5, "e", ""),
        ("ES002C_42", "2020"): (None, "", "C"),
        ("ES002C_1", "2021"): (410.0, "", ""),
    }


def test_ckan_says_what_it_estimated() -> None:
    bodies = [recorded(name) for name in CKAN]
    payload = SOURCES["barcelona"].parse(b"[" + b",".join(bodies) + b"]", indicator("bcn_south_america"))
    assert [str(note)[:7] for note in payload.notes] == ["2 cells"]


def test_opendatasoft_reads_figures_that_are_texts_and_empty_ones() -> None:
    wanted = indicator("bhm_children")
    assert tabled(SOURCES["birmingham"], wanted, "opendatasoft.json") == {
        ("UK002C_E05011118", "2024"): (41.5, "", ""),
        ("UK002C_E05011119", "2024"): (25.25, "", ""),
    }


def test_opendatasoft_asks_for_its_columns_and_rows_only() -> None:
    asked = SOURCES["birmingham"].request(indicator("bhm_claimant_share"))
    assert dict(asked.params) == {
        "select": "geography_code,date,obs_value,gender_name,measure_name",
        "where": 'gender_name = "Total" and measure_name = "Claimants as a proportion of residents aged 16-64"',
        "limit": "100",
        "offset": "0",
    }


COUNTED = (("geo", "IZ_CODE"), ("time_period", "COUNTED"), ("obs_value", "HOMES"))


def test_arcgis_reads_milliseconds_since_1970_and_figures_that_are_texts() -> None:
    wanted = entry("glasgow", "Homes/FeatureServer/0", *COUNTED)
    assert tabled(SOURCES["glasgow"], wanted, "arcgis.json") == {("UK004C_S02001842", "2022"): (2150.0, "", "")}
    monthly = replace(wanted, frequency=Frequency.MONTHLY)
    assert set(tabled(SOURCES["glasgow"], monthly, "arcgis.json")) == {("UK004C_S02001842", "2022-03")}


def test_arcgis_quotes_the_codes_it_asks_for() -> None:
    arcgis = ArcGis(id="test", name="", licence="", service=Service(mount="x"), city="UK004C")
    wanted = replace(entry("test", "Homes/FeatureServer/0", *COUNTED), key=(("IZ_NAME", "King's Park"),))
    assert dict(arcgis.request(wanted).params)["where"] == "IZ_NAME = 'King''s Park'"


def test_wfs_reads_properties_dated_by_the_answer() -> None:
    found = tabled(SOURCES["copenhagen"], indicator("cph_area"), "wfs.json")
    assert found == {("DK001C_3", "2023"): (4_107_620.0, "", ""), ("DK001C_1", "2023"): (10_471_990.0, "", "")}


HAL_COLUMNS = (("geo", "naam"), ("time_period", "jaar"), ("obs_value", "inwoners"))


def test_hal_follows_the_next_page_but_never_to_another_host() -> None:
    hal = next(one for one in PORTALS if isinstance(one, Hal))
    first = hal.shapes("v1/gebieden/wijken")
    following = hal.following(recorded("hal.json").replace(b"api.data.amsterdam.nl", b"elsewhere.example"), first)
    assert following is not None
    assert following.canonical() == "https://api.data.amsterdam.nl/v1/gebieden/wijken?_pageSize=2&page=2"
    assert hal.following(recorded("hal_rest.json"), following) is None


def test_hal_gives_the_places_of_all_pages() -> None:
    hal = SOURCES["amsterdam"]
    assert isinstance(hal, Shaped)
    body = whole(hal, hal.shapes("v1/x"), answering(**{"page=2": "hal_rest.json", "v1/x": "hal.json"}))
    assert [one["properties"]["naam"] for one in hal.features(body)][-1] == "Driemond"
    assert all(one["geometry"] for one in hal.features(body))


def test_files_of_several_periods_are_one_table() -> None:
    berlin = SOURCES["berlin"]
    assert isinstance(berlin, InFiles)
    flow = replace(indicator("ber_foreigners_n").dataflow or Dataflow(source="", code=""), parts=("2023", "2024"))
    wanted = replace(indicator("ber_foreigners_n"), dataflow=flow)
    assert [one.path[-19:] for one in berlin.files(wanted)] == ["02-t1-districts.csv"] * 2
    found = berlin.parse_files((recorded("berlin_2023.csv"), recorded("berlin_2024.csv")), wanted)
    assert cells(found.table) == {
        ("DE001C_01", "2023"): (146_000.0, "", ""),
        ("DE001C_02", "2023"): (89_000.0, "", ""),
        ("DE001C_01", "2024"): (147_951.0, "", ""),
    }


def test_small_areas_are_added_up_to_the_larger_ones_they_lie_in() -> None:
    glasgow = SOURCES["glasgow-census"]
    assert isinstance(glasgow, InFiles)
    files = (recorded("small_areas.csv"), recorded("small_areas_lookup.csv"))
    found = glasgow.parse_files(files, indicator("gla_crowded_n"))
    assert cells(found.table) == {
        ("UK004C_S02001842", "2022"): (33.0, "", ""),
        ("UK004C_S02001977", "2022"): (7.0, "", ""),
    }


def test_a_small_area_in_no_larger_one_is_an_error() -> None:
    glasgow = SOURCES["glasgow-census"]
    assert isinstance(glasgow, InFiles)
    lookup = recorded("small_areas_lookup.csv").replace(b"S01009760", b"S01009761")
    with pytest.raises(UnexpectedPayload, match="'S01009760' is in no iz11_code"):
        glasgow.parse_files((recorded("small_areas.csv"), lookup), indicator("gla_crowded_n"))


REFUSED = {
    "barcelona": (
        "bcn_residents",
        b'{"success": false, "error": {"__type": "Not Found Error", "message": "Not found"}}',
    ),
    "birmingham": ("bhm_children", b'{"error_code": "ODSQLError", "message": "ODSQL query is malformed"}'),
    "copenhagen": ("cph_area", recorded("wfs_error.xml")),
    "glasgow": ("", b'{"error": {"code": 400, "message": "Invalid URL", "details": ["Invalid URL"]}}'),
    "amsterdam": ("", b'{"type": "urn:apiexception", "title": "Not found.", "status": 404, "detail": "x"}'),
}


def of(portal: str, id: str) -> Indicator:
    return indicator(id) if id else entry(portal, "x", *(COUNTED if portal == "glasgow" else HAL_COLUMNS))


@pytest.mark.parametrize("portal", REFUSED)
def test_an_error_inside_an_answer_of_200_is_a_refusal(portal: str) -> None:
    id, body = REFUSED[portal]
    origin = SOURCES[portal]
    with pytest.raises(RequestRejected, match="refuses"):
        origin.parse(whole(origin, origin.request(of(portal, id)), lambda _url, _source: body), of(portal, id))


IDS = {
    "berlin": "ber_residents",
    "birmingham-census": "bhm_crowded_n",
    "glasgow-census": "gla_crowded_n",
    **{portal: id for portal, (id, _) in REFUSED.items()},
}


@pytest.mark.parametrize("portal", [one.id for one in PORTALS])
@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"[1]", b'{"features": 3}', b"not json", b"\xff\xfe", b'{"result": {}}']
)
def test_anything_else_is_unexpected(portal: str, body: bytes) -> None:
    origin, wanted = SOURCES[portal], of(portal, IDS[portal])
    with pytest.raises(UnexpectedPayload):
        origin.parse(whole(origin, origin.request(wanted), lambda _url, _source: body), wanted)


def test_a_missing_column_is_named() -> None:
    body = json.loads(recorded("wfs.json"))
    for feature in body["features"]:
        feature["properties"]["areal"] = feature["properties"].pop("areal_m2")
    with pytest.raises(UnexpectedPayload, match="no column areal_m2"):
        SOURCES["copenhagen"].parse(json.dumps(body).encode(), indicator("cph_area"))
