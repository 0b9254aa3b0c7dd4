"""Governance: how free of corruption the public sector is found."""

from __future__ import annotations

from data_sources.catalogue.units import PERCENT, SCORE
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
    Indicator(
        id="egov_12",
        title="Use of public services online, until 2021",
        description=(
            "People aged 16 to 74 who dealt with public authorities over the internet in the last twelve months."
        ),
        theme=Theme.GOVERNANCE,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="isoc_ciegi_ac"),
        key=(("freq", "A"), ("ind_type", "IND_TOTAL"), ("indic_is", "I_IUGOV12"), ("unit", "PC_IND")),
        direction=Direction.HIGHER,
        sdg_target="16.6",
        caveats=("The question changed in 2022: later figures are another series.",),
    ),
)
