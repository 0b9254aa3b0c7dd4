"""What a server does while it starts: it reads what its first visitor will look at."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dashboard.shell import cached, nexus, overview, sdg11_figures, upload_route
from dashboard.view import View
from data_sources.errors import AtlasError

_log = logging.getLogger(__name__)


@asynccontextmanager
async def warm(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands itself over
    """Begin to read as the server starts; nobody waits for it."""
    upload_route.never_on_disk()
    threading.Thread(target=first_maps, name="warm", daemon=True).start()
    yield


def first_maps() -> None:
    """The classifier, which loads scipy and scikit-learn for a second, and what each page begins with."""
    importlib.import_module("mapclassify")
    try:
        for view in overview.VIEWS:
            cached.screen(view)
        cached.places()
        cached.book()
        nexus.all_pairs()
        sdg11_figures.standings(View(), "")
        importlib.import_module("data_sources.upload")  # it loads geopandas for half a second
    except AtlasError as error:
        _log.warning("nothing read ahead: %s", error)  # the page itself says so in words
