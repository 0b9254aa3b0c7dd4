"""Figures at points that are no region: ports, islands, stretches of coast, places at sea.

A definition's `dataflow.geo` is `point`; its table has the columns of `schema.POINT_COLUMNS`.
"""

from __future__ import annotations

from data_sources.catalogue import operational as said
from data_sources.catalogue.units import PERSONS
from data_sources.errors import CatalogueError
from data_sources.model import Dataflow, Frequency, Indicator, Kind, Level, Theme

_ALL = (
    Indicator(
        id="landing_places",
        title="Arrivals by sea by place of landing",
        description="People who arrived by sea in the year, by island, region or stretch of coast.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.AGGREGATE,),
        dataflow=Dataflow(source="unhcr-arrivals", code="population/get/sublocation", geo="point"),
        key=(("geo_id", "0"),),
        decimals=0,
        caveats=("The place is UNHCR's own; some are regions, others islands or parts of a coast.",),
    ),
    Indicator(
        id="missing_places",
        title="Places where people were recorded dead or missing",
        description="People who died or disappeared on routes to and inside Europe, by place and month.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.AGGREGATE,),
        dataflow=Dataflow(source="iom", code="missing_migrants.csv", geo="point"),
        frequency=Frequency.MONTHLY,
        decimals=0,
        caveats=(said.RECORDED_ONLY, "Places at sea are often estimated."),
    ),
)

POINTS: dict[str, Indicator] = {entry.id: entry for entry in _ALL}
"""Id -> definition."""


def point_definition(id: str) -> Indicator:
    """The definition with this id. Raises `CatalogueError` for an unknown one."""
    try:
        return POINTS[id]
    except KeyError:
        message = f"no points {id!r} in the catalogue"
        raise CatalogueError(message) from None
