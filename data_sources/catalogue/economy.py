"""Economy: work, income and poverty."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT, PPS_PER_HEAD
from data_sources.model import NUTS, Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="unemp_n2",
        title="Unemployment rate",
        description="Unemployed people aged 15 to 74, per 100 in the labour force of the region.",
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.NUTS2,),
        dataflow=Dataflow(source="eurostat", code="tgs00010"),
        key=(("freq", "A"), ("sex", "T")),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=("A sample survey: small regions are less certain.",),
    ),
    Indicator(
        id="gdp_n3",
        title="Gross domestic product per inhabitant",
        description="Value of what is produced in the region in a year, per inhabitant, price differences removed.",
        theme=Theme.ECONOMY,
        kind=Kind.MEAN,
        unit=PPS_PER_HEAD,
        levels=(Level.COUNTRY, *NUTS),
        dataflow=Dataflow(source="eurostat", code="nama_10r_3gdp", whole=True),
        key=(("freq", "A"), ("unit", "PPS_EU27_2020_HAB")),
        direction=Direction.HIGHER,
        decimals=0,
        sdg_target="8.1",
        caveats=(note.COMMUTERS,),
    ),
    Indicator(
        id="arope",
        title="At risk of poverty or social exclusion",
        description="People with a low income, in severe deprivation, or in a household with hardly any work.",
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_peps01n"),
        key=(("age", "TOTAL"), ("freq", "A"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=(note.SILC,),
    ),
)
