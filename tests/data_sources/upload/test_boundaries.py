"""Boundaries of the reader's own: three formats, reprojected, joined by any column."""

from __future__ import annotations

import io
from pathlib import Path

import geopandas as gpd
import pytest

from data_sources.errors import UploadError
from data_sources.upload import OWN, Choices, Status, boundaries, read
from tests.data_sources.upload.files import figures, squares, zipped

NAMES = ("Altstadt", "HafenCity", "Horn")
CONTENT = "Stadtteil;Einwohner\nAltstadt;100\nHAFENCITY;200\nVeddel;300\n"


def joined(shapes: bytes, name: str = "shapes.geojson", choices: Choices | None = None) -> dict[tuple[str, str], float]:
    report = read("quarters_2014.csv", CONTENT.encode(), choices, boundaries(name, shapes))
    assert set(report.table["geo_vintage"].astype(str)) == {OWN}
    assert [one.text for one in report.of(Status.UNMATCHED)] == ["Veddel"]
    assert report.boundaries is not None
    return figures(report)


EXPECTED = {("q0", "2014"): 100.0, ("q1", "2014"): 200.0}


def test_a_file_is_joined_to_shapes_by_whichever_column_fits() -> None:
    assert joined(squares(NAMES)) == EXPECTED
    assert joined(squares(NAMES), choices=Choices(join="quarter")) == EXPECTED


def test_projected_shapes_come_to_degrees() -> None:
    shapes = boundaries("shapes.geojson", squares(NAMES, crs="EPSG:3035"))
    west, south, east, north = shapes.frame.total_bounds
    assert 9 < west < east < 11
    assert 53 < south < north < 54


@pytest.mark.parametrize("kind", ["gpkg", "shp"])
def test_a_geopackage_and_a_zipped_shapefile_are_read(kind: str, tmp_path: Path) -> None:
    frame = gpd.read_file(io.BytesIO(squares(NAMES))).to_crs("EPSG:3035")
    frame.to_file(tmp_path / f"shapes.{kind}")
    if kind == "gpkg":
        assert joined((tmp_path / "shapes.gpkg").read_bytes(), "shapes.gpkg") == EXPECTED
    else:
        parts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert joined(zipped(parts), "shapes.zip") == EXPECTED


def test_geojson_brings_its_figures_along() -> None:
    payload = (
        squares(NAMES)
        .replace(b'"key": "q0"', b'"key": "q0", "rents": 5.5')
        .replace(b'"key": "q1"', b'"key": "q1", "rents": 6.5')
    )
    report = read("rents_2020.geojson", payload)
    assert report.mapped
    assert figures(report) == {("q0", "2020"): 5.5, ("q1", "2020"): 6.5}


def test_geojson_of_points_gives_points() -> None:
    payload = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","n":5},'
        b'"geometry":{"type":"Point","coordinates":[24.5,35.2]}}]}'
    )
    report = read("camps.geojson", payload)
    assert report.points[["lon", "lat", "obs_value"]].to_numpy().tolist() == [[24.5, 35.2, 5.0]]


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b'{"type":"FeatureCollection","features":[]}', "no shapes"),
        (b'{"type":"FeatureCollection"', "no GeoJSON"),
        (b'{"a":1}', "no GeoJSON|no shapes"),
        (b"SQLite format 3\x00 and then nothing", "cannot be read"),
        (squares(NAMES).replace(b"53.5", b"95.5"), "no degrees"),
    ],
)
def test_what_is_no_shape_is_refused(payload: bytes, words: str) -> None:
    with pytest.raises(UploadError, match=words):
        boundaries("shapes", payload)


def test_a_zip_without_a_shapefile_is_refused() -> None:
    with pytest.raises(UploadError, match="without a shapefile"):
        boundaries("shapes.zip", zipped({"readme.txt": b"no"}))


def test_a_file_that_fits_no_column_of_the_shapes_is_refused() -> None:
    with pytest.raises(UploadError, match="stands in any column"):
        read("a.csv", b"place;n\nx;5\ny;6\n", None, boundaries("s.geojson", squares(NAMES)))
