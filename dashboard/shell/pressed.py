"""Tables of our own making in the page: figures with small pictures, cells that can be pressed.

Streamlit's own HTML takes out drawings and buttons; a component keeps both, in a few lines of JavaScript.
"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from dashboard.shell import state

_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const told = JSON.parse(new TextDecoder().decode(data));
  const root = parentElement.querySelector(".table");
  if (root.told !== told.html) {
    const had = root.getRootNode().activeElement?.dataset.topic;
    root.innerHTML = root.told = told.html;
    if (had) root.querySelector(`[data-topic="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
  }
  for (const button of root.querySelectorAll("[aria-pressed]")) {
    button.ariaPressed = String(button.dataset.topic === told.topic);
  }
  root.onclick = ({ target }) => {
    const button = target.closest("[data-topic]");
    if (button) setTriggerValue("view", { topic: button.dataset.topic });
  };
  root.dataset.drawn = "1";
}
"""
"""Writes the table anew only where it changed; the pressed button keeps the focus."""

_CSS = (Path(__file__).parent / "pressed.css").read_text(encoding="utf-8")

_mount = st.components.v2.component("nexus_atlas_table", html='<div class="table"></div>', js=_JS, css=_CSS)


def table(html: str, *, key: str, topic: str = "") -> None:
    """Put a table made here on the page; what is pressed becomes the View's topic. Its words must be escaped."""
    data = json.dumps({"html": html, "topic": topic}, ensure_ascii=False).encode()
    _mount(data=data, key=key, on_view_change=state.heard(key))
