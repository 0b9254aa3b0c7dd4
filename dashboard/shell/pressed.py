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
  const root = parentElement.querySelector(".pressed");
  if (root.told !== told.html) {
    const [scroll, had] = [root.querySelector(".scroll")?.scrollTop ?? 0, root.getRootNode().activeElement?.dataset];
    root.innerHTML = root.told = told.html;
    keepInSight(root.querySelector(".scroll"), scroll);
    if (had) find(root, had)?.focus({ preventScroll: true });
  }
  for (const button of root.querySelectorAll("[data-topic][aria-pressed]")) {
    button.ariaPressed = String(button.dataset.topic === told.topic);
  }
  root.onclick = ({ target }) => {
    const { view, topic } = target.closest("[data-view], [data-topic]")?.dataset ?? {};
    if (view ?? topic) setTriggerValue("view", view ? JSON.parse(view) : { topic });
  };
  if (told.first) setTriggerValue("view", { drawn: "1" });
  root.dataset.drawn = "1";
}

const find = (root, { view, topic }) => [...root.querySelectorAll("button")]
  .find(({ dataset }) => (view && dataset.view === view) || (topic && dataset.topic === topic));

function keepInSight(box, scroll) {
  const row = box?.querySelector("td [aria-pressed='true']")?.closest("tr");
  const [from, to] = row ? [row.offsetTop - 40, row.offsetTop + row.offsetHeight - box.clientHeight] : [scroll, scroll];
  if (box) box.scrollTop = Math.max(Math.min(scroll, from), to);
}
"""
"""Writes the table anew only where it changed; what was pressed keeps the focus, a long table its place."""

_CSS = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("pressed.css", "pairs.css"))

_mount = st.components.v2.component("nexus_atlas_table", html='<div class="pressed"></div>', js=_JS, css=_CSS)


def table(html: str, *, key: str, topic: str = "", kind: str = "table", only: bool = True) -> None:
    """Put a table made here on the page, as a `kind` of the style sheets; its words must be escaped.

    What is pressed becomes the View's topic (`data-topic`), or changes it as URL parameters say (`data-view`).
    A visitor's first picture says when it stands, be it a map or a table; what is below waits for that. A table above
    a map is not its page's `only` picture, and leaves that to the map.
    """
    told = {"html": f'<div class="{kind}">{html}</div>', "topic": topic, "first": only and state.picture_waits()}
    _mount(data=json.dumps(told, ensure_ascii=False).encode(), key=key, on_view_change=state.heard(key))
