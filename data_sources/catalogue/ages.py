"""Who lives there: children, older people, women and men, in regions, cities and commuting areas."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PER_100_MEN, PER_100_WORKING_AGE, PERCENT, PERSONS
from data_sources.model import NUTS, Dataflow, Formula, Indicator, Kind, Level, Operation, Theme

INDICATORS = (
    Indicator(
        id="young",
        title="Children, share of residents",
        description="Residents under 15 years, per 100 residents.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_pjanind3"),
        key=(("freq", "A"), ("indic_de", "PC_Y0_14"), ("unit", "PC")),
    ),
    Indicator(
        id="old",
        title="Older people, share of residents",
        description="Residents aged 65 and over, per 100 residents.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_pjanind3"),
        key=(("freq", "A"), ("indic_de", "PC_Y65_MAX"), ("unit", "PC")),
        variant_of="young",
    ),
    Indicator(
        id="olddep",
        title="Old-age dependency",
        description="Residents aged 65 and over, per 100 residents aged 15 to 64.",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=PER_100_WORKING_AGE,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_pjanind3"),
        key=(("freq", "A"), ("indic_de", "OLDDEP1"), ("unit", "PC")),
    ),
    Indicator(
        id="women_100",
        title="Women per 100 men",
        description="Women and girls, per 100 men and boys.",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=PER_100_MEN,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="demo_r_pjanind3"),
        key=(("freq", "A"), ("indic_de", "PC_FM"), ("unit", "PC")),
        midpoint=100.0,
    ),
    Indicator(
        id="c_children",
        title="Small children, share of the city",
        description="Residents under 5 years, per 100 residents of the city.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_cpop1", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO, dimension="indic_ur", left=("DE1040V",), right=("DE1001V",), scale=100.0
        ),
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="c_women",
        title="Women, share of the city",
        description="Women and girls, per 100 residents of the city.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_cpop1", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO, dimension="indic_ur", left=("DE1003V",), right=("DE1001V",), scale=100.0
        ),
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="f_pop",
        title="Population of city and commuting area",
        description="Residents of the functional urban area on 1 January whose citizenship is known.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.FUA,),
        dataflow=Dataflow(source="eurostat", code="urb_lpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(operation=Operation.SUM, dimension="indic_ur", left=("DE2001V", "DE2002V", "DE2003V")),
        decimals=0,
        steady=True,
        sdg_target="11.3",
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="f_moved",
        title="People who moved within the country",
        description=(
            "Residents of the functional urban area who lived in another home of the same country a year before, per "
            "100 whose earlier home is known."
        ),
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.FUA,),
        dataflow=Dataflow(source="eurostat", code="urb_lpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE4002V", "DE4003V"),
            right=("DE4001V", "DE4002V", "DE4003V", "DE4004V", "DE4005V"),
            scale=100.0,
        ),
        caveats=(note.CITY_GAPS,),
    ),
)
