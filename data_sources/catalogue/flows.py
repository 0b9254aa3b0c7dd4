"""Flows between places: definitions whose free dimension is the origin and whose `geo` is the destination."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue import operational as said
from data_sources.catalogue.units import PERSONS
from data_sources.errors import CatalogueError
from data_sources.model import Dataflow, Formula, Frequency, Indicator, Kind, Level, Theme, Unit

DETECTED = Unit(code="DET", symbol="", name="detections")

_UNHCR = (("cf_type", "ISO"), ("coa_all", "true"), ("coo_all", "true"), ("yearFrom", "2000"))

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
    Indicator(
        id="refugees_flows",
        title="Refugees by country of origin",
        description=(
            "Arrivals are refugees in the country at the end of the year, by country of origin; departures are "
            "refugees from the country in others."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="unhcr-population", code="population", columns=(("obs_value", "refugees"),)),
        key=_UNHCR,
        formula=Formula(dimension="origin"),
        decimals=0,
        caveats=("A stock at the end of the year, not arrivals of the year.", said.UKRAINE, said.SELDOM_EXACT),
    ),
    Indicator(
        id="asylum_pending_flows",
        title="Asylum seekers waiting for a decision, by country of origin",
        description=(
            "Arrivals are people whose application in the country was not decided at the end of the year, by country "
            "of origin; departures are people from the country who wait in others."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="unhcr-population", code="population", columns=(("obs_value", "asylum_seekers"),)),
        key=_UNHCR,
        formula=Formula(dimension="origin"),
        decimals=0,
        caveats=("A stock at the end of the year, not arrivals of the year.", said.SELDOM_EXACT),
    ),
    Indicator(
        id="frontex_flows",
        title="Detections at the external border by route and nationality",
        description="Detections of people who crossed the external border of the EU between border posts, by month.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=DETECTED,
        levels=(Level.AGGREGATE,),
        dataflow=Dataflow(source="frontex", code="monthly_detections.csv"),
        formula=Formula(dimension="origin"),
        frequency=Frequency.MONTHLY,
        decimals=0,
        caveats=(said.DETECTIONS, "Routes run through several countries and have no place on the map of countries."),
    ),
    Indicator(
        id="missing_flows",
        title="People recorded dead or missing by route and origin",
        description="People who died or disappeared on routes to and inside Europe, by month and country of origin.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.AGGREGATE,),
        dataflow=Dataflow(source="iom", code="missing_migrants.csv"),
        formula=Formula(dimension="origin"),
        frequency=Frequency.MONTHLY,
        decimals=0,
        caveats=(said.RECORDED_ONLY, said.MIXED_ORIGIN),
    ),
    Indicator(
        id="it_landings_flows",
        title="Landings in Italy by nationality declared",
        description="People who were landed on the coasts of Italy in the year, by the nationality they declared.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="italy", code="nazionalita.csv", columns=(("mirror", "sbarchi_nazionalita.csv"),)),
        formula=Formula(dimension="origin"),
        decimals=0,
        caveats=(
            "Only the ten most frequent nationalities are named; all others and people not identified are one sum.",
            said.ITALIAN_REPORTS,
        ),
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
