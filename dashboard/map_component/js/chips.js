/* The chosen places as chips, each with a button that gives it up. */

import { iconNode } from "./icons.js";
import { htmlNode, writeText } from "./nodes.js";
import { fill } from "./numbers.js";

/** The chips; `update(chosen, most)` takes the places as [{code, name}]. */
export function chipList(texts, onRemove, home) {
  const items = htmlNode("ul", "atlas__chiplist", { role: "list", "aria-label": texts.list_chosen, hidden: true });
  const note = htmlNode("p", "atlas__chipnote");
  const element = htmlNode("div", "atlas__chips", {}, [items, note]);
  const chips = { texts, onRemove, home, items, note };
  items.addEventListener("click", (event) => removeChip(chips, event));
  return { element, update: (chosen, most) => drawChipList(chips, chosen, most) };
}

function drawChipList(chips, chosen, most) {
  const focused = chips.items.getRootNode().activeElement?.dataset?.code;
  chips.items.hidden = chosen.length === 0;
  chips.items.replaceChildren(...chosen.map((place) => chipNode(place, chips.texts)));
  chips.items.querySelectorAll("button").forEach((button) => button.dataset.code === focused && button.focus());
  writeText(chips.note, fill(chips.texts.list_most, { n: most }));
  chips.note.classList.toggle("atlas__chipnote--full", chosen.length >= most);
}

function chipNode({ code, name }, texts) {
  const text = fill(texts.list_remove, { name });
  const named = { type: "button", "aria-label": text, title: text, "data-code": code };
  const button = htmlNode("button", "atlas__chip", named, [htmlNode("span", "", {}, [name]), iconNode("close")]);
  return htmlNode("li", "", {}, [button]);
}

/** Focus goes to the next chip, or after the last one to `home`: the keyboard does not lose its place. */
function removeChip(chips, event) {
  const button = event.target.closest("button");
  if (!button) return;
  const item = button.parentElement;
  ((item.nextElementSibling ?? item.previousElementSibling)?.firstElementChild ?? chips.home).focus();
  chips.onRemove(button.dataset.code);
}
