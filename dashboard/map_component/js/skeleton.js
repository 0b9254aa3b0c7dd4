/* The elements around the maps, and which of them a picture has. */

import { createCard } from "./card.js";
import { createClock } from "./clock.js";
import { createLegend } from "./legend.js";
import { createList } from "./list.js";
import { htmlNode } from "./nodes.js";
import { createTools } from "./tools.js";

/** Everything a picture consists of, inside one element; parts that it does not have are left out. */
export function createSkeleton(texts, { parts, panels, layers }, on) {
  const has = (name) => parts.includes(name);
  const text = {
    finding: htmlNode("h3", "atlas__finding"),
    subtitle: htmlNode("p", "atlas__subtitle"),
    notes: htmlNode("div", "atlas__notes"),
    alarm: htmlNode("p", "atlas__alarm", { role: "status", hidden: true }),
    live: htmlNode("p", "atlas__heard", { role: "status", "aria-live": "polite" }),
  };
  const clock = has("time") ? createClock(texts, on) : null;
  const legends = has("legend") ? layers.map(() => createLegend(texts, on)) : [];
  const list = has("list") ? createList(texts, on) : null;
  const tools = has("tools") ? createTools(texts, on) : null;
  const hosts = panels.map(() => panelNode(texts));
  const maps = htmlNode("div", `atlas__maps atlas__maps--${mapsKind(panels.length)}`, {}, hosts.map(({ frame }) => frame));
  const head = htmlNode("div", "atlas__head", {}, [text.finding, text.subtitle]);
  const around = [has("finding") && head, clock?.element, tools?.element, maps, legendsOf(legends), tools?.switches, list?.element, text.notes];
  const kind = list ? "atlas__body" : "atlas__body atlas__body--nolist";
  const body = htmlNode("div", kind, {}, around.filter(Boolean));
  const element = htmlNode("div", "atlas", { "data-drawn": "0" }, [text.alarm, body, text.live]);
  return { element, text, clock, legends, list, tools, hosts, maps };
}

/** One legend stands alone, several beside each other. */
function legendsOf(legends) {
  if (legends.length < 2) return legends[0]?.element;
  return htmlNode("div", "atlas__legend atlas__legends", {}, legends.map(({ element }) => element));
}

function mapsKind(n) {
  if (n === 1) return "one";
  return n === 2 ? "two" : "many";
}

function panelNode(texts) {
  const card = createCard(texts);
  const title = htmlNode("h4", "atlas__maptitle", { hidden: true });
  const host = htmlNode("div", "atlas__map", {}, []);
  const frame = htmlNode("div", "atlas__panel", {}, [title, htmlNode("div", "atlas__mapframe", {}, [host, card.element])]);
  return { frame, host, title, card };
}
