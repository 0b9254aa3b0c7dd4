"""Energy: where it comes from."""

from __future__ import annotations

from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="renew",
        title="Renewable energy",
        description="Share of renewable sources in gross final energy consumption.",
        theme=Theme.ENERGY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_07_40"),
        key=(("freq", "A"), ("nrg_bal", "REN"), ("unit", "PC")),
        direction=Direction.HIGHER,
        sdg_target="7.2",
    ),
)
