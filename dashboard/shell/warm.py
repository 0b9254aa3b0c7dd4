"""What a server does while it starts: it reads what its first visitor will look at."""

from __future__ import annotations

import importlib
import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dashboard.shell import cached, nexus, overview, sdg11_figures, upload_route
from dashboard.view import View
from data_sources.errors import AtlasError

_log = logging.getLogger(__name__)
_FIRST_VISITOR_S = 10.0


@asynccontextmanager
async def warm(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands itself over
    """Begin to read as the server starts; nobody waits for it."""
    upload_route.never_on_disk()
    for read in (first_maps, other_pages):
        threading.Thread(target=read, name="warm", daemon=True).start()
    yield


def first_maps() -> None:
    """The classifier, which loads scipy and scikit-learn for a second, and the figures of the first page."""
    importlib.import_module("mapclassify")
    try:
        for view in overview.VIEWS:
            cached.screen(view)
        cached.places()
    except AtlasError as error:
        _log.warning("nothing read ahead: %s", error)  # the page itself says so in words


def other_pages() -> None:
    """What the other pages begin with, once whoever waited for the start has the first map."""
    time.sleep(_FIRST_VISITOR_S)
    try:
        cached.book()
        nexus.all_pairs()
        sdg11_figures.standings(View(), "")
        importlib.import_module("data_sources.upload")  # it loads geopandas for half a second
    except AtlasError as error:
        _log.warning("nothing read ahead: %s", error)
