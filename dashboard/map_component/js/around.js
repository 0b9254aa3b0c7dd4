/* What stands around the maps: legends, list, tools and sentences of what they show. */

import { zoomChoices } from "./choice.js";
import { htmlNode, setOne, writeText } from "./nodes.js";

/** Legend, list, tools and sentences of what the first panel shows. */
export function drawAround(atlas) {
  const { parts, spec, panels, layers } = atlas;
  const { number, colours } = spec;
  const { shown } = mainView(atlas);
  parts.legends.forEach((legend, i) => {
    const one = shown.layer === spec.layers[i] ? shown : panels.find((panel) => panel.last.shown.layer === spec.layers[i]);
    legend.update(one.last?.shown ?? one, { number, colours, kinds: layers[i].kinds });
  });
  parts.list?.update(shown, { selected: atlas.places, number, most: spec.most_places });
  drawTools(atlas);
  const said = sentences(atlas, shown.period);
  writeText(parts.text.finding, said.finding);
  writeText(parts.text.subtitle, said.subtitle);
  parts.text.notes.replaceChildren(...said.notes.map((note) => htmlNode("p", "", {}, [note])));
  panels.forEach((panel) => setOne(panel.host, "aria-label", said.summary));
}

/** The view that list, legend and sentences are about. */
export function mainView({ panels, spec }) {
  return panels[spec.main].last;
}

/** The sentences of a period: those that came with the specification, or those fetched for all periods. */
export function sentences({ spec, words }, period) {
  return words?.[period] ?? spec.said;
}

export function drawTools(atlas) {
  const { parts, spec, layers } = atlas;
  const { kinds } = layers[0];
  parts.tools?.update({
    places: zoomChoices(mainView(atlas).shown.ids, atlas.texts),
    zoom: atlas.told.zoom,
    hatch: spec.hatch,
    unreliable: spec.unreliable,
    hasFlagged: kinds.has("flagged"),
    hasUnreliable: kinds.has("unreliable") || spec.unreliable,
    marks: spec.parts.includes("marks"),
    mark: atlas.marker?.tool() ?? "",
    canUndo: atlas.marks.length > 0,
  });
}
