"""The pairs matrix on the page: buttons that are heard as a change of the View."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.shell import state

_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".pairs");
  const html = new TextDecoder().decode(data);
  if (root.told !== html) {
    const scroll = root.querySelector(".scroll")?.scrollTop ?? 0;
    const focus = root.getRootNode().activeElement?.dataset?.view;
    root.innerHTML = root.told = html;
    const [box, row] = [root.querySelector(".scroll"), root.querySelector("td [aria-pressed='true']")?.closest("tr")];
    const [from, to] = row ? [row.offsetTop - 40, row.offsetTop + row.offsetHeight - box.clientHeight] : [0, 0];
    box.scrollTop = Math.max(Math.min(scroll, from), to);
    if (focus) [...root.querySelectorAll("button")].find(({ dataset }) => dataset.view === focus)?.focus();
  }
  root.onclick = ({ target }) => {
    const button = target.closest("[data-view]");
    if (button) setTriggerValue("view", JSON.parse(button.dataset.view));
  };
  root.dataset.drawn = "1";
}
"""
"""What is pressed keeps the focus, and the table its place."""

_CSS = (Path(__file__).parent / "nexus_matrix.css").read_text(encoding="utf-8")

_mount = st.components.v2.component("nexus_atlas_pairs", html='<div class="pairs"></div>', js=_JS, css=_CSS)


def buttons(html: str, *, key: str) -> None:
    """Put a matrix made here on the page. Its words must be escaped."""
    _mount(data=html.encode(), key=key, on_view_change=state.heard(key))
