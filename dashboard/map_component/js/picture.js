/* The picture to take away: what is seen, with its title, legend, source and date in it. */

import { savePng, saveSvg } from "./export.js";
import { svgOf, svgSize } from "./svg.js";

const PLAYED = /^\d{4}(-\d\d)?$/;

/** Saves what is seen as "png" or "svg". Rejects with an error whose message is the key of a text. */
export async function savePicture(atlas, format) {
  const drawing = drawingOf(atlas);
  const file = [atlas.spec.export.file, atlas.panels[atlas.spec.main].last.shown.period].join("_").replace(/[^\w.-]+/g, "-");
  await (format === "png" ? savePng(drawing, svgSize(drawing), file) : saveSvg(drawing, file));
}

/** What is seen as one SVG. */
export function drawingOf(atlas) {
  const { panels, spec, texts, marks, parts } = atlas;
  const frame = parts.maps.getBoundingClientRect();
  return svgOf({
    size: { w: frame.width, h: frame.height },
    panels: panels.map((panel) => panelOf(atlas, panel, frame)),
    colours: spec.colours,
    marks,
    texts,
    number: spec.number,
    head: { title: parts.text.finding.textContent, subtitle: subtitleOf(atlas) },
    foot: { ...spec.export, copyright: "", link: linkTo(atlas) },
  });
}

/** The link with the period that is on the screen, which may have moved on while it was played. */
function linkTo({ panels, spec }) {
  if (!spec.export.link) return "";
  const address = new URL(spec.export.link, document.baseURI);
  const { period } = panels[spec.main].last.shown;
  if (address.searchParams.has("year") && PLAYED.test(period) && panels.length === 1) {
    address.searchParams.set("year", period);
  }
  return address.href.replaceAll("%2C", ",");
}

function subtitleOf({ panels, parts, spec }) {
  const { layer, label } = panels[spec.main].last.shown;
  return [layer.title, label, parts.text.subtitle.textContent].join(" · ");
}

function panelOf(atlas, panel, frame) {
  const own = panel.host.getBoundingClientRect();
  return {
    ...panel.last,
    camera: panel.stage.camera,
    insets: panel.stage.windows.slice(1),
    selected: panel.chosen,
    only: atlas.only,
    title: panel.place.title.textContent,
    box: { x: own.left - frame.left, y: own.top - frame.top, w: own.width, h: own.height },
  };
}
