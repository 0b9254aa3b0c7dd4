"""Digital: who is, and could be, connected."""

from __future__ import annotations

from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Direction, Indicator, Kind, Level, Theme

INDICATORS = (
    Indicator(
        id="broadband_n2",
        title="Broadband in homes with internet",
        description="Households with a broadband connection, of the households that have internet access.",
        theme=Theme.DIGITAL,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.NUTS2,),
        dataflow=Dataflow(source="eurostat", code="tgs00049"),
        key=(("freq", "A"),),
        direction=Direction.HIGHER,
        decimals=0,
        sdg_target="9.c",
        caveats=("The base is households with internet access, not all households.",),
    ),
    Indicator(
        id="vhcn",
        title="Very high capacity networks",
        description="Households that could be connected to a very high capacity network, such as fibre.",
        theme=Theme.DIGITAL,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_17_60"),
        key=(("freq", "A"), ("inet_tec", "VHCN_FX"), ("terrtypo", "TOTAL"), ("unit", "PC_HH")),
        direction=Direction.HIGHER,
        sdg_target="9.c",
    ),
    Indicator(
        id="hh_internet",
        title="Households with internet",
        description="Households with access to the internet at home.",
        theme=Theme.DIGITAL,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="tin00134"),
        key=(("freq", "A"), ("hhtyp", "TOTAL"), ("unit", "PC_HH")),
        direction=Direction.HIGHER,
        sdg_target="9.c",
    ),
    Indicator(
        id="internet_daily",
        title="Daily use of the internet",
        description="People who use the internet every day or nearly every day.",
        theme=Theme.DIGITAL,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="isoc_r_iuse_i"),
        key=(("freq", "A"), ("indic_is", "I_IDAY"), ("unit", "PC_IND")),
        direction=Direction.HIGHER,
        decimals=0,
        sdg_target="9.c",
    ),
)
