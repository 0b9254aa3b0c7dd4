/* The door to a story in one file: everything is in it, nothing is fetched, and the address keeps the step. */

import { createLectern } from "./lectern.js";
import { supplyFiles } from "../../map_component/js/sources.js";

/** Presents {deck, slides} in `root` with files that are in the page: address -> content. */
export function presentAlone(root, { deck: deckInfo, slides }, files) {
  supplyFiles(files, document.baseURI);
  const lectern = createLectern(root, deckInfo, (n) => slides[n], {
    start: hashStep(location.hash, deckInfo.count),
    onStep: (n) => history.replaceState(null, "", `#${n + 1}`),
  });
  root.deck = lectern.deck;
}

/** The step in a hash such as #3, from 0. */
export function hashStep(hash, count) {
  const step = Number.parseInt(hash.slice(1) || "1", 10);
  return Number.isNaN(step) ? 0 : Math.min(Math.max(step - 1, 0), count);
}
