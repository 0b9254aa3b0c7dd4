/* Icons as strokes on a 16 x 16 field, in the colour of the text around them. */

import { htmlNode, svgNode } from "./nodes.js";

const STROKES = {
  in: "M8 3v10M3 8h10",
  out: "M3 8h10",
  home: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  pen: "M2.5 13.5l.8-3.2 7.6-7.6a1.2 1.2 0 0 1 1.7 0l.7.7a1.2 1.2 0 0 1 0 1.7l-7.6 7.6zM9.5 4.2l2.3 2.3",
  arrow: "M3 13L13 3M6.5 3H13v6.5",
  label: "M3 5V3h10v2M8 3v10M6 13h4",
  undo: "M5.5 3L2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6",
  clear: "M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5",
  save: "M8 2v8M4.8 7L8 10.2 11.2 7M2.5 11v2.5h11V11",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2",
  previous: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  play: "M4.5 2.5l9 5.5-9 5.5z",
  pause: "M5 3v10M11 3v10",
};

const FILLED = new Set(["play"]);

/** The icon with this name, hidden from screen readers. */
export function iconNode(name) {
  const path = svgNode("path", { d: STROKES[name], fill: FILLED.has(name) ? "currentColor" : null });
  const frame = { width: 16, height: 16, viewBox: "0 0 16 16", fill: "none", stroke: "currentColor" };
  const pen = { "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svgNode("svg", { ...frame, ...pen, class: "atlas__icon", "aria-hidden": "true", focusable: "false" }, [path]);
}

/** A button that shows only an icon; `text` is its name and what a pointer resting on it reads. */
export function iconButton(name, text, attributes = {}) {
  const named = { type: "button", title: text, "aria-label": text, ...attributes };
  return htmlNode("button", "atlas__button", named, [iconNode(name)]);
}
