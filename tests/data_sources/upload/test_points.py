"""Points put into regions: point in polygon against figures that are held, the reader's choice, what lies outside."""

from __future__ import annotations

import json

import pytest

from data_sources import geography
from data_sources.model import Kind, Level
from data_sources.schema import check
from data_sources.upload import OWN, Choices, Recipe, Status, boundaries, cleaned, read
from data_sources.upload.long import ROWS
from tests.data_sources.upload.files import codes, figures, squares, text

SPOTS = """lon,lat,year,cases,type
2.17,41.39,2020,4,a
2.18,41.40,2020,6,b
2.35,48.86,2020,10,a
13.40,52.52,2020,,b
-30.0,45.0,2020,9,a
"""
"""Two in Barcelona, one in Paris, one in Berlin without a figure, one in the Atlantic."""


def gathered(gather: str, way: str = "", **more: object) -> dict[tuple[str, str], float]:
    return figures(text(SPOTS, Choices(gather=gather, way=way, **more)))  # type: ignore[arg-type]


def test_points_are_counted_added_up_or_averaged_in_the_region_they_lie_in() -> None:
    assert gathered("nuts3", "count") == {("ES511", "2020"): 2, ("FR101", "2020"): 1, ("DE300", "2020"): 1}
    assert gathered("nuts2", "sum") == {("ES51", "2020"): 10, ("FR10", "2020"): 10}
    assert gathered("country", "mean") == {("ES", "2020"): 5, ("FR", "2020"): 10}


def test_without_a_choice_points_stay_points() -> None:
    report = text(SPOTS)
    assert (report.layout, report.level, len(report.points), len(report.table)) == ("points", "point", 5, 0)
    assert report.mapped


def test_a_point_in_no_region_is_counted_and_listed_with_its_line() -> None:
    report = text(SPOTS, Choices(gather="nuts3", way="count"))
    (lost,) = [one for one in report.problems if one.kind == "outside"]
    assert (lost.line, lost.read, lost.n) == (6, "a -30, 45", 1)
    (said,) = [one for one in report.problems if one.kind == "gathered"]
    assert said.fix == "4 points lie in 3 regions, 1 in none"
    assert cleaned(report).decode("utf-8-sig").count("ES511") == 2


def test_many_points_outside_are_counted_not_listed_one_by_one() -> None:
    rows = "".join(f"-30.{n:03},45.0,2020,1\n" for n in range(500))
    report = text("lon,lat,year,value\n2.17,41.39,2020,1\n" + rows, Choices(gather="country"))
    outside = [one for one in report.problems if one.kind == "outside"]
    assert len(outside) < 30
    assert sum(one.n for one in outside) == 500


def test_a_point_off_a_coast_counts_to_the_nearest_region_and_that_is_said() -> None:
    report = text("lon,lat,year,value\n2.25,41.40,2020,1\n2.17,41.39,2020,1\n", Choices(gather="nuts3", way="count"))
    assert figures(report) == {("ES511", "2020"): 2}
    assert [one.n for one in report.problems if one.kind == "near"] == [1]


def test_the_measure_and_its_kind_say_what_was_done() -> None:
    for way, name, kind in (
        ("count", "Number of rows", Kind.COUNT),
        ("sum", "Sum of cases", Kind.COUNT),
        ("mean", "Mean of cases", Kind.MEAN),
    ):
        report = text(SPOTS, Choices(gather="country", way=way))
        assert (report.measure, report.kind, report.way) == (name, kind, way)
        assert check(report.table, report.indicator()).equals(report.table)


def test_counts_are_added_up_and_other_figures_averaged_unless_the_reader_says_otherwise() -> None:
    assert text(SPOTS, Choices(gather="country")).way == "sum"
    assert text(SPOTS.replace("cases", "price"), Choices(gather="country")).way == "mean"


def test_rows_at_scattered_points_are_not_pinned_to_one_kind() -> None:
    assert dict(text(SPOTS).pins) == {"type": ""}
    assert gathered("country", "count", pins=(("type", "a"),)) == {("ES", "2020"): 1, ("FR", "2020"): 1}


def test_a_list_of_points_without_figures_counts_its_rows() -> None:
    report = text("lat,lon,what\n41.39,2.17,camp\n41.40,2.18,office\n48.86,2.35,camp\n", Choices(gather="country"))
    assert (report.chosen, report.way) == (ROWS, "count")
    assert figures(report) == {("ES", "undated"): 2, ("FR", "undated"): 1}


def test_points_beside_their_country_are_points_where_they_differ() -> None:
    file = "country,lon,lat,year,value\nES,2.17,41.39,2020,1\nES,2.18,41.40,2020,2\nFR,2.35,48.86,2020,3\n"
    assert text(file).layout == "points"
    assert text(file, Choices(place="country")).layout == "long"
    fixed = text("country,lon,lat,year,value\nES,-3.7,40.4,2020,1\nES,-3.7,40.4,2021,2\nFR,2.35,48.86,2020,3\n")
    assert codes(fixed) == {"ES": "ES", "FR": "FR"}


def test_the_version_with_most_points_is_taken_and_can_be_chosen() -> None:
    file = "lon,lat,year,value\n-1.90,52.48,2020,1\n-4.25,55.86,2020,1\n2.35,48.86,2020,1\n"
    assert text(file, Choices(gather="nuts2")).vintage == "2021"
    newest = text(file, Choices(gather="nuts2", vintage="2024"))
    assert (newest.vintage, len(newest.table)) == ("2024", 1)


def test_points_go_into_the_neighbourhoods_of_a_city() -> None:
    table = geography.region_table(Level.DISTRICT, "DK001C-districts")
    rows = "".join(
        f"{lon},{lat},2020,{n + 1}\n" for n, (lon, lat) in enumerate(zip(table["lon"], table["lat"], strict=True))
    )
    found = figures(text("lon,lat,year,value\n" + rows, Choices(gather="DK001C-districts")))
    assert {geo: value for (geo, _), value in found.items()} == {code: n + 1 for n, code in enumerate(table.index)}


def test_points_go_into_boundaries_of_the_readers_own() -> None:
    shapes = boundaries("quarters.geojson", squares(["North", "South"]))
    file = b"lon,lat,year,value\n9.95,53.55,2020,3\n10.05,53.55,2020,4\n10.06,53.56,2020,5\n1,1,2020,6\n"
    report = read("spots.csv", file, Choices(gather=OWN, way="sum"), shapes)
    assert figures(report) == {("q0", "2020"): 3, ("q1", "2020"): 9}
    assert set(report.table["geo_vintage"].astype(str)) == {OWN}


def test_a_recipe_keeps_what_points_are_put_into() -> None:
    report = text(SPOTS, Choices(gather="nuts2", way="mean"))
    again = Recipe.read(Recipe.of(report).write()).choices
    assert (again.gather, again.way) == ("nuts2", "mean")
    assert not report.of(Status.AMBIGUOUS)


@pytest.mark.parametrize("gather", ["nowhere", "ES002C-barris", "nuts9"])
def test_regions_without_shapes_leave_the_points_as_they_are(gather: str) -> None:
    report = text(SPOTS, Choices(gather=gather))
    assert (len(report.table), report.level) == (0, "point")


def test_geojson_points_are_put_into_regions_too() -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"cases": n},
            "geometry": {"type": "Point", "coordinates": [2.17 + n / 100, 41.39]},
        }
        for n in range(3)
    ]
    payload = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert figures(read("spots.geojson", payload, Choices(gather="country", way="sum"))) == {("ES", "undated"): 3}
