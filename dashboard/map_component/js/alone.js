/* The door to a page that stands alone: everything is in it, nothing is fetched and nothing is told. */

import { mountAtlas } from "./atlas.js";
import { supplyFiles } from "./sources.js";

/** A map in `root` from files that are in the page: address -> content. */
export function showAlone(root, spec, files) {
  supplyFiles(files, document.baseURI);
  root.atlas = { mounted: mountAtlas(root, spec, () => {}) };
}
