"""Cities and commuting areas: work, income, students, visitors, and two proxies for their surroundings."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import EUR, MICROGRAM, NIGHTS, PERCENT, PERSONS
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

INDICATORS = (
    Indicator(
        id="c_median_income",
        title="Median household income in the city",
        description="Half of the households in the city have less than this disposable income in the year.",
        theme=Theme.ECONOMY,
        kind=Kind.MEAN,
        unit=EUR,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_clivcon", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "EC3039V")),
        direction=Direction.HIGHER,
        decimals=0,
        steady=True,
        sdg_target="10.1",
        caveats=(note.CITY_GAPS, note.EURO),
    ),
    Indicator(
        id="c_unemployed",
        title="Unemployed people in the city",
        description="Residents who are out of work and look for it, per 100 who work or look for work.",
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_clma", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("EC1010V",),
            right=("EC1010V", "EC1177V"),
            scale=100.0,
        ),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(
            note.CITY_GAPS,
            note.REGISTERS,
            "Of those who work only people aged 20 to 64 are counted: not the official unemployment rate.",
        ),
    ),
    Indicator(
        id="c_students",
        title="Students in the city",
        description="Students in higher education at universities and colleges of the city.",
        theme=Theme.LIVING,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_ceduc", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "TE1026V")),
        decimals=0,
        sdg_target="4.3",
        denominator="c_pop",
        caveats=(note.CITY_GAPS, "Counted where they study, not where they live."),
    ),
    Indicator(
        id="c_nights",
        title="Nights of visitors in the city",
        description="Nights that guests spent in tourist accommodation of the city in the year.",
        theme=Theme.ECONOMY,
        kind=Kind.COUNT,
        unit=NIGHTS,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_ctour", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "CR2001V")),
        decimals=0,
        sdg_target="8.9",
        denominator="c_pop",
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="pm25_fua",
        title="Fine particles (PM2.5) in city and commuting area, proxy",
        description=(
            "A proxy: mean of the small regions the functional urban area lies in, weighted by how many of its people "
            "live in each."
        ),
        theme=Theme.ENVIRONMENT,
        kind=Kind.MEAN,
        unit=MICROGRAM,
        levels=(Level.FUA,),
        formula=Formula(operation=Operation.OVERLAP, left=("pm25",)),
        direction=Direction.LOWER,
        sdg_target="11.6",
        caveats=(note.PROXY, note.PROXY_FRANCE, note.RESEARCH_AIR),
    ),
    Indicator(
        id="green_fua",
        title="Urban green in city and commuting area, proxy",
        description=(
            "A proxy: urban green per 100 of area of the small regions the functional urban area lies in, weighted by "
            "how many of its people live in each."
        ),
        theme=Theme.ENVIRONMENT,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.FUA,),
        formula=Formula(operation=Operation.OVERLAP, left=("green_share",)),
        direction=Direction.HIGHER,
        decimals=2,
        sdg_target="11.7",
        caveats=(
            note.PROXY,
            note.PROXY_FRANCE,
            "Only the part of the region that lies in a functional urban area; no measure of access.",
        ),
    ),
)
