"""Neighbourhoods of Glasgow: intermediate zones and data zones of 2011, census and deprivation."""

from __future__ import annotations

from data_sources.catalogue.parts import part, share
from data_sources.catalogue.units import HOUSEHOLDS, MINUTES, PERCENT, PERSONS, RANK_DZ
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Theme

_DISTRICTS = (Level.DISTRICT,)
_CENSUS_22 = "Census of 20 March 2022; the census office alters small counts a little, so sums differ by a few."
_ZONES = "Added up from data zones of 2011 to the intermediate zones they lie in."
_ETHNICITY = "What people say of themselves: neither nationality nor country of birth, and no measure of arrival."
_SIMD = "Scottish Index of Multiple Deprivation 2020, from figures of about 2017 to 2019."
_ZONE = ("lookup_dz11_iz11_ltla20.csv", "dz11_code", "iz11_code")


def _glasgow(code: str, value: str, period: str, *, to_zones: bool = True) -> Dataflow:
    """A file of Glasgow's data zones, added up to intermediate zones or left as they are."""
    columns = (("geo", "dz11_code"), ("time_period", "period"), ("obs_value", value))
    lookup = _ZONE if to_zones else None
    return Dataflow(
        source="glasgow-census", code=code, columns=columns, parts=(period,), lookup=lookup, summed=to_zones
    )


_CROWDED_22 = _glasgow("census2022_household_overcrowding_dz11.csv", "n", "2022")
_TENURE_22 = _glasgow("census2022_household_tenure_dz11.csv", "n", "2022")
_ETHNIC_22 = _glasgow("census2022_ethnicity_dz11.csv", "count", "2022")
_SIMD_FILE = "simd2020_dz11_indicators.csv"
_MINORITIES = (
    "Mixed or multiple ethnic group",
    "Asian, Asian Scottish or Asian British: Total",
    "African: Total",
    "Caribbean or Black: Total",
    "Other ethnic groups: Total",
)
_TENURES = (
    "Owned: Owned outright",
    "Owned: Owned with a mortgage or loan",
    "Owned: Shared ownership (part owned and part rented)",
    "Owned: Shared Equity (e.g. LIFT or Help-to-Buy)",
    "Social Rented: Council (LA) or Housing Association/ Registered Social Landlord",
    "Private rented: Private landlord or letting agency",
    "Private rented: Other",
    "Lives Rent Free",
)

_PARTS = (
    part("gla_households", "Households, Glasgow", _CROWDED_22, HOUSEHOLDS),
    part(
        "gla_crowded_n",
        "Overcrowded households, Glasgow",
        _CROWDED_22,
        HOUSEHOLDS,
        Formula(dimension="occupancy_rating", left=("-1 or less (overcrowded)",)),
    ),
    part(
        "gla_homes", "Households by tenure, Glasgow", _TENURE_22, HOUSEHOLDS, Formula(dimension="tenure", left=_TENURES)
    ),
    part(
        "gla_private_n",
        "Households that rent privately, Glasgow",
        _TENURE_22,
        HOUSEHOLDS,
        Formula(dimension="tenure", left=_TENURES[5:7]),
    ),
    part(
        "gla_residents",
        "Residents, Glasgow",
        _ETHNIC_22,
        PERSONS,
        Formula(dimension="ethnic_group", left=("White: Total", *_MINORITIES)),
    ),
    part(
        "gla_minorities_n",
        "Residents of minority ethnic groups, Glasgow",
        _ETHNIC_22,
        PERSONS,
        Formula(dimension="ethnic_group", left=_MINORITIES),
    ),
    part("gla_people_20", "Residents, Glasgow, 2020", _glasgow(_SIMD_FILE, "Total_population", "2020"), PERSONS),
    part("gla_income_n", "Income-deprived residents, Glasgow", _glasgow(_SIMD_FILE, "Income_count", "2020"), PERSONS),
    part(
        "gla_workers_20",
        "Residents of working age, Glasgow",
        _glasgow(_SIMD_FILE, "Working_age_population", "2020"),
        PERSONS,
    ),
    part(
        "gla_employment_n",
        "Employment-deprived residents, Glasgow",
        _glasgow(_SIMD_FILE, "Employment_count", "2020"),
        PERSONS,
    ),
)

_SHOWN = (
    Indicator(
        id="gla_minorities",
        title="Residents of minority ethnic groups, Glasgow",
        description="Residents who call themselves Asian, African, Caribbean, Black, of mixed or of another group.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("gla_minorities_n",), ("gla_residents",)),
        caveats=(_ETHNICITY, _CENSUS_22, _ZONES),
    ),
    Indicator(
        id="gla_crowded",
        title="Overcrowded homes, Glasgow",
        description="Households with fewer bedrooms than they need.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("gla_crowded_n",), ("gla_households",)),
        direction=Direction.LOWER,
        sdg_target="11.1",
        caveats=(_CENSUS_22, _ZONES),
    ),
    Indicator(
        id="gla_private",
        title="Homes rented privately, Glasgow",
        description="Households that rent from a private landlord.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("gla_private_n",), ("gla_homes",)),
        sdg_target="11.1",
        caveats=(_CENSUS_22, _ZONES),
    ),
    Indicator(
        id="gla_income",
        title="Income-deprived residents, Glasgow",
        description="Residents who receive benefits or tax credits for people on a low income.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("gla_income_n",), ("gla_people_20",)),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=(_SIMD, _ZONES),
    ),
    Indicator(
        id="gla_employment",
        title="Employment-deprived residents, Glasgow",
        description="Residents of working age who receive benefits for being out of work, disabled or a carer.",
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("gla_employment_n",), ("gla_workers_20",)),
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(_SIMD, _ZONES),
    ),
    Indicator(
        id="gla_simd",
        title="Rank of deprivation, Glasgow",
        description="Rank of the data zone among the 6,976 of Scotland; 1 is the most deprived.",
        theme=Theme.LIVING,
        kind=Kind.INDEX,
        unit=RANK_DZ,
        levels=_DISTRICTS,
        dataflow=_glasgow("simd2020_dz11.csv", "IMD_rank", "2020", to_zones=False),
        direction=Direction.HIGHER,
        decimals=0,
        sdg_target="1.2",
        caveats=(_SIMD,),
    ),
    Indicator(
        id="gla_doctor",
        title="Way to a doctor by public transport, Glasgow",
        description="Average minutes by public transport from the data zone to a general practitioner.",
        theme=Theme.MOBILITY,
        kind=Kind.MEAN,
        unit=MINUTES,
        levels=_DISTRICTS,
        dataflow=_glasgow(_SIMD_FILE, "PT_GP", "2020", to_zones=False),
        direction=Direction.LOWER,
        sdg_target="11.2",
        caveats=(_SIMD,),
    ),
)

INDICATORS = (*_PARTS, *_SHOWN)
