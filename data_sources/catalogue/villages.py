"""Smart villages: rural areas beside cities. Degree of urbanisation is a dimension, not a level."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT, POINTS
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

INDICATORS = (
    Indicator(
        id="arope_du",
        title="At risk of poverty or exclusion in rural areas",
        description=(
            "People in rural areas with a low income, in severe deprivation, or in a household with hardly any work."
        ),
        theme=Theme.VILLAGES,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_peps13n"),
        key=(("deg_urb", "DEG3"), ("freq", "A"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.a",
        caveats=(note.SILC,),
    ),
    Indicator(
        id="arope_rural_old",
        title="At risk of poverty or exclusion in rural areas, until 2022",
        description=(
            "People in rural areas with a low income, in severe deprivation, or in a household with hardly any work "
            "(definition until 2020)."
        ),
        theme=Theme.VILLAGES,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_peps13"),
        key=(("deg_urb", "DEG3"), ("freq", "A"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.a",
        variant_of="arope_du",
        caveats=(note.SILC, note.OLD_EXCLUSION),
    ),
    Indicator(
        id="arope_rural_gap",
        title="Gap in poverty or exclusion between rural areas and cities",
        description=(
            "Share of people at risk of poverty or exclusion in rural areas minus that in cities (definition until "
            "2020)."
        ),
        theme=Theme.VILLAGES,
        kind=Kind.RATE,
        unit=POINTS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_peps13"),
        key=(("freq", "A"), ("unit", "PC")),
        formula=Formula(operation=Operation.DIFFERENCE, dimension="deg_urb", left=("DEG3",), right=("DEG1",)),
        midpoint=0.0,
        sdg_target="11.a",
        variant_of="arope_du",
        caveats=(note.SILC, note.OLD_EXCLUSION),
    ),
    Indicator(
        id="income_rural",
        title="Income in rural areas compared with cities",
        description="Median income of people in rural areas as a percentage of that of people in cities.",
        theme=Theme.VILLAGES,
        kind=Kind.INDEX,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_di17"),
        key=(("age", "TOTAL"), ("freq", "A"), ("indic_il", "MED_E"), ("sex", "T"), ("unit", "EUR")),
        formula=Formula(operation=Operation.RATIO, dimension="deg_urb", left=("DEG3",), right=("DEG1",), scale=100.0),
        direction=Direction.HIGHER,
        midpoint=100.0,
        sdg_target="11.a",
        caveats=(note.SILC, "Prices are often lower in rural areas; the figure does not allow for that."),
    ),
)
