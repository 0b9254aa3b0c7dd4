"""Residents of foreign citizenship or birth: in countries, cities and commuting areas."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import PERCENT
from data_sources.model import Dataflow, Formula, Indicator, Kind, Level, Operation, Theme

INDICATORS = (
    Indicator(
        id="women_for",
        title="Women among foreign citizens",
        description="Women and girls per 100 residents who are citizens of another country, or of none.",
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="demo_poppcctz"),
        key=(("age", "TOTAL"), ("citizen", "FOR_STLS"), ("freq", "A"), ("sex", "F"), ("unit", "PC")),
        sdg_target="10.7",
        caveats=(note.NATURALISED,),
    ),
    Indicator(
        id="women_forborn",
        title="Women among foreign-born residents",
        description="Women and girls per 100 residents who were born in another country.",
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="demo_poppctb"),
        key=(("age", "TOTAL"), ("c_birth", "FOR"), ("freq", "A"), ("sex", "F"), ("unit", "PC")),
        sdg_target="10.7",
        variant_of="women_for",
    ),
    Indicator(
        id="c_foreigners",
        title="Foreign citizens, share of the city",
        description="Citizens of another country per 100 residents of the city whose citizenship is known.",
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_cpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE2002V", "DE2003V"),
            right=("DE2001V", "DE2002V", "DE2003V"),
            scale=100.0,
        ),
        sdg_target="10.7",
        caveats=(note.CITY_GAPS, note.NATURALISED),
    ),
    Indicator(
        id="c_noneu",
        title="Citizens of countries outside the EU, share of the city",
        description="Citizens of countries outside the EU per 100 residents of the city whose citizenship is known.",
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.CITY,),
        dataflow=Dataflow(source="eurostat", code="urb_cpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE2003V",),
            right=("DE2001V", "DE2002V", "DE2003V"),
            scale=100.0,
        ),
        sdg_target="10.7",
        variant_of="c_foreigners",
        caveats=(note.CITY_GAPS, note.NATURALISED),
    ),
    Indicator(
        id="f_noneu",
        title="Citizens of countries outside the EU in city and commuting area",
        description=(
            "Citizens of countries outside the EU per 100 residents whose citizenship is known, in the functional "
            "urban area."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.FUA,),
        dataflow=Dataflow(source="eurostat", code="urb_lpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE2003V",),
            right=("DE2001V", "DE2002V", "DE2003V"),
            scale=100.0,
        ),
        sdg_target="10.7",
        variant_of="f_foreigners",
        caveats=(note.CITY_GAPS, note.NATURALISED),
    ),
    Indicator(
        id="f_forborn",
        title="Foreign-born residents in city and commuting area",
        description=(
            "Residents born in another country per 100 residents whose country of birth is known, in the functional "
            "urban area."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.FUA,),
        dataflow=Dataflow(source="eurostat", code="urb_lpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE2009V",),
            right=("DE2008V", "DE2009V"),
            scale=100.0,
        ),
        sdg_target="10.7",
        caveats=(note.CITY_GAPS,),
    ),
    Indicator(
        id="f_abroad",
        title="People who lived abroad a year before",
        description=(
            "Residents of the functional urban area who lived in another country a year before, per 100 whose earlier "
            "home is known."
        ),
        theme=Theme.ARRIVALS,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.FUA,),
        dataflow=Dataflow(source="eurostat", code="urb_lpopcb", geo="cities"),
        key=(("freq", "A"),),
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indic_ur",
            left=("DE4004V", "DE4005V"),
            right=("DE4001V", "DE4002V", "DE4003V", "DE4004V", "DE4005V"),
            scale=100.0,
        ),
        decimals=2,
        sdg_target="10.7",
        caveats=(note.CITY_GAPS,),
    ),
)
