"""The visitor's own file as an indicator: in the memory of this visit, never in what visitors share.

The file is kept under its reserved id, and so is all that is computed from it: `private` keeps it out of the caches.
While something is made to be taken along, what may leave the visit stands in for the file: `standing_in`.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import streamlit as st

from dashboard.language import Language
from dashboard.own_file import OWN_FILE, UNVERIFIED, plain
from dashboard.release import token
from dashboard.screen import Ground
from dashboard.shell import state
from dashboard.view import View
from data_sources.errors import NoObservations
from data_sources.model import Level
from data_sources.schema import Observations

if TYPE_CHECKING:
    from data_sources.upload import Boundaries

P = ParamSpec("P")
R = TypeVar("R")
KEPT = "atlas:own-file"
LEAVING = "atlas:own-file:leaving"
"""What the visitor agreed may leave the visit; `upload_leaving` puts it there."""

STORY = "atlas:own-story"
"""The visitor's own story; steps of the file leave it with the file."""

OF_STORY = "atlas:own-file:of-story"
"""The figures of the story on screen, as they are drawn from."""

_GONE = "atlas:own-file:gone"
_MOST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The file, when it was kept (no two are kept at one time), and what was computed from it.

    `from_story` says that the figures came with a story's file, from whoever made that.
    """

    observations: Observations
    version: float
    ground: Ground | None = None
    paths: dict[str, Any] = field(default_factory=dict)
    made: dict[Hashable, Any] = field(default_factory=dict)
    from_story: bool = False


_INSTEAD: ContextVar[tuple[Kept, Language] | None] = ContextVar("atlas:own-file:instead", default=None)


def keep(observations: Observations, boundaries: Boundaries | None = None) -> None:
    """Make this visitor's file an indicator like any other, for this visit; another one kept before is forgotten.

    `boundaries` are those the file is joined to, where the visitor brought their own.
    """
    forget()
    st.session_state.pop(_GONE, None)
    st.session_state[KEPT] = kept(observations, boundaries)


def kept(observations: Observations, boundaries: Boundaries | None = None) -> Kept:
    """The file as the session holds it."""
    own, now = _harmless(observations), time.time()
    if boundaries is None:
        return Kept(observations=own, version=now)
    from dashboard.shell import own_ground  # noqa: PLC0415 - geopandas takes a second, and few bring boundaries

    table, places, paths = own_ground.placed(own.table, boundaries)
    entry = replace(own.indicator, levels=(Level.DISTRICT,))
    ground = Ground(places=places, shapes=f"map/own/{token(now)}.json")
    return Kept(observations=replace(own, table=table, indicator=entry), version=now, ground=ground, paths=paths)


def _harmless(given: Observations) -> Observations:
    """The same under the reserved id, with words of the file as plain words; it may come from anybody."""
    entry, origin = given.indicator, given.provenance
    unit = replace(entry.unit, symbol=plain(entry.unit.symbol), name=plain(entry.unit.name) or entry.kind.value)
    entry = replace(entry, id=OWN_FILE, title=plain(entry.title), unit=unit, denominator="", caveats=())
    origin = replace(origin, source=UNVERIFIED, dataflow=plain(origin.dataflow), request_url="", notes=())
    return Observations(table=given.table, indicator=entry, provenance=origin)


def held() -> Observations | None:
    """The visitor's file under its reserved id, as it was kept; None where there is none."""
    own = _own()
    return own.observations if own else None


def whole() -> Kept | None:
    """The visitor's file with all that came with it; None where there is none."""
    return _own()


def forget() -> None:
    """Drop the file and all that was computed from it, at once."""
    st.session_state.pop(LEAVING, None)
    st.session_state.pop(OF_STORY, None)
    if st.session_state.pop(KEPT, None) is not None:
        gc.collect()


@contextmanager
def standing_in(given: Kept | None, say: Language) -> Iterator[None]:
    """Make what is inside of these figures, in this language, without asking the visit: a download has none."""
    before = _INSTEAD.set((given, say) if given else None)
    try:
        yield
    finally:
        _INSTEAD.reset(before)


def stands_in() -> bool:
    """True where something is being made of figures that may leave the visit."""
    return _INSTEAD.get() is not None


def _say() -> Language:
    instead = _INSTEAD.get()
    return instead[1] if instead else state.say()


def _own() -> Kept | None:
    instead = _INSTEAD.get()
    found: Kept | None = instead[0] if instead else st.session_state.get(KEPT)
    return found


def version() -> float:
    """A number that changes with the file; 0 where there is none."""
    own = _own()
    return own.version if own else 0.0


def observations() -> Observations:
    """The visitor's file with what it is written into its title. Raises `NoObservations` where there is none."""
    own = _own()
    if own is None:
        raise NoObservations("no file is kept for this visitor")
    say, entry = _say(), own.observations.indicator
    name = entry.title or say("Your file")
    marked = say("{title} (uploaded, unverified)", title=name)
    if own.from_story:
        marked = say("{title} (uploaded, unverified, from a story file)", title=name)
    described = replace(entry, title=marked, description=_description(own, say))
    return replace(own.observations, indicator=described)


def _description(own: Kept, say: Language) -> str:
    if stands_in():
        return say("Uploaded by a reader: nobody has checked these figures.")
    file = own.observations.provenance.dataflow
    return say("From your own file {file}: nobody has checked its figures, and nobody else sees them.", file=file)


def ground() -> Ground | None:
    """The boundaries that came with the file, if any did."""
    own = _own()
    return own.ground if own else None


def shapes() -> dict[str, Any]:
    """Address -> the shapes that came with the file, to go inside what the map is told."""
    own = _own()
    return {own.ground.shapes: own.paths} if own and own.ground else {}


def settled(view: View) -> View:
    """The View, without a file that this visitor does not hold: such a link still opens its page."""
    if not view.shows_own_file or held():
        return view
    st.session_state[_GONE] = state.page()
    state.show(view.without_own_file())
    return state.view()


def missed(say: Language) -> None:
    """Says on the page that such a link opened why it shows something else."""
    if st.session_state.get(_GONE) != state.page():
        return
    with st.container(key="own-file:gone"):
        st.info(say("This link shows a file that stays with whoever uploaded it. Shown is an official figure instead."))
        st.button(say("Hide this note"), key="own-file:hide", type="tertiary", on_click=_hide)


def _hide() -> None:
    st.session_state.pop(_GONE, None)


def private(shared: Callable[P, R]) -> Callable[P, R]:
    """A cache for all visitors, that keeps what shows the visitor's own file for this visit only.

    Its arguments name what is shown, as a View or an id; they and the language are the key.
    """
    make: Callable[P, R] = shared.__wrapped__  # type: ignore[attr-defined]

    @wraps(make)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        if not any(map(_is_own, args)):
            return shared(*args, **kwargs)
        return _once((make.__module__, make.__name__, _say().code, *args), partial(make, *args, **kwargs))

    return answer


def for_this_visit(make: Callable[P, R]) -> Callable[P, R]:
    """The same, for what is made of the visitor's file and of nothing else: no cache is shared at all."""

    @wraps(make)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        return _once((make.__module__, make.__name__, _say().code, *args), partial(make, *args, **kwargs))

    return answer


def _is_own(argument: object) -> bool:
    if isinstance(argument, tuple):
        return any(map(_is_own, argument))
    return argument.shows_own_file if isinstance(argument, View) else argument == OWN_FILE


def _once(key: Hashable, make: Callable[[], R]) -> R:
    """What was made under a key for this file, the newest few. Without a file nothing is kept."""
    own = _own()
    if own is None:
        return make()
    if key not in own.made:
        while len(own.made) >= _MOST:
            own.made.pop(next(iter(own.made)))
        own.made[key] = make()
    found: R = own.made[key]
    return found
