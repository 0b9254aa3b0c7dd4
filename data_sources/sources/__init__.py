"""The registry: every source by its id. A new source is one file (or one `CsvFile`) and one line here."""

from __future__ import annotations

from data_sources.errors import CatalogueError
from data_sources.sources.base import Paged, Payload, Pending, Request, Service, Source
from data_sources.sources.cities import PORTALS
from data_sources.sources.csv_file import CsvFile
from data_sources.sources.eurostat import Eurostat
from data_sources.sources.frontex import Frontex
from data_sources.sources.italy import Italy
from data_sources.sources.missing_migrants import MissingMigrants
from data_sources.sources.uk_support import UkSupport
from data_sources.sources.un_sdg import UnSdg
from data_sources.sources.unhcr_arrivals import UnhcrArrivals
from data_sources.sources.unhcr_population import UnhcrPopulation

__all__ = ["SOURCES", "CsvFile", "Paged", "Payload", "Pending", "Request", "Service", "Source", "source"]

_ALL: tuple[Source, ...] = (
    Eurostat(),
    CsvFile(
        id="urban-rural-europe",
        name="Eurostat, Urban-rural Europe",
        licence="Eurostat reuse policy (CC BY 4.0)",
        service=Service(mount="eurostat-publications/urban-rural-europe"),
    ),
    CsvFile(
        id="mapineq",
        name="Mapineq, after Washington University ACAG and Copernicus Urban Atlas",
        licence="Mapineq repository GPL-3.0; attribution to ACAG and Copernicus Urban Atlas",
        service=Service(mount="mapineq"),
    ),
    CsvFile(
        id="worldbank",
        name="World Bank, World Development Indicators",
        licence="CC BY 4.0",
        service=Service(mount="worldbank"),
    ),
    UnhcrArrivals(),
    UnhcrPopulation(),
    Frontex(),
    MissingMigrants(),
    Italy(),
    UkSupport(),
    UnSdg(),
    *PORTALS,
)

SOURCES: dict[str, Source] = {entry.id: entry for entry in _ALL}
"""Source id -> source."""


def source(id: str) -> Source:
    """The source with this id. Raises `CatalogueError` for one that is not registered."""
    try:
        return SOURCES[id]
    except KeyError:
        message = f"no source {id!r}; the registry has {', '.join(sorted(SOURCES))}"
        raise CatalogueError(message) from None
