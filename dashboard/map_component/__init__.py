"""The map as a Streamlit component: its registration, and the one call that puts it on a page.

The page gets a loader of a few lines; modules, shapes and figures go by URL and are fetched once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.addresses import code_url, texts_url
from dashboard.map_component import assets

LOADER = """
export default async function (component) {
  const module = new URL(component.data.code + "streamlit.js", document.baseURI);
  return (await import(module.href)).show(component);
}
"""
"""Sent again at every rerun, so it is short; relative to the page's base, as pages stand at different depths."""

_WAITING = ":host { display: block; min-height: 420px; }"
"""Holds the room until the map's own style sheet has come."""

_mount = st.components.v2.component("nexus_atlas_map", js=LOADER, css=_WAITING)


def atlas(spec: dict[str, Any], *, key: str, lang: str, on_view_change: Callable[[], None]) -> None:
    """Put a map on the page. `on_view_change` is called when the reader changed what its `view` then holds."""
    digest = assets.digest()
    own = {"code": code_url(digest), "texts": texts_url(digest, lang)}
    _mount(data=spec | own, key=key, on_view_change=on_view_change)
