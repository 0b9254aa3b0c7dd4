/* The tools over the map: view, switches, marks of one's own, and the picture to save. */

import { iconButton, iconNode } from "./icons.js";
import { freshId, heardOnly, htmlNode, setOne } from "./nodes.js";

const VIEW_ICONS = { in: "onZoomIn", out: "onZoomOut", home: "onHome" };
const MARK_ICONS = ["pen", "arrow", "label"];
const CHANGE_ICONS = { undo: "onUndo", clear: "onClear" };
const PICTURES = ["png", "svg"];

/**
 * The tools, and apart from them the switches, which stand under the legend.
 * Handlers: onZoomIn, onZoomOut, onHome, onZoomTo(code), onSwitch({hatch, unreliable}),
 * onMark("pen"|"arrow"|"label"|""), onUndo, onClear, onSave("png"|"svg").
 */
export function createTools(texts, handlers = {}) {
  const tools = { texts, tell: (name, ...values) => handlers[name]?.(...values), mark: "" };
  const element = htmlNode("div", "atlas__tools", {}, [viewTools(tools), markTools(tools), saveMenu(tools)]);
  return { element, switches: switchTools(tools), update: (next) => updateTools(tools, next) };
}

function updateTools(tools, next) {
  const { places = [], zoom = "", hatch = false, unreliable = false, hasFlagged = false, hasUnreliable = false } = next;
  drawZoomTo(tools, places, zoom);
  tools.hatch.input.checked = hatch;
  tools.unreliable.input.checked = unreliable;
  tools.hatch.element.hidden = !hasFlagged;
  tools.unreliable.element.hidden = !hasUnreliable;
  drawMarkTools(tools, next);
}

function toolGroup(name, children, attributes = {}) {
  return htmlNode("div", `atlas__group atlas__group--${name}`, { role: "group", ...attributes }, children);
}

function viewTools(tools) {
  const buttons = Object.entries(VIEW_ICONS).map(([icon, handler]) => {
    const button = iconButton(icon, tools.texts[`tools_${icon}`]);
    button.addEventListener("click", () => tools.tell(handler));
    return button;
  });
  tools.zoom = htmlNode("select", "atlas__select atlas__select--zoom", { title: tools.texts.tools_zoom });
  tools.zoom.addEventListener("change", () => tools.tell("onZoomTo", tools.zoom.value));
  const zoom = htmlNode("label", "atlas__zoom", {}, [heardOnly(tools.texts.tools_zoom), tools.zoom]);
  return toolGroup("view", [...buttons, zoom], { "aria-label": tools.texts.tools_map });
}

function drawZoomTo(tools, places, zoom) {
  const key = JSON.stringify(places);
  if (key !== tools.key) {
    tools.key = key;
    const options = [["", tools.texts.tools_zoom_all], ...places];
    tools.zoom.replaceChildren(...options.map(([code, name]) => htmlNode("option", "", { value: code }, [name])));
  }
  tools.zoom.parentElement.hidden = places.length === 0;
  tools.zoom.value = zoom;
  if (tools.zoom.selectedIndex < 0) tools.zoom.value = "";
}

function switchTools(tools) {
  const isOn = (name) => tools[name].input.checked;
  const tell = () => tools.tell("onSwitch", { hatch: isOn("hatch"), unreliable: isOn("unreliable") });
  for (const name of ["hatch", "unreliable"]) {
    const input = htmlNode("input", "", { type: "checkbox" });
    input.addEventListener("change", tell);
    tools[name] = { input, element: htmlNode("label", "atlas__switch", {}, [input, tools.texts[`tools_${name}`]]) };
  }
  return htmlNode("div", "atlas__switches", {}, [tools.hatch.element, tools.unreliable.element]);
}

function markTools(tools) {
  tools.marks = MARK_ICONS.map((name) => {
    const button = iconButton(name, tools.texts[`tools_${name}`], { "aria-pressed": "false" });
    button.addEventListener("click", () => tools.tell("onMark", tools.mark === name ? "" : name));
    return button;
  });
  tools.changes = Object.entries(CHANGE_ICONS).map(([icon, handler]) => {
    const button = iconButton(icon, tools.texts[`tools_${icon}`]);
    button.addEventListener("click", () => button.ariaDisabled !== "true" && tools.tell(handler));
    return button;
  });
  tools.markGroup = toolGroup("marks", [...tools.marks, ...tools.changes], { "aria-label": tools.texts.tools_marks });
  return tools.markGroup;
}

/** Without a mark there is nothing to take back; the buttons stay where they are and can keep the focus. */
function drawMarkTools(tools, { marks = true, mark = "", canUndo = false, canClear = canUndo }) {
  tools.mark = mark;
  tools.markGroup.hidden = !marks;
  tools.marks.forEach((button, i) => setOne(button, "aria-pressed", String(MARK_ICONS[i] === mark)));
  [canUndo, canClear].forEach((can, i) => setOne(tools.changes[i], "aria-disabled", can ? null : "true"));
}

function saveMenu(tools) {
  const id = freshId("save");
  const menu = htmlNode("div", "atlas__menu", { id, hidden: true });
  const named = { type: "button", "aria-expanded": "false", "aria-controls": id };
  const label = htmlNode("span", "atlas__word", {}, [iconNode("save"), tools.texts.tools_save]);
  const button = htmlNode("button", "atlas__button atlas__button--save", named, [label]);
  for (const kind of PICTURES) menu.append(saveItem(tools, kind, () => openMenu(button, menu, false)));
  const element = htmlNode("div", "atlas__group atlas__group--save", {}, [button, menu]);
  listenToMenu(element, button, menu);
  return element;
}

function saveItem(tools, kind, close) {
  const item = htmlNode("button", "atlas__menuitem", { type: "button" }, [tools.texts[`tools_${kind}`]]);
  item.addEventListener("click", () => {
    close();
    tools.tell("onSave", kind);
  });
  return item;
}

function openMenu(button, menu, isOpen) {
  const hadFocus = menu.contains(menu.getRootNode().activeElement);
  menu.hidden = !isOpen;
  setOne(button, "aria-expanded", String(isOpen));
  if (isOpen) menu.firstElementChild.focus();
  else if (hadFocus) button.focus();
}

function listenToMenu(element, button, menu) {
  button.addEventListener("click", () => openMenu(button, menu, menu.hidden));
  element.addEventListener("focusout", (event) => {
    if (!menu.hidden && !element.contains(event.relatedTarget)) openMenu(button, menu, false);
  });
  element.addEventListener("keydown", (event) => menuKey(event, button, menu));
}

function menuKey(event, button, menu) {
  if (menu.hidden) return;
  const items = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") openMenu(button, menu, false);
  else if (!step) return;
  else items[(items.indexOf(menu.getRootNode().activeElement) + step + items.length) % items.length].focus();
  event.preventDefault();
  event.stopPropagation();
}
