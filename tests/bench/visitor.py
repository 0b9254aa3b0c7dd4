"""A visitor without a browser: speaks Streamlit's WebSocket protocol, opens a page and steps the year."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ENDED_WELL = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)

EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"
"""The widget by which a component tells what happened in it."""


class StepFailedError(RuntimeError):
    """The server answered with an error, or the page has nothing that steps the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What steps the year: its widget, the fragment that answers to it, the years it takes, its kind."""

    id: str
    fragment: str
    years: Sequence[str]
    is_component: bool

    def state(self, year: str) -> WidgetState:
        """What the browser says of this widget once `year` is chosen."""
        if self.is_component:
            told = [{"event": "view", "value": {"year": year}}]
            return WidgetState(id=EVENTS.format(self.id), json_trigger_value=json.dumps(told))
        state = WidgetState(id=self.id)
        state.string_array_value.data.append(year)
        return state


@dataclass(kw_only=True)
class Visitor:
    """One open page: the socket, and what a browser would remember of what it was sent."""

    base: str
    path: str
    query: str
    socket: ClientConnection
    control: Control | None = None
    script: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)

    async def open(self) -> None:
        """Ask for the page and wait until all of it is there."""
        await self._run(ClientState(query_string=self.query, page_name=self.path, context_info=self._context()))
        if self.control is None:
            message = f"/{self.path} has neither a slider nor a map that knows its years"
            raise StepFailedError(message)

    async def step(self, year: str) -> None:
        """Choose `year` and wait until the server has drawn what changes."""
        assert self.control is not None, "open() comes first"
        self.widgets[self.control.id] = self.control.state(year)
        state = ClientState(
            query_string=self.query,
            page_script_hash=self.script,
            fragment_id=self.control.fragment,
            cached_message_hashes=self.cached,
            context_info=self._context(),
        )
        state.widget_states.widgets.extend(self.widgets.values())
        await self._run(state)

    async def _run(self, state: ClientState) -> None:
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        failed = ""
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished in ENDED_WELL:
                break
            failed = failed or await self._take(kind or "", message)
        if failed:
            raise StepFailedError(failed)

    async def _take(self, kind: str, message: ForwardMsg) -> str:
        """Remember what a browser would; returns what went wrong, or ""."""
        if message.metadata.cacheable:
            self.cached.add(message.hash)
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            return await self._element(message.delta)
        elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            return "the page does not compile"
        return ""

    async def _element(self, delta: Delta) -> str:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            return element.exception.message
        if kind == "alert":
            return element.alert.body
        if known := widget(element):
            self.widgets.setdefault(known.id, known)
        if self.control is None:
            # Once a server only; in a thread, so that the other visitors go on meanwhile.
            self.control = await asyncio.to_thread(control, delta, self.base)
        return ""

    def _context(self) -> ContextInfo:
        return ContextInfo(
            timezone="UTC", timezone_offset=0, locale="en-GB", url=f"{self.base}/{self.path}", color_scheme="light"
        )


async def connected(base: str, path: str, query: str) -> Visitor:
    """A visitor with an open socket; nothing is asked for yet."""
    socket = await connect(
        f"ws://{urlsplit(base).netloc}/_stcore/stream",
        origin=Origin(base),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=60,
    )
    return Visitor(base=base, path=path, query=query, socket=socket)


def widget(element: Element) -> WidgetState | None:
    """What a browser says of a widget nobody touched; None of those it says nothing of."""
    match element.WhichOneof("type"):
        case "selectbox":
            box = element.selectbox
            first = box.options[box.default] if box.HasField("default") and box.options else ""
            value = box.raw_value if box.set_value else first
            return WidgetState(id=box.id, string_value=value) if value else WidgetState(id=box.id)
        case "checkbox":
            return WidgetState(id=element.checkbox.id, bool_value=element.checkbox.default)
        case "slider" if element.slider.type == Slider.SELECT_SLIDER:
            state = WidgetState(id=element.slider.id)
            state.string_array_value.data.extend(element.slider.raw_value)
            return state
    return None


def control(delta: Delta, base: str) -> Control | None:
    """The control of the year, where this element is it."""
    match delta.new_element.WhichOneof("type"):
        case "slider" if delta.new_element.slider.type == Slider.SELECT_SLIDER:
            slider = delta.new_element.slider
            return Control(id=slider.id, fragment=delta.fragment_id, years=list(slider.options), is_component=False)
        case "bidi_component":
            component = delta.new_element.bidi_component
            with suppress(KeyError, IndexError, TypeError, ValueError):
                history = json.loads(component.json or component.bytes)["layers"][0]["history"]
                years = periods(urljoin(f"{base}/", history))
                return Control(id=component.id, fragment=delta.fragment_id, years=years, is_component=True)
    return None


@lru_cache(maxsize=8)
def periods(url: str) -> tuple[str, ...]:
    """The periods of a history; the map fetches the same file."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return tuple(json.load(answer)["periods"])
