"""Governance: how free of corruption the public sector is found."""

from __future__ import annotations

from data_sources.catalogue.units import SCORE
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="cpi",
        title="Corruption perceptions index",
        description="How free of corruption experts and business people find the public sector; 100 is very clean.",
        theme=Theme.GOVERNANCE,
        kind=Kind.INDEX,
        unit=SCORE,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_16_50"),
        key=(("freq", "A"), ("unit", "SC")),
        direction=Direction.HIGHER,
        decimals=0,
        sdg_target="16.5",
        caveats=("The judgement of experts, collected by Transparency International; not a measurement.",),
    ),
)
