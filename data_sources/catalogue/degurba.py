"""Cities and towns beside rural areas, and which regions are urban or rural: what the smart-village lens compares."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme, Unit

_CLASS = Unit(code="URT", symbol="", name="1 urban, 2 intermediate, 3 rural")
_EXCLUSION = Dataflow(source="eurostat", code="ilc_peps13n")

INDICATORS = (
    Indicator(
        id="arope_cities",
        title="At risk of poverty or exclusion in cities",
        description=(
            "People in cities with a low income, in severe deprivation, or in a household with hardly any work."
        ),
        theme=Theme.VILLAGES,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=_EXCLUSION,
        key=(("deg_urb", "DEG1"), ("freq", "A"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.a",
        variant_of="arope_du",
        caveats=(note.SILC,),
    ),
    Indicator(
        id="arope_towns",
        title="At risk of poverty or exclusion in towns and suburbs",
        description=(
            "People in towns and suburbs with a low income, in severe deprivation, or in a household with hardly any "
            "work."
        ),
        theme=Theme.VILLAGES,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=_EXCLUSION,
        key=(("deg_urb", "DEG2"), ("freq", "A"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.a",
        variant_of="arope_du",
        caveats=(note.SILC,),
    ),
    Indicator(
        id="urban_rural",
        title="Urban-rural class of small regions",
        description="Whether a small region is predominantly urban (1), intermediate (2) or predominantly rural (3).",
        theme=Theme.VILLAGES,
        kind=Kind.INDEX,
        unit=_CLASS,
        levels=(Level.NUTS3,),
        dataflow=Dataflow(
            source="urban-rural-europe",
            code="CH08_M01_avg_popchange.csv",
            columns=(("geo", "NUTS"), ("obs_value", "urt")),
        ),
        decimals=0,
        undated=True,
        sdg_target="11.a",
        part=True,
    ),
)
"""The class is no figure of its own: it says which regions are laid side by side."""
