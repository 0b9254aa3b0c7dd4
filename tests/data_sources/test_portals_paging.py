"""Paging goes to the real end of each dialect: every row once, whatever the number of rows and the size of a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.catalogue import indicator
from data_sources.errors import UnexpectedPayload
from data_sources.model import Dataflow, Indicator
from data_sources.obtain import whole
from data_sources.sources import SOURCES
from data_sources.sources.base import ONE_BASE
from data_sources.sources.portal import Shaped
from tests.observed import cells

pytestmark = pytest.mark.slow

rows = st.integers(1, 350)
sizes = st.integers(20, 120)


@contextmanager
def addressed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ONE_BASE, "http://portals")
        yield


class Portal:
    """A server of `n` rows that gives at most `size` of them a page, and counts what it is asked."""

    def __init__(self, n: int, size: int) -> None:
        self.n = n
        self.size = size
        self.asked: list[dict[str, str]] = []
        self.paths: list[str] = []

    def _part(self, offset: str, limit: str) -> range:
        first = int(offset)
        return range(first, min(first + min(int(limit), self.size), self.n))

    def _query(self, url: str) -> dict[str, str]:
        self.paths.append(urlsplit(url).path)
        self.asked.append({name: values[0] for name, values in parse_qs(urlsplit(url).query).items()})
        return self.asked[-1]


class CkanPortal(Portal):
    """A package of two files."""

    def __call__(self, url: str, _source: str) -> bytes:
        """The answer to a request."""
        query = self._query(url)
        if "package_show" in url:
            files = [{"id": name, "name": f"{name}.csv", "datastore_active": True} for name in ("b", "a")]
            return packed({"success": True, "result": {"resources": files}})
        year = {"a": 2020, "b": 2021}[query["resource_id"]]
        part = self._part(query["offset"], query["limit"])
        records = [{"_id": n, "Data_Referencia": f"{year}-01-01", "Codi_Barri": str(n), "Valor": "7"} for n in part]
        return packed({"success": True, "result": {"offset": part.start, "records": records, "total": self.n}})


class OpenDataSoftPortal(Portal):
    """A data set, with its limits and its export."""

    def __call__(self, url: str, _source: str) -> bytes:
        """The answer to a request."""
        query = self._query(url)
        every = [{"areaidentifier": f"E{n}", "date": "2024", "value": n} for n in range(self.n)]
        if "exports/json" in url:
            assert "limit" not in query
            return packed(every)
        assert int(query["limit"]) <= 100
        assert int(query["offset"]) + int(query["limit"]) <= 10_000
        part = self._part(query["offset"], query["limit"])
        return packed({"total_count": self.n, "results": every[part.start : part.stop]})


class ArcGisPortal(Portal):
    """A layer that gives fewer features than asked for."""

    def __call__(self, url: str, _source: str) -> bytes:
        """The answer to a request."""
        part = self._part(self._query(url)["resultOffset"], "1000")
        features = [{"type": "Feature", "geometry": None, "properties": {"n": n}} for n in part]
        more = {"properties": {"exceededTransferLimit": True}} if part.stop < self.n else {}
        return packed({"type": "FeatureCollection", "features": features, **more})


class WfsPortal(Portal):
    """A layer whose number of features may be `unknown`."""

    matched: bool = True

    def __call__(self, url: str, _source: str) -> bytes:
        """The answer to a request."""
        query = self._query(url)
        part = self._part(query["startIndex"], query["count"])
        features = [{"type": "Feature", "geometry": None, "properties": {"n": n}} for n in part]
        return packed({"features": features, "numberMatched": self.n if self.matched else "unknown", "at": part.start})


class HalPortal(Portal):
    """A table whose pages name the next."""

    def __call__(self, url: str, _source: str) -> bytes:
        """The answer to a request."""
        page = int(self._query(url).get("page", "1"))
        part = self._part(str((page - 1) * self.size), "1000")
        links = {"next": {"href": f"https://anywhere/x?page={page + 1}"}} if part.stop < self.n else {}
        return packed({"_links": links, "_embedded": {"rows": [{"n": n} for n in part]}})


def packed(content: Any) -> bytes:
    return json.dumps(content).encode()


def pages(n: int, size: int) -> int:
    return -(-n // size)


@given(rows, sizes)
def test_ckan(n: int, size: int) -> None:
    portal = CkanPortal(n, size)
    wanted = indicator("bcn_residents")
    with addressed():
        origin = SOURCES["barcelona"]
        body = whole(origin, origin.request(wanted), portal)
    found = cells(origin.parse(body, wanted).table)
    assert set(found) == {(f"ES002C_{place}", year) for place in range(n) for year in ("2020", "2021")}
    assert len(portal.asked) == 1 + 2 * pages(n, size)


@given(st.integers(1, 2_500), sizes)
def test_opendatasoft(n: int, size: int) -> None:
    portal = OpenDataSoftPortal(n, size)
    wanted = indicator("bhm_children")
    with addressed():
        origin = SOURCES["birmingham"]
        body = whole(origin, origin.request(wanted), portal)
    found = cells(origin.parse(body, wanted).table)
    assert sorted(value for value, _, _ in found.values() if value is not None) == list(range(n))
    exported = n > 1_000
    assert portal.paths[-1].endswith("exports/json") == exported
    assert len(portal.asked) == (2 if exported else pages(n, min(size, 100)))


@given(rows, sizes)
def test_arcgis(n: int, size: int) -> None:
    portal = ArcGisPortal(n, size)
    assert shaped("glasgow", portal) == list(range(n))
    assert len(portal.asked) == pages(n, size)


@given(rows, sizes, st.booleans())
def test_wfs(n: int, size: int, matched: bool) -> None:  # noqa: FBT001
    portal = WfsPortal(n, size)
    portal.matched = matched
    assert shaped("copenhagen", portal) == list(range(n))
    assert len(portal.asked) == pages(n, size) + (not matched)  # where the number is not said: until a page is empty


@given(rows, sizes)
def test_hal(n: int, size: int) -> None:
    portal = HalPortal(n, size)
    assert shaped("amsterdam", portal) == list(range(n))
    assert len(portal.asked) == pages(n, size)


def shaped(id: str, portal: ArcGisPortal | WfsPortal | HalPortal) -> list[int]:
    origin = SOURCES[id]
    assert isinstance(origin, Shaped)
    with addressed():
        body = whole(origin, origin.shapes("layer"), portal)
    return [one["properties"]["n"] for one in origin.features(body)]


def test_pages_that_never_end_are_an_error() -> None:
    same = packed({"features": [{"properties": {"n": 1}}], "properties": {"exceededTransferLimit": True}})
    origin = SOURCES["glasgow"]
    assert isinstance(origin, Shaped)
    with addressed(), pytest.raises(UnexpectedPayload, match="do not end"):
        whole(origin, origin.shapes("layer"), lambda _url, _source: same)


def test_only_the_wanted_rows_are_asked_of_arcgis() -> None:
    flow = Dataflow(source="glasgow", code="L/FeatureServer/0", columns=(("geo", "a"), ("obs_value", "b")))
    wanted: Indicator = replace(indicator("bcn_residents"), dataflow=flow, key=(("kind", "zone"),))
    assert dict(SOURCES["glasgow"].request(wanted).params) == {
        "where": "kind = 'zone'",
        "outFields": "a,b,kind",
        "f": "json",
        "returnGeometry": "false",
        "resultOffset": "0",
    }
