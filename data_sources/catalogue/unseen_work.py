"""Work and income, live only: the filters are known, the figures have not been seen yet."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT, POINTS
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

INDICATORS = (
    Indicator(
        id="unemp_n2_live",
        title="Unemployment rate of regions, published",
        description=(
            "Unemployed people aged 15 to 74, per 100 in the labour force of the region, for all sizes of region."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="lfst_r_lfu3rt"),
        key=(("age", "Y15-74"), ("freq", "A"), ("isced11", "TOTAL"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="8.5",
        variant_of="unemp_n2",
        caveats=(note.UNSEEN, note.LFS),
        evidence="B",
    ),
    Indicator(
        id="unemp_fb_n2",
        title="Unemployment rate of foreign-born people",
        description=(
            "Unemployed people aged 15 to 74 born in another country, per 100 of them in the labour force of the "
            "region."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="lfst_r_lfur2gac"),
        key=(("age", "Y15-74"), ("c_birth", "FOR"), ("freq", "A"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(note.UNSEEN, note.LFS),
        evidence="A",
    ),
    Indicator(
        id="empgap_n2",
        title="Employment gap between native-born and foreign-born people by region",
        description=(
            "Employment rate of people born in the country minus that of people born in another, aged 20 to 64."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=POINTS,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="lfst_r_lfe2emprc"),
        key=(("age", "Y20-64"), ("freq", "A"), ("isced11", "TOTAL"), ("sex", "T"), ("unit", "PC")),
        formula=Formula(operation=Operation.DIFFERENCE, dimension="c_birth", left=("NAT",), right=("FOR",)),
        direction=Direction.LOWER,
        midpoint=0.0,
        sdg_target="8.5",
        caveats=(note.UNSEEN, note.LFS),
        evidence="A",
    ),
    Indicator(
        id="empgap",
        title="Employment gap between native-born people and people born outside the EU",
        description=(
            "Employment rate of people born in the country minus that of people born outside the EU, aged 20 to 64."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=POINTS,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="lfsa_ergacob"),
        key=(("age", "Y20-64"), ("freq", "A"), ("sex", "T"), ("unit", "PC")),
        formula=Formula(operation=Operation.DIFFERENCE, dimension="c_birth", left=("NAT",), right=("NEU27_2020_FOR",)),
        direction=Direction.LOWER,
        midpoint=0.0,
        sdg_target="8.5",
        caveats=(note.UNSEEN, note.LFS),
        evidence="A",
    ),
    Indicator(
        id="unemp_fb_du",
        title="Unemployment of foreign-born people in cities",
        description=(
            "Unemployed people aged 15 to 74 born in another country, per 100 of them in the labour force of cities."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="lfst_r_lfur2gacu"),
        key=(("age", "Y15-74"), ("c_birth", "FOR"), ("deg_urb", "DEG1"), ("freq", "A"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(note.UNSEEN, note.LFS),
        evidence="B",
    ),
    Indicator(
        id="tert_fb_n2",
        title="Foreign-born people with higher education",
        description=(
            "People aged 25 to 64 born in another country with a degree of higher education, per 100 of that age, in "
            "the region."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.NUTS2,),
        dataflow=Dataflow(source="eurostat", code="edat_lfs_9917"),
        key=(("age", "Y25-64"), ("c_birth", "FOR"), ("freq", "A"), ("isced11", "ED5-8"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.HIGHER,
        sdg_target="4.3",
        caveats=(note.UNSEEN,),
        evidence="A",
    ),
    Indicator(
        id="arop_noneu",
        title="At risk of poverty among people born outside the EU",
        description="People aged 18 to 64 born outside the EU whose household has less than 60 % of the median income.",
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_li32"),
        key=(("age", "Y18-64"), ("c_birth", "NEU27_2020_FOR"), ("freq", "A"), ("sex", "T"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="10.2",
        caveats=(note.UNSEEN, note.SILC),
        evidence="A",
    ),
    Indicator(
        id="arope_n2",
        title="At risk of poverty or social exclusion by region",
        description=(
            "People of the region with a low income, in severe deprivation, or in a household with hardly any work."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY, Level.NUTS1, Level.NUTS2),
        dataflow=Dataflow(source="eurostat", code="ilc_peps11n"),
        key=(("freq", "A"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=(note.UNSEEN, note.SILC),
        evidence="B",
    ),
    Indicator(
        id="c_unemp",
        title="Unemployment rate of the city",
        description="Unemployed people per 100 in the labour force of the city.",
        theme=Theme.ECONOMY,
        kind=Kind.RATE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_clma", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "EC1020I")),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(note.UNSEEN, note.CITY_GAPS),
        evidence="A*",
    ),
    Indicator(
        id="c_arope",
        title="At risk of poverty or exclusion in the city",
        description=(
            "Residents of the city with a low income, in severe deprivation, or in a household with hardly any work."
        ),
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_clivcon", geo="cities"),
        key=(("freq", "A"), ("indic_ur", "EC3067V")),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=(note.UNSEEN, note.CITY_GAPS),
        evidence="A*",
    ),
)
