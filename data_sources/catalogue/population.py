"""Population: how many people live where, how old they are, how their number changes."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PER_1000, PER_KM2, PERSONS, YEARS
from data_sources.model import NUTS, Dataflow, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="pop",
        title="Population on 1 January",
        description="Usual residents on 1 January of the year.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="demo_gind"),
        key=(("freq", "A"), ("indic_de", "JAN")),
        decimals=0,
        steady=True,
        sdg_target="11.3",
    ),
    Indicator(
        id="c_pop",
        title="City population",
        description="Usual residents of the city on 1 January of the year.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_cpop1", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "DE1001V")),
        decimals=0,
        steady=True,
        sdg_target="11.3",
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="density",
        title="Population density",
        description="Residents per square kilometre of land.",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=PER_KM2,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_d3dens", whole=True),
        key=(("freq", "A"), ("unit", "PER_KM2")),
        sdg_target="11.3",
    ),
    Indicator(
        id="median_age",
        title="Median age",
        description="Half of the residents are younger, half are older.",
        theme=Theme.POPULATION,
        kind=Kind.MEAN,
        unit=YEARS,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_pjanind3"),
        key=(("freq", "A"), ("indic_de", "MEDAGEPOP")),
    ),
    Indicator(
        id="natchange_urt",
        title="Natural change, multi-year average",
        description="Births minus deaths, per 1,000 residents a year.",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=PER_1000,
        midpoint=0.0,
        levels=(Level.NUTS3,),
        dataflow=Dataflow(
            source="urban-rural-europe",
            code="CH08_M03_avgcrudrate_natchange.csv",
            columns=(("geo", "NUTS"), ("obs_value", "rate")),
        ),
        sdg_target="11.a",
        undated=True,
        variant_of="natchange_n3",
        caveats=(note.UNDATED_AVERAGE,),
    ),
)
