"""Mobility: cars, bicycles and the safety of roads."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import CARS_PER_1000, PER_100_000, PERCENT
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="road_deaths",
        title="Road traffic deaths",
        description="People who died in road accidents, per 100,000 inhabitants.",
        theme=Theme.MOBILITY,
        kind=Kind.RATE,
        unit=PER_100_000,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_11_40"),
        key=(("freq", "A"), ("tra_infr", "TOTAL"), ("unit", "RT")),
        direction=Direction.LOWER,
        sdg_target="11.2",
        caveats=("In small countries a few accidents move the figure.",),
    ),
    Indicator(
        id="cars_n2",
        title="Passenger cars",
        description="Registered passenger cars per 1,000 inhabitants of the region.",
        theme=Theme.MOBILITY,
        kind=Kind.RATE,
        unit=CARS_PER_1000,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="tran_r_vehst", whole=True),
        key=(("freq", "A"), ("unit", "P_THAB"), ("vehicle", "CAR")),
        direction=Direction.LOWER,
        decimals=0,
        sdg_target="11.2",
        caveats=(note.FLEETS,),
    ),
    Indicator(
        id="c_cars",
        title="Cars in the city",
        description="Registered cars per 1,000 residents of the city.",
        theme=Theme.MOBILITY,
        kind=Kind.RATE,
        unit=CARS_PER_1000,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_ctran", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "TT1057I")),
        direction=Direction.LOWER,
        decimals=0,
        sdg_target="11.2",
        caveats=(note.CITY_GAPS, note.FLEETS),
    ),
    Indicator(
        id="c_bike",
        title="Journeys to work by bicycle",
        description="Share of journeys to work made by bicycle.",
        theme=Theme.MOBILITY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_ctran", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "TT1007V")),
        direction=Direction.HIGHER,
        sdg_target="11.2",
        caveats=(note.CITY_GAPS,),
    ),
)
