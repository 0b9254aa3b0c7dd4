"""What Eurostat says when its data sets were last updated: one list for all of them.

The list is the version key of every data set (`UPDATE_DATA`, `UPDATE_STRUCTURE`): the service neither promises
ETags nor keeps old versions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from data_sources.errors import UnexpectedPayload
from data_sources.sources.base import Request
from data_sources.sources.eurostat import Eurostat

SOURCE = Eurostat.id

LISTING = Request(
    service=Eurostat.service,
    path="sdmx/2.1/dataflow/ESTAT/all",
    params=(("format", "JSON"), ("compressed", "true"), ("lang", "en")),
)
"""Every data set with its dates; some two megabytes."""

_UPDATES = ("UPDATE_DATA", "UPDATE_STRUCTURE")
_DATA = re.compile(r"/(?:statistics/1\.0/data|sdmx/2\.1/data)/(\w+)")
_URBAN_CODES = re.compile(r"/sdmx/2\.1/codelist/ESTAT/CITIES/")
_URBAN = "URB_"

Releases = Mapping[str, str]
"""Code in capitals -> when the data and the structure were last updated, as one text to compare."""


def parse(payload: bytes) -> Releases:
    """The releases in an answer to `LISTING`. Raises `UnexpectedPayload` for anything else."""
    try:
        items = json.loads(payload)["link"]["item"]
        found = {str(item["extension"]["id"]).upper(): _dates(item["extension"]["annotation"]) for item in items}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnexpectedPayload(f"no list of data sets: {error!r}", source=SOURCE) from error
    return {code: dates for code, dates in found.items() if dates}


def _dates(annotations: list[dict[str, Any]]) -> str:
    dated = {one["type"]: str(one.get("date") or one.get("title") or "") for one in annotations if "type" in one}
    return " ".join(f"{name} {dated[name]}" for name in _UPDATES if dated.get(name))


def version(url: str, releases: Releases) -> str:
    """The version of what lies behind a URL of Eurostat; empty where the list says nothing about it.

    A code list has no date of its own: that of cities is as new as the newest city data set.
    """
    if _URBAN_CODES.search(url):
        return max((dates for code, dates in releases.items() if code.startswith(_URBAN)), default="")
    found = _DATA.search(url)
    return releases.get(found[1].upper(), "") if found else ""
