/* What is chosen: places, periods of several maps, countries to zoom to. Pure. */

import { positionOf } from "./states.js";

/** The chosen places after one was picked: alone, or added to the others; picked again it goes. */
export function chosenAfter(places, code, add, most) {
  if (places.includes(code)) return add || places.length === 1 ? places.filter((one) => one !== code) : [code];
  return add ? [...places, code].slice(-most) : [code];
}

/** For each panel the position of its period: its own where it is fixed, else the time bar's or the one before it. */
export function periodsAt(panels, layers, period) {
  return panels.map((panel, i) => {
    const { periods } = layers[panel.layer].history;
    if (panel.fixed) return Math.max(periods.indexOf(panel.period), 0);
    if (i > 0 && panel.layer !== panels[0].layer && !periods.includes(period)) return positionOf(periods, period);
    return Math.max(periods.indexOf(period), 0);
  });
}

const COUNTRY_LETTERS = 2;

/** Countries among the places, by name: [code, name] pairs. */
export function zoomChoices(ids, texts) {
  const codes = [...new Set(ids.map((id) => id.slice(0, COUNTRY_LETTERS)))];
  const named = codes.map((code) => [code, texts[`country_${code}`] ?? code]);
  return named.sort((one, other) => one[1].localeCompare(other[1]));
}
