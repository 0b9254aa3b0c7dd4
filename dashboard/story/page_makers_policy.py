"""Steps of pages whose slides are made above stories: recommendations, the register, the research.

The desk hands in their makers. At a desk without them, which has figures alone, such a step says that nothing is held.
"""

from __future__ import annotations

from collections.abc import Callable

from dashboard.language import Language
from dashboard.story.cities_profile import name
from dashboard.story.model import Desk, Made, Make
from dashboard.view import View
from data_sources.errors import NoObservations
from data_sources.register.demonstration import CITIES


def handed(page: str) -> Make:
    """The maker that the desk has for a page."""

    def make(desk: Desk, view: View) -> Made:
        if page not in desk.pages:
            raise NoObservations(f"no maker for {page} at this desk")
        return desk.pages[page](desk, view)

    return make


def _of_cards(view: View, say: Language) -> str:  # noqa: ARG001 - one title for all themes
    return say("What can be done, and do the figures speak for it?")


def _of_register(view: View, say: Language) -> str:
    code = view.topic.upper()
    if code not in CITIES:
        return say("Who connects, and where is the need high and none recorded?")
    return say("{city}: where is the need high and none recorded?", city=name(code, say))


def _of_research(view: View, say: Language) -> str:  # noqa: ARG001 - the page has one content
    return say("What did the research on those who connect find?")


TITLES: dict[str, Callable[[View, Language], str]] = {
    "policy": _of_cards,
    "intermediaries": _of_register,
    "research": _of_research,
}
"""Page -> what a step of it is called until the presenter says it better."""

MAKERS: dict[str, Make] = {page: handed(page) for page in TITLES}
"""Page -> the maker of a slide of what it shows."""
