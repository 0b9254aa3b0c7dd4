"""Neighbourhoods of Birmingham: wards of its observatory, small areas of the census and of deprivation."""

from __future__ import annotations

from data_sources.catalogue.parts import part, share
from data_sources.catalogue.units import HOUSEHOLDS, IMD_SCORE, PER_1000, PERCENT, PERSONS
from data_sources.model import Dataflow, Direction, Formula, Frequency, Indicator, Kind, Level, Theme

_DISTRICTS = (Level.DISTRICT,)
_CENSUS_21 = (
    "Census of 21 March 2021, during the pandemic: students and people on furlough may be elsewhere than usual."
)
_BEST_FIT = "Added up from small areas, each counted in the ward where most of it lies."
_BENEFIT = "People who claim a benefit for being out of work; others out of work claim none."
_WARD = ("lookup_lsoa21_ward24_ltla24.csv", "lsoa21_code", "ward24_code")


def _wards(code: str, geo: str, value: str, time: str = "date") -> Dataflow:
    """A data set of Birmingham's observatory by ward."""
    columns = (("geo", geo), ("time_period", time), ("obs_value", value))
    return Dataflow(source="birmingham", code=code, columns=columns)


def _census_21(code: str, geo: str, value: str, *, to_wards: bool = False, period: str = "2021") -> Dataflow:
    """A file of small areas of Birmingham, added up to wards or left as they are."""
    columns = (("geo", geo), ("time_period", "period"), ("obs_value", value))
    lookup = _WARD if to_wards else None
    return Dataflow(
        source="birmingham-census", code=code, columns=columns, parts=(period,), lookup=lookup, summed=to_wards
    )


_CROWDED_21 = _census_21("census2021_household_overcrowding_lsoa21.csv", "lsoa21_code", "n", to_wards=True)
_DEPRIVED_21 = _census_21("census2021_household_deprivation_lsoa21.csv", "lsoa21_code", "n", to_wards=True)
_ENGLISH = "census2021_proficiency_msoa21.csv"
_MAIN_LANGUAGE = "Main language is English (English or Welsh in Wales)"
_OTHER_LANGUAGE = "Main language is not English (English or Welsh in Wales)"
_MOVES = "census2021_migration_msoa21.csv"

_PARTS = (
    part("bhm_households", "Households, Birmingham", _CROWDED_21, HOUSEHOLDS),
    part(
        "bhm_crowded_n",
        "Overcrowded households, Birmingham",
        _CROWDED_21,
        HOUSEHOLDS,
        Formula(dimension="occupancy_rating", left=("-1 (overcrowded)", "-2 or less (overcrowded)")),
    ),
    part("bhm_households_all", "Households by deprivation, Birmingham", _DEPRIVED_21, HOUSEHOLDS),
    part(
        "bhm_deprived_n",
        "Households deprived in two or more dimensions, Birmingham",
        _DEPRIVED_21,
        HOUSEHOLDS,
        Formula(
            dimension="deprivation_dimensions",
            left=tuple(f"Household is deprived in {n} dimensions" for n in ("two", "three", "four")),
        ),
    ),
    part(
        "bhm_residents_msoa",
        "Residents aged 1 and over, Birmingham",
        _census_21(_MOVES, "msoa21_code", "all_usual_residents"),
        PERSONS,
    ),
    part(
        "bhm_english_main",
        "Residents whose main language is English, Birmingham",
        _census_21(_ENGLISH, "msoa21_code", _MAIN_LANGUAGE),
        PERSONS,
    ),
    part(
        "bhm_english_little",
        "Residents who cannot speak English well, Birmingham",
        _census_21(_ENGLISH, "msoa21_code", f"{_OTHER_LANGUAGE}: Cannot speak English well"),
        PERSONS,
    ),
    part(
        "bhm_english_none",
        "Residents who cannot speak English, Birmingham",
        _census_21(_ENGLISH, "msoa21_code", f"{_OTHER_LANGUAGE}: Cannot speak English"),
        PERSONS,
    ),
)

_SHOWN = (
    Indicator(
        id="bhm_moved_n",
        title="Residents who lived abroad a year before, Birmingham",
        description="Residents whose address one year before the census was outside the United Kingdom.",
        theme=Theme.ARRIVALS,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_census_21(_MOVES, "msoa21_code", "migrant_from_outside_uk"),
        decimals=0,
        denominator="bhm_residents_msoa",
        variant_of="bhm_moved",
        caveats=(_CENSUS_21,),
    ),
    Indicator(
        id="bhm_moved",
        title="Arrivals from abroad within a year, Birmingham",
        description="Residents whose address one year before the census was outside the United Kingdom.",
        theme=Theme.ARRIVALS,
        kind=Kind.RATE,
        unit=PER_1000,
        levels=_DISTRICTS,
        formula=share(("bhm_moved_n",), ("bhm_residents_msoa",), 1000.0),
        caveats=(_CENSUS_21,),
    ),
    Indicator(
        id="bhm_language",
        title="Residents with another main language than English, Birmingham",
        description="Residents aged 3 and over whose main language is not English.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_census_21(_ENGLISH, "msoa21_code", _OTHER_LANGUAGE),
        decimals=0,
        caveats=(_CENSUS_21,),
    ),
    Indicator(
        id="bhm_english",
        title="Residents who speak little or no English, Birmingham",
        description="Residents aged 3 and over who cannot speak English well or at all, of all of that age.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bhm_english_little", "bhm_english_none"), ("bhm_english_main", "bhm_language")),
        caveats=(_CENSUS_21,),
    ),
    Indicator(
        id="bhm_population",
        title="Residents, Birmingham",
        description="Estimated residents of the ward in the middle of the year.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_wards("ward-population-mid-2024", "ward_code", "population", "year"),
        decimals=0,
    ),
    Indicator(
        id="bhm_crowded",
        title="Overcrowded homes, Birmingham",
        description="Households with fewer bedrooms than they need.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bhm_crowded_n",), ("bhm_households",)),
        direction=Direction.LOWER,
        sdg_target="11.1",
        caveats=(_CENSUS_21, _BEST_FIT),
    ),
    Indicator(
        id="bhm_deprived",
        title="Households deprived in several ways, Birmingham",
        description="Households deprived in two or more of employment, education, health and housing.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bhm_deprived_n",), ("bhm_households_all",)),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=(_CENSUS_21, _BEST_FIT),
    ),
    Indicator(
        id="bhm_imd",
        title="Index of Multiple Deprivation, Birmingham",
        description="Score of the English Indices of Deprivation 2025; a higher one is more deprived.",
        theme=Theme.LIVING,
        kind=Kind.INDEX,
        unit=IMD_SCORE,
        levels=_DISTRICTS,
        dataflow=_census_21("imd2025_england_lsoa21.csv", "lsoa21_code", "IMD_score", period="2025"),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=("A weighted mean of ranks of seven domains: twice the score is not twice as deprived.",),
    ),
    Indicator(
        id="bhm_children",
        title="Children in low income, Birmingham",
        description="Children under 16 in families with less than 60 % of the median income of 2010/11.",
        theme=Theme.LIVING,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        dataflow=_wards(
            "percentage-of-children-in-absolute-low-income-families-aged-0-15-birmingham-wards",
            "areaidentifier",
            "value",
        ),
        direction=Direction.LOWER,
        sdg_target="1.2",
        caveats=("Financial years, called by the year they end in; before housing costs.",),
    ),
    Indicator(
        id="bhm_claimants",
        title="Unemployment claimants, Birmingham",
        description="People who claim a benefit mainly because they are out of work.",
        theme=Theme.ECONOMY,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_wards("claimant-count-birmingham-wards-5years", "geography_code", "obs_value"),
        key=(("measure_name", "Claimant count"),),
        frequency=Frequency.MONTHLY,
        direction=Direction.LOWER,
        decimals=0,
        sdg_target="8.5",
        variant_of="bhm_claimant_share",
        caveats=(_BENEFIT,),
    ),
    Indicator(
        id="bhm_claimant_share",
        title="Unemployment claimants, share, Birmingham",
        description="People who claim a benefit mainly because they are out of work, of residents aged 16 to 64.",
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        dataflow=_wards("claimant-count-by-sex-birmingham-wards-latest", "geography_code", "obs_value"),
        key=(("gender_name", "Total"), ("measure_name", "Claimants as a proportion of residents aged 16-64")),
        frequency=Frequency.MONTHLY,
        direction=Direction.LOWER,
        sdg_target="8.5",
        caveats=(_BENEFIT,),
    ),
)

INDICATORS = (*_PARTS, *_SHOWN)
