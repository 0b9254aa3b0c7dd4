/* What a layer looks like at one position of its history: figures joined with shapes, once they are at hand. */

import { groundOf, namesOf, shapesOf } from "./sources.js";
import { shownOf } from "./states.js";

/** The view of a layer at a position, or a promise while its shapes are on their way. */
export function viewOf(atlas, number, position) {
  const { spec, shownKept } = atlas;
  const { layer, history } = atlas.layers[number];
  const ground = groundAt(atlas, history.sets[history.frames[position].set]);
  if (ground instanceof Promise) return ground;
  const key = `${number} ${position}`;
  if (!shownKept.has(key)) shownKept.set(key, shownOf(layer, history, position, ground.names, spec));
  return {
    shown: shownKept.get(key),
    shapes: ground.shapes,
    borders: spec.tiles ? null : ground.borders,
    land: spec.tiles ? null : ground.land,
    colours: spec.colours,
    hatch: spec.hatch,
    tiles: Boolean(spec.tiles),
    contrast: wantsContrast(spec),
    only: atlas.only,
  };
}

/** Whether lines are to be bold: the reader's system or the View asks for it. */
export function wantsContrast(spec) {
  return spec.contrast || Boolean(globalThis.matchMedia?.("(prefers-contrast: more)").matches);
}

/** Shapes, borders, land and names of one set; where shapes fail the names stay and the list with them, and where
    names fail the codes stand for them. What failed is asked for again at the next picture (see present.js). */
export function groundAt(atlas, set) {
  const { spec, base, grounds } = atlas;
  const key = [set.shapes, set.vintage, spec.tiles, set.ids?.join()].join(" ");
  if (!grounds.has(key)) {
    const land = spec.land ? shapesOf(spec.land, base).catch(() => null) : null;
    const parts = [namesOf(set, base).catch(() => null), groundOf(set, spec.tiles, base).catch(() => ({ hasFailed: true })), land];
    grounds.set(key, Promise.all(parts).then(([names, ground, ashore]) => {
      const codes = ground.shapes?.ids ?? [];
      grounds.set(key, { names: names ?? { ids: codes, names: codes }, ...ground, land: ashore });
    }));
  }
  return grounds.get(key);
}
