/* What a screen reader hears: the place in focus, the chosen places, the summary of the map. */

import { placeFacts, placeSentence } from "./card.js";
import { fill } from "./numbers.js";
import { writeText } from "./nodes.js";

const QUIET_MS = 200;

/** Says the facts of a place once the hand has rested on it. */
export function tellPlace(atlas, shown, n) {
  clearTimeout(atlas.speaking);
  if (n === null) return;
  const facts = placeFacts(shown, n, atlas.texts, atlas.spec.number);
  atlas.speaking = setTimeout(() => writeText(atlas.parts.text.live, placeSentence(facts)), QUIET_MS);
}

/** Says which places are chosen. */
export function tellPlaces(atlas) {
  const { shown } = atlas.panels[atlas.spec.main].last;
  const names = atlas.places.map((code) => shown.names[shown.ids.indexOf(code)] ?? code).join(", ");
  clearTimeout(atlas.speaking);
  writeText(atlas.parts.text.live, names ? fill(atlas.texts.live_chosen, { names }) : atlas.texts.live_none_chosen);
}
