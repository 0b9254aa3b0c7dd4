"""Flows between places: definitions whose free dimension is the origin and whose `geo` is the destination."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERSONS
from data_sources.errors import CatalogueError
from data_sources.model import Dataflow, Formula, Indicator, Kind, Level, Theme

_ALL = (
    Indicator(
        id="asy_first_flows",
        title="First-time asylum applicants by citizenship",
        description=(
            "Arrivals are people who asked for international protection in the country for the first time, by "
            "citizenship; departures are citizens of the country who did so in another."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="migr_asyappctza"),
        key=(("age", "TOTAL"), ("applicant", "FRST"), ("freq", "A"), ("sex", "T"), ("unit", "PER")),
        formula=Formula(dimension="citizen"),
        decimals=0,
        caveats=(note.CITIZENSHIP, note.REPORTING, note.ROUNDED, note.TWO_COUNTRIES, note.NOT_PROTECTION),
    ),
)

FLOWS: dict[str, Indicator] = {entry.id: entry for entry in _ALL}
"""Id -> definition, in the order of the menus."""

DEFAULT_FLOWS = "asy_first_flows"
"""The flows of a page that was asked for nothing in particular."""


def flow_definition(id: str) -> Indicator:
    """The definition with this id. Raises `CatalogueError` for an unknown one."""
    try:
        return FLOWS[id]
    except KeyError:
        message = f"no flows {id!r} in the catalogue"
        raise CatalogueError(message) from None
