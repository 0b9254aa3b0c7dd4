"""Living conditions: homes and health."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT, YEARS
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="sev_housing",
        title="Severe housing deprivation",
        description="People in an overcrowded home that also has a leaking roof, no bath, no toilet or no light.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_11_11"),
        key=(("freq", "A"), ("rskpovth", "TOTAL"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.1",
        caveats=(note.SILC, note.THREE_YEARLY),
    ),
    Indicator(
        id="life_exp_n2",
        title="Life expectancy at birth",
        description="Years a newborn would live if today's death rates stayed.",
        theme=Theme.LIVING,
        kind=Kind.MEAN,
        unit=YEARS,
        levels=(Level.NUTS2,),
        dataflow=Dataflow(source="eurostat", code="tgs00101"),
        key=(("freq", "A"), ("sex", "T")),
        direction=Direction.HIGHER,
    ),
)
