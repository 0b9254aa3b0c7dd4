"""The map as a Streamlit component: its registration, and the one call that puts it on a page.

The page gets a loader of a few lines; modules, shapes and figures go by URL and are fetched once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.addresses import code_url, texts_url
from dashboard.map_component import assets

LOADER = """
export default async function (component) {
  const data = JSON.parse(new TextDecoder().decode(component.data));
  const { parentElement, setTriggerValue } = component;
  const at = (path) => new URL(path, document.baseURI).href;
  if (!parentElement.atlas) data.ahead.forEach((path) => fetch(at(path)).catch(() => null));
  try {
    const { showAtlas } = await import(at(data.code + "atlas.js"));
    showAtlas({ parentElement, setTriggerValue, data });
  } catch {
    const said = document.createElement("p");
    said.textContent = data.trouble;
    parentElement.replaceChildren(said);
    setTriggerValue("view", { drawn: "1" });
  }
}
"""
"""Sent again at every rerun, so it is short; relative to the page's base, as pages stand at different depths.
What the map will ask for first is on its way before the map's program has come."""

_WAITING = ":host { display: block; min-height: 420px; }"
"""Holds the room until the map's own style sheet has come."""

_mount = st.components.v2.component("nexus_atlas_map", js=LOADER, css=_WAITING)


def atlas(spec: dict[str, Any], *, key: str, lang: str, waits: bool, on_view_change: Callable[[], None]) -> None:
    """Put a map on the page. `on_view_change` is called when the reader changed what its `view` then holds.

    A map that the rest of the page `waits` for says that it stands until it is heard. The specification goes as
    bytes: Streamlit looks through anything else for tables.
    """
    digest = assets.digest()
    own = {"code": code_url(digest), "texts": texts_url(digest, lang), "waits": waits}
    data = json.dumps(spec | own, ensure_ascii=False, separators=(",", ":")).encode()
    _mount(data=data, key=key, on_view_change=on_view_change)
