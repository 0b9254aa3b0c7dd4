/* One row of the place list: rank, colour, name, figure, flags. */

import { flagWords, heardOnly, htmlNode, setOne, writeText } from "./nodes.js";
import { format } from "./numbers.js";
import { NONE, ONLY_COLUMNS, ONLY_ROWS, OUTSIDE, WITHHELD } from "./states.js";

const SHORT = {
  [NONE]: "short_none",
  [WITHHELD]: "short_withheld",
  [OUTSIDE]: "short_outside",
  [ONLY_ROWS]: "short_only_rows",
  [ONLY_COLUMNS]: "short_only_columns",
};

/** An empty row with this id, to be filled by `writePlaceRow`. */
export function placeRow(id) {
  const part = (name) => htmlNode("span", `atlas__place${name}`);
  const [rank, key, name, value] = ["rank", "key", "name", "value"].map(part);
  const flags = htmlNode("sup", "atlas__placeflags", { "aria-hidden": "true" });
  const words = heardOnly("");
  key.setAttribute("aria-hidden", "true");
  const element = htmlNode("div", "atlas__place", { role: "option", id }, [rank, key, name, value, flags, words]);
  return { element, rank, key, name, value, flags, words };
}

/** Writes a place into a row; costs next to nothing where it is already there. */
export function writePlaceRow(row, shown, n, texts, number) {
  if (row.shown === shown && row.n === n) return;
  Object.assign(row, { shown, n });
  const letters = shown.flags[n];
  const name = shown.names[n] || shown.ids[n];
  writeText(row.rank, shown.lines || !shown.ranks[n] ? "" : format(shown.ranks[n], 0, number));
  writeText(row.name, name);
  setOne(row.name, "title", name);
  writeText(row.value, valueText(shown, n, texts, number));
  writeText(row.flags, letters);
  setOne(row.flags, "title", letters ? flagWords(letters, texts) : null);
  writeText(row.words, letters ? `, ${flagWords(letters, texts)}` : "");
  row.element.classList.toggle("atlas__place--quiet", shown.state[n] < 0);
  row.key.style.background = keyColour(shown, n);
}

function valueText(shown, n, texts, number) {
  if (shown.lines && shown.state[n] >= 0) return shown.lines[n];
  if (!Number.isNaN(shown.values[n])) return format(shown.values[n], shown.layer.decimals, number);
  return texts[SHORT[shown.state[n]]] ?? "";
}

function keyColour({ layer, state }, n) {
  if (state[n] < 0) return "transparent";
  return layer.shape === "circles" ? layer.colour : layer.colours[state[n]];
}
