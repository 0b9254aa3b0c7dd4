"""Environment: air, noise, waste and green space."""

from __future__ import annotations

from data_sources.catalogue import caveats as note
from data_sources.catalogue.units import KG_PER_HEAD, KM2, MICROGRAM, PERCENT
from data_sources.model import Dataflow, Direction, Formula, Indicator, Kind, Level, Operation, Theme

_ALL_NUTS = (Level.COUNTRY, Level.NUTS1, Level.NUTS2, Level.NUTS3)

_URBAN_ATLAS = Dataflow(
    source="mapineq",
    code="urban_green_area.csv",
    columns=(("geo", "geo"), ("time_period", "obstime"), ("obs_value", "obsvalue")),
)

INDICATORS = (
    Indicator(
        id="recycle",
        title="Recycling of municipal waste",
        description="Share of municipal waste that is recycled, composted or digested.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="sdg_11_60"),
        key=(("freq", "A"), ("unit", "PC")),
        direction=Direction.HIGHER,
        sdg_target="11.6",
    ),
    Indicator(
        id="waste",
        title="Municipal waste",
        description="Municipal waste generated in the year, per inhabitant.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.MEAN,
        unit=KG_PER_HEAD,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="env_wasmun"),
        key=(("freq", "A"), ("unit", "KG_HAB"), ("wst_oper", "GEN")),
        direction=Direction.LOWER,
        decimals=0,
        sdg_target="11.6",
    ),
    Indicator(
        id="noise",
        title="Noise from neighbours or the street",
        description="People who say that noise from neighbours or the street is a problem at home.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(source="eurostat", code="ilc_mddw01"),
        key=(("freq", "A"), ("hhtyp", "TOTAL"), ("rskpovth", "TOTAL"), ("unit", "PC")),
        direction=Direction.LOWER,
        sdg_target="11.6",
        caveats=(note.SILC, note.THREE_YEARLY, "What people say, not what instruments measure."),
    ),
    Indicator(
        id="pm25",
        title="Fine particles in the air (PM2.5)",
        description="Mean concentration of particles smaller than 2.5 micrometres over the area.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.MEAN,
        unit=MICROGRAM,
        levels=_ALL_NUTS,
        dataflow=Dataflow(
            source="mapineq",
            code="PM25.csv",
            columns=(
                ("geo", "geo"),
                ("time_period", "obstime"),
                ("obs_value", "obsvalue"),
                ("nuts_version", "geo_source"),
            ),
            missing=("0.0", "0"),  # Svalbard and Jan Mayen, which the satellites do not cover
        ),
        key=(("freq", "1 year"),),
        direction=Direction.LOWER,
        sdg_target="11.6",
        caveats=(note.RESEARCH_AIR,),
    ),
    Indicator(
        id="pm25_wb",
        title="Fine particles people breathe (PM2.5), by country",
        description="Mean exposure of the population to particles smaller than 2.5 micrometres.",
        theme=Theme.ENVIRONMENT,
        kind=Kind.MEAN,
        unit=MICROGRAM,
        levels=(Level.COUNTRY,),
        dataflow=Dataflow(
            source="worldbank",
            code="pm25-air-pollution.csv",
            columns=(
                ("geo_iso3", "Country Code"),
                ("time_period", "Year"),
                ("obs_value", "PM2.5 air pollution µg/m³"),
            ),
        ),
        direction=Direction.LOWER,
        sdg_target="11.6",
        caveats=("A modelled estimate, weighted by where people live: not the same as the mean over an area.",),
    ),
    Indicator(
        id="green_area",
        title="Urban green area",
        description="Area of urban green in the cities and commuting areas of the region (Urban Atlas 2018).",
        theme=Theme.ENVIRONMENT,
        kind=Kind.COUNT,
        unit=KM2,
        levels=_ALL_NUTS,
        dataflow=_URBAN_ATLAS,
        formula=Formula(operation=Operation.SUM, dimension="indicator", left=("green urban area",), scale=1e-6),
        sdg_target="11.7",
        caveats=("An amount, not a share and not access: large regions have more of it.",),
    ),
    Indicator(
        id="green_share",
        title="Urban green area, share",
        description="Urban green per 100 parts of the area of the region's cities and commuting areas (2018).",
        theme=Theme.ENVIRONMENT,
        kind=Kind.SHARE,
        unit=PERCENT,
        levels=_ALL_NUTS,
        dataflow=_URBAN_ATLAS,
        formula=Formula(
            operation=Operation.RATIO,
            dimension="indicator",
            left=("green urban area",),
            right=("total functional urban area",),
            scale=100.0,
        ),
        direction=Direction.HIGHER,
        decimals=2,
        sdg_target="11.7",
        caveats=("Only the part of the region that lies in a functional urban area; no measure of access.",),
    ),
)
