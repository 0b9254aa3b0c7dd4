"""What a server does while it starts: it reads what its first visitor will look at."""

from __future__ import annotations

import importlib
import inspect
import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

from dashboard import citation
from dashboard.language import language
from dashboard.release import release
from dashboard.shell import cached, nexus, overview, rooms, sdg11_figures, upload_route
from dashboard.shell.frame import settle
from dashboard.view import View
from data_sources.errors import AtlasError

_log = logging.getLogger(__name__)
_FIRST_VISITOR_S = 10.0


@asynccontextmanager
async def warm(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands itself over
    """Begin to read as the server starts; nobody waits for it."""
    upload_route.never_on_disk()
    rooms.end_with_the_server()
    for read in (first_maps, other_pages):
        threading.Thread(target=read, name="warm", daemon=True).start()
    yield


def first_maps() -> None:
    """What every page begins with, the figures of the first page, the pairs: all that fits while a browser loads."""
    inspect.stack()  # Streamlit asks at the first element; the first time all modules are looked through, for 0.1 s
    settle()
    say = language(View().lang)
    try:
        citation.snapshot_line(say)
        release()
        for view in overview.VIEWS:
            cached.screen(view)
        cached.place_labels(say.code)
        nexus.all_pairs()
    except AtlasError as error:
        _log.warning("nothing read ahead: %s", error)  # the page itself says so in words


def other_pages() -> None:
    """What the other pages begin with, once whoever waited for the start has the first map."""
    time.sleep(_FIRST_VISITOR_S)
    importlib.import_module("mapclassify")  # natural groups: it loads scipy and scikit-learn for a second
    try:
        cached.book()
        sdg11_figures.standings(View(), "")
        importlib.import_module("data_sources.upload")
        importlib.import_module("geopandas")  # half a second, for a file of boundaries
        _policy().shared(View().lang)
    except AtlasError as error:
        _log.warning("nothing read ahead: %s", error)


def _policy() -> ModuleType:
    """The page of recommendations, which stands on most of the program: not loaded with the server."""
    return importlib.import_module("dashboard.shell.policy")
