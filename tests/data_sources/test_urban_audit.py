"""Old codes of cities and commuting areas become the current ones, by name and never by number."""

from __future__ import annotations

import pandas as pd
import pytest

from data_sources import geography, urban_audit
from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.geography import resolve
from data_sources.model import Level
from data_sources.sources.base import ONE_BASE
from data_sources.urban_tables import crosswalk, people_by_nuts3, tables
from tests.observed import cells, rows

PLACES = pd.DataFrame(
    [
        ("NL001C", "Amsterdam", "city", "NL", "gisco"),
        ("NL001F", "Amsterdam", "fua", "NL", "gisco"),
        ("NL002C", "Alkmaar", "city", "NL", "gisco"),
        ("NL021C", "Heemskerk", "city", "NL", "gisco"),
        ("NL048C", "Heemskerk (greater city)", "city", "NL", ""),
        ("UK002C", "Birmingham", "city", "UK", ""),
        ("UK002F", "West Midlands urban area", "fua", "UK", ""),
        ("DE128F", "Ruhrgebiet", "fua", "DE", ""),
        ("DE130F", "Ruhrgebiet", "fua", "DE", "gisco"),
    ],
    columns=["code", "name", "level", "country", "located_by"],
)
OF_FUA = pd.DataFrame(
    [
        ("NL002L3", "Amsterdam", "NL327", 300.0, 1.0),
        ("NL002L3", "Amsterdam", "NL329", 700.0, 2.0),
        ("UK002L1", "West Midlands", "UKG31", 0.0, 3.0),
        ("UK002L1", "West Midlands", "UKG32", 0.0, 1.0),
    ],
    columns=["fua_id", "fua_name", "nuts3_2016", "population", "laus"],
)
TO_2021 = pd.DataFrame(
    [("NL327", "NL327", 9.0), ("NL329", "NL32A", 3.0), ("NL329", "NL32B", 1.0), ("UKG31", "UKG31", 5.0)],
    columns=["code_v2016", "code_v2021", "pop18"],
)
CURRENT = {
    "NL002C#": "NL001C",
    "NL002L#": "NL001F",
    "UK002C#": "UK002C",
    "UK002L#": "UK002F",
    "DE128F": "DE130F",
}


def test_the_crosswalk_goes_by_name() -> None:
    table = crosswalk(PLACES, OF_FUA)
    assert dict(zip(table["old"], table["code"], strict=True)) == CURRENT


def test_people_of_an_area_are_spread_over_its_regions_of_both_versions() -> None:
    table = people_by_nuts3(OF_FUA, TO_2021, CURRENT)
    found = {(row.vintage, row.fua, row.nuts3): row.share for row in table.itertuples()}
    assert found == {
        ("2016", "NL001F", "NL327"): 0.3,
        ("2016", "NL001F", "NL329"): 0.7,
        ("2016", "UK002F", "UKG31"): 0.75,  # without people municipalities count
        ("2016", "UK002F", "UKG32"): 0.25,
        ("2021", "NL001F", "NL327"): 0.3,
        ("2021", "NL001F", "NL32A"): 0.525,
        ("2021", "NL001F", "NL32B"): 0.175,
        ("2021", "UK002F", "UKG31"): 0.75,  # the rest is in no correspondence: missing, not spread
    }


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("NL002C1", "NL001C"),
        ("NL002L3", "NL001F"),
        ("NL002C", "NL002C"),
        ("NL001C", "NL001C"),
        ("UK002C1", "UK002C"),
        ("UK004C2", "UK004C"),
        ("DK001C1", "DK001C"),
        ("NL048C", "NL048C"),
        ("FR203C", "FR004C"),
        ("DE", "DE"),
        ("DE300", "DE300"),
        ("UK001K1", "UK001K1"),
    ],
)
def test_the_committed_crosswalk(old: str, code: str) -> None:
    assert urban_audit.current(old) == code


def test_the_crosswalk_leads_to_places_held_and_nowhere_else() -> None:
    held = {code for level in (Level.CITY, Level.FUA) for code in geography.region_table(level, "2021").index}
    walked = urban_audit.crosswalk()
    assert set(walked.values()) <= held
    assert not set(walked) & set(walked.values())


def test_old_and_new_code_join_into_one_place() -> None:
    given = rows(
        ("NL002C1", "2010", 7.0),
        ("NL002C1", "2011", 7.5),
        ("NL001C", "2011", 8.0),
        ("NL002C1", "2012", 8.2),
        ("NL001C", "2012", None, "u"),
        ("NL002C", "2012", 1.0),
    )
    placed = resolve(given[["geo", "time_period", "obs_value", "obs_flag", "conf_status"]])
    assert cells(placed) == {
        ("NL001C", "2010"): (7.0, "", ""),
        ("NL001C", "2011"): (8.0, "", ""),
        ("NL001C", "2012"): (8.2, "", ""),
        ("NL002C", "2012"): (1.0, "", ""),
    }
    assert set(placed["geo_vintage"]) == {"2021"}


def test_shares_add_up() -> None:
    table = urban_audit.people_by_nuts3()
    sums = table.groupby(["vintage", "fua"], observed=True)["share"].sum()
    assert (sums <= 1.0001).all()
    assert (sums.loc["2016"] > 0.999).all()
    assert table["fua"].nunique() > 500


def test_without_the_correspondence_the_old_files_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tables(lambda _url, _source: b"", PLACES) == {}  # no address is known

    def absent(_url: str, _source: str) -> bytes:
        raise SourceUnavailable("down")

    monkeypatch.setenv(ONE_BASE, "http://mirror.example")
    assert tables(absent, PLACES) == {}


def test_a_correspondence_of_another_shape_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://mirror.example")
    with pytest.raises(UnexpectedPayload, match="are missing"):
        tables(lambda _url, _source: b"fua_id,fua_name\n", PLACES)
