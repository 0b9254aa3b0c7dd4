"""Neighbourhoods of Berlin, Barcelona and Copenhagen, from the cities' own portals."""

from __future__ import annotations

from data_sources.catalogue.parts import share
from data_sources.catalogue.units import EUR_PER_M2, M2, PERCENT, PERSONS
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Theme

_DISTRICTS = (Level.DISTRICT,)
_BERLIN_YEARS = tuple(str(year) for year in range(2015, 2025))
_BERLIN_FILE = "population/berlin-lor-population-{}-02-"
_BERLIN = "Residents on the register on 31 December, by main home."
_BACKGROUND = "The city's own count: foreigners, naturalised people, and Germans whose parents came from abroad."
_BARCELONA = "Residents on the register on 1 January; the city publishes no cell of fewer than 5 people."
_BARRIS_UNSEEN = (
    "The portal serves no shapes of the 73 barris here: they are in the list and the table, not on the map."
)
_WITH_SPAIN = (
    "Southern Europe cannot be told apart from Spain in this table, so Italians and Portuguese are not counted."
)
_ADULTS = "Residents aged 16 and over."


def _berlin(table: str, column: str) -> Dataflow:
    columns = (("geo", "id"), ("time_period", "period"), ("obs_value", column))
    code = f"{_BERLIN_FILE}{table}-districts.csv"
    return Dataflow(source="berlin", code=code, columns=columns, parts=_BERLIN_YEARS)


def _barcelona(package: str) -> Dataflow:
    columns = (("geo", "Codi_Barri"), ("time_period", "Data_Referencia"), ("obs_value", "Valor"))
    return Dataflow(source="barcelona", code=package, columns=columns, summed=True)


_NATIONALITY = _barcelona("pad_mdb_nacionalitat-regio_sexe")
_BIRTHPLACE = _barcelona("pad_mdb_niv-educa-esta_edat-lloc-naix")
_SOUTHERN_EUROPE, _NOT_KNOWN = "17", "23"
_BEYOND = tuple(str(code) for code in range(1, 23) if str(code) != _SOUTHERN_EUROPE)


def _of_berlin(id: str, title: str, column: str) -> Indicator:
    """Residents of Berlin with a migration background of one origin."""
    return Indicator(
        id=id,
        title=title,
        description="Residents with a migration background from there, Germans among them.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_berlin("t4", column),
        decimals=0,
        denominator="ber_residents",
        variant_of="ber_background",
        caveats=(_BERLIN, _BACKGROUND),
    )


def _of_barcelona(id: str, title: str, region: str) -> Indicator:
    """Residents of Barcelona with a nationality of one region of the world."""
    return Indicator(
        id=id,
        title=title,
        description="Residents with a nationality of that region.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_NATIONALITY,
        formula=Formula(dimension="NACIONALITAT_REGIO", left=(region,)),
        decimals=0,
        denominator="bcn_residents",
        variant_of="bcn_beyond",
        caveats=(_BARCELONA, _BARRIS_UNSEEN),
    )


INDICATORS = (
    Indicator(
        id="ber_residents",
        title="Residents, Berlin",
        description="People with their main home in the district.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_berlin("t1", "inhabitants"),
        decimals=0,
        caveats=(_BERLIN,),
    ),
    Indicator(
        id="ber_background_n",
        title="Residents with a migration background, Berlin",
        description="Foreigners, naturalised people, and Germans whose parents came from abroad.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_berlin("t1", "inhabitants_with_migration_background"),
        decimals=0,
        denominator="ber_residents",
        variant_of="ber_background",
        caveats=(_BERLIN, _BACKGROUND),
    ),
    Indicator(
        id="ber_background",
        title="Residents with a migration background, share, Berlin",
        description="Foreigners, naturalised people, and Germans whose parents came from abroad, of all residents.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("ber_background_n",), ("ber_residents",)),
        caveats=(_BERLIN, _BACKGROUND),
    ),
    Indicator(
        id="ber_foreigners_n",
        title="Foreign residents, Berlin",
        description="Residents without German citizenship.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_berlin("t1", "inhabitants_foreigners"),
        decimals=0,
        denominator="ber_residents",
        variant_of="ber_foreigners",
        caveats=(_BERLIN,),
    ),
    Indicator(
        id="ber_foreigners",
        title="Foreign residents, share, Berlin",
        description="Residents without German citizenship, of all residents.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("ber_foreigners_n",), ("ber_residents",)),
        caveats=(_BERLIN,),
    ),
    _of_berlin("ber_eu", "Residents with roots in the European Union, Berlin", "inhabitants_from_european_union"),
    _of_berlin("ber_poland", "Residents with roots in Poland, Berlin", "inhabitants_from_poland"),
    _of_berlin("ber_turkey", "Residents with roots in Türkiye, Berlin", "inhabitants_from_turkey"),
    _of_berlin("ber_syria", "Residents with roots in Syria, Berlin", "inhabitants_from_syria"),
    _of_berlin("ber_ukraine", "Residents with roots in Ukraine, Berlin", "inhabitants_from_ukraine"),
    _of_berlin("ber_vietnam", "Residents with roots in Viet Nam, Berlin", "inhabitants_from_vietnam"),
    Indicator(
        id="bcn_residents",
        title="Residents, Barcelona",
        description="People registered in the neighbourhood.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_NATIONALITY,
        decimals=0,
        caveats=(_BARCELONA, _BARRIS_UNSEEN),
    ),
    Indicator(
        id="bcn_beyond_n",
        title="Residents with a nationality beyond southern Europe, Barcelona",
        description="Residents whose nationality is of another region of the world than southern Europe.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_NATIONALITY,
        formula=Formula(dimension="NACIONALITAT_REGIO", left=_BEYOND),
        decimals=0,
        denominator="bcn_residents",
        variant_of="bcn_beyond",
        caveats=(_BARCELONA, _WITH_SPAIN, _BARRIS_UNSEEN),
    ),
    Indicator(
        id="bcn_beyond",
        title="Residents with a nationality beyond southern Europe, share, Barcelona",
        description="Residents whose nationality is of another region of the world, of all residents.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bcn_beyond_n",), ("bcn_residents",)),
        caveats=(_BARCELONA, _WITH_SPAIN, _BARRIS_UNSEEN),
    ),
    _of_barcelona("bcn_south_america", "Residents with a South American nationality, Barcelona", "8"),
    _of_barcelona("bcn_south_asia", "Residents with a nationality of southern Asia, Barcelona", "12"),
    _of_barcelona("bcn_north_africa", "Residents with a nationality of northern Africa, Barcelona", "3"),
    Indicator(
        id="bcn_adults",
        title="Residents aged 16 and over, Barcelona",
        description="People of 16 and over registered in the neighbourhood.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_BIRTHPLACE,
        decimals=0,
        caveats=(_BARCELONA, _ADULTS),
        part=True,
    ),
    Indicator(
        id="bcn_abroad_n",
        title="Residents born abroad, Barcelona",
        description="Residents of 16 and over who were born outside Spain.",
        theme=Theme.POPULATION,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_BIRTHPLACE,
        formula=Formula(dimension="LLOC_NAIX", left=("4", "5")),
        decimals=0,
        denominator="bcn_adults",
        variant_of="bcn_abroad",
        caveats=(_BARCELONA, _ADULTS, _BARRIS_UNSEEN),
    ),
    Indicator(
        id="bcn_abroad",
        title="Residents born abroad, share, Barcelona",
        description="Residents of 16 and over who were born outside Spain, of all of that age.",
        theme=Theme.POPULATION,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bcn_abroad_n",), ("bcn_adults",)),
        caveats=(_BARCELONA, _ADULTS, _BARRIS_UNSEEN),
    ),
    Indicator(
        id="bcn_tertiary_n",
        title="Residents with tertiary education, Barcelona",
        description="Residents of 16 and over with a university degree or higher vocational training.",
        theme=Theme.ECONOMY,
        kind=Kind.COUNT,
        unit=PERSONS,
        levels=_DISTRICTS,
        dataflow=_BIRTHPLACE,
        formula=Formula(dimension="NIV_EDUCA_esta", left=("5",)),
        decimals=0,
        denominator="bcn_adults",
        variant_of="bcn_tertiary",
        caveats=(_BARCELONA, _ADULTS, _BARRIS_UNSEEN),
        part=True,
    ),
    Indicator(
        id="bcn_tertiary",
        title="Residents with tertiary education, share, Barcelona",
        description="Residents of 16 and over with a university degree or higher vocational training.",
        theme=Theme.ECONOMY,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_DISTRICTS,
        formula=share(("bcn_tertiary_n",), ("bcn_adults",)),
        direction=Direction.HIGHER,
        sdg_target="4.3",
        caveats=(_BARCELONA, _ADULTS, _BARRIS_UNSEEN),
    ),
    Indicator(
        id="bcn_price",
        title="Price of homes, Barcelona",
        description="Average price of second-hand homes per square metre.",
        theme=Theme.LIVING,
        kind=Kind.MEAN,
        unit=EUR_PER_M2,
        levels=_DISTRICTS,
        dataflow=Dataflow(
            source="barcelona",
            code="preu_mig_m2",
            columns=(("geo_name", "Territorio"), ("time_period", "year"), ("obs_value", "value"), ("years", "")),
        ),
        key=(("Tipo de territorio", "Barri"),),
        decimals=0,
        sdg_target="11.1",
        caveats=("Whether asked or paid is not said; where few homes are sold it jumps.", _BARRIS_UNSEEN),
    ),
    Indicator(
        id="cph_area",
        title="Area of the districts, Copenhagen",
        description="Area of the district. The map service has shapes and areas of the districts and no other figures.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.COUNT,
        unit=M2,
        levels=_DISTRICTS,
        dataflow=Dataflow(
            source="copenhagen",
            code="k101/ows k101:bydel",
            columns=(("geo", "bydel_nr"), ("time_period", "timeStamp"), ("obs_value", "areal_m2")),
        ),
        decimals=0,
        caveats=("As drawn on the day of the answer.",),
    ),
)
