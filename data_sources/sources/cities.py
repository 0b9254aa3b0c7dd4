"""The portals of the cities: which dialect, where, and whose neighbourhoods they are."""

from __future__ import annotations

from data_sources.sources.arcgis import ArcGis
from data_sources.sources.base import Service
from data_sources.sources.city_files import CityFiles
from data_sources.sources.ckan import Ckan
from data_sources.sources.hal import Hal
from data_sources.sources.opendatasoft import OpenDataSoft
from data_sources.sources.portal import Portal
from data_sources.sources.wfs import Wfs

_OGL = "Open Government Licence v3.0; contains OS data © Crown copyright and database right"

PORTALS: tuple[ArcGis | CityFiles | Ckan | Hal | OpenDataSoft | Wfs, ...] = (
    CityFiles(
        id="berlin",
        name="Amt für Statistik Berlin-Brandenburg (LOR)",
        licence="CC BY 4.0",
        service=Service(mount="berlin/lor"),
        city="DE001C",
    ),
    Ckan(
        id="barcelona",
        name="Open Data BCN, Ajuntament de Barcelona",
        licence="CC BY 4.0",
        service=Service(mount="barcelona/data", base="https://opendata-ajuntament.barcelona.cat/data"),
        city="ES002C",
    ),
    OpenDataSoft(
        id="birmingham",
        name="Birmingham City Observatory",
        licence=_OGL,
        service=Service(mount="birmingham", base="https://cityobservatory.birmingham.gov.uk"),
        city="UK002C",
    ),
    CityFiles(
        id="birmingham-census",
        name="Office for National Statistics, Census 2021, and Indices of Deprivation 2025",
        licence=_OGL,
        service=Service(mount="birmingham/files"),
        city="UK002C",
    ),
    ArcGis(
        id="glasgow",
        name="Glasgow City Council",
        licence=_OGL,
        service=Service(mount="glasgow/arcgis/rest/services"),
        city="UK004C",
    ),
    CityFiles(
        id="glasgow-census",
        name="National Records of Scotland, Census 2022, and Scottish Index of Multiple Deprivation 2020",
        licence=_OGL,
        service=Service(mount="glasgow/files"),
        city="UK004C",
    ),
    Wfs(
        id="copenhagen",
        name="City of Copenhagen",
        licence="CC BY 4.0",
        service=Service(mount="copenhagen", base="https://wfs-kbhkort.kk.dk"),
        city="DK001C",
    ),
    Hal(
        id="amsterdam",
        name="City of Amsterdam",
        licence="Statistics Netherlands (CBS) 2012 boundaries, file under MIT",
        service=Service(mount="amsterdam", base="https://api.data.amsterdam.nl"),
        city="NL001C",
    ),
)
"""One entry a publisher; a new city is one more."""


def portal(id: str) -> Portal:
    """The portal with this id."""
    return next(one for one in PORTALS if one.id == id)
