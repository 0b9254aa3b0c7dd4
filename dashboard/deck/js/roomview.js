/* How the presenter's panel of a room looks; what it does is in `room.js`. */

import { fill } from "../../map_component/js/numbers.js";
import { freshId, htmlNode, setOne, writeText } from "../../map_component/js/nodes.js";
import { acceptedList, barsOf, endorsedBy } from "./roomparts.js";
import { bestFirst } from "./roomstate.js";

/** The elements of the panel, closed at first. */
export function roomFrame(texts, on) {
  const id = freshId("room");
  const close = roomButton(texts.deck_close, on.onClose);
  const head = htmlNode("div", "room__head", {}, [htmlNode("h2", "", { id }, [texts.room_title]), close]);
  const parts = {
    lead: leadPart(texts, on),
    follow: followPart(texts, on),
    ask: htmlNode("section", "room__ask", { "aria-live": "polite" }),
    proposals: htmlNode("section", "room__proposals"),
    accepted: htmlNode("section", "room__files"),
    trouble: htmlNode("p", "room__trouble", { role: "status" }),
  };
  const inside = [parts.lead, parts.follow.element, parts.trouble, parts.ask, parts.proposals, parts.accepted];
  const element = htmlNode("aside", "room", { "aria-labelledby": id, hidden: true }, [head, ...inside]);
  return { element, parts, texts, on, drawn: {} };
}

function roomButton(text, act, attributes = {}) {
  const button = htmlNode("button", "deck__button", { type: "button", ...attributes }, [text]);
  button.addEventListener("click", act);
  return button;
}

function leadPart(texts, on) {
  return htmlNode("section", "", {}, [
    htmlNode("p", "", {}, [texts.room_why]),
    roomButton(texts.room_lead, on.onLead),
    htmlNode("p", "room__note", {}, [texts.room_private]),
  ]);
}

function followPart(texts, on) {
  const code = htmlNode("img", "room__code", { alt: "", width: 240, height: 240 });
  const link = htmlNode("p", "room__link");
  const choice = htmlNode("select", "", {});
  const label = htmlNode("label", "room__ways", {}, [htmlNode("span", "", {}, [texts.room_ways]), choice]);
  const warning = htmlNode("p", "room__warning", {}, [texts.room_loopback]);
  const followers = htmlNode("p", "room__followers", {});
  choice.addEventListener("change", () => on.onWay(choice.selectedIndex));
  const scan = htmlNode("p", "", {}, [texts.room_scan]);
  const element = htmlNode("section", "room__follow", {}, [code, htmlNode("div", "", {}, [scan, link, followers, label, warning])]);
  return { element, code, link, choice, label, warning, followers };
}

/** Put everything as it is now; what is the same stays as it is, with its focus. */
export function drawRoom(panel) {
  const { frame, kept, state } = panel;
  const { parts, texts } = frame;
  const isThere = panel.ways.length > 0;
  parts.lead.hidden = kept.isLed;
  parts.follow.element.hidden = !isThere;
  const gone = kept.isLed && isThere && !panel.isOnLine ? texts.room_gone : "";
  writeText(parts.trouble, panel.trouble || gone);
  if (isThere) drawFollow(parts.follow, panel, texts);
  refill(frame, "ask", parts.ask, () => askNodes(panel, frame), [panel.ask, state.bars, state.closed, isThere]);
  refill(frame, "proposals", parts.proposals, () => proposalNodes(panel, frame), [state.proposals, isThere]);
  refill(frame, "accepted", parts.accepted, () => fileNodes(panel, texts), [state.proposals, kept.room]);
  if (panel.end) refill(frame, "end", panel.end, () => [acceptedList(state, texts)].filter(Boolean), [state.proposals]);
}

/** Fill `place` anew only where what it shows has changed; the button that had the focus has it again. */
function refill({ drawn }, name, place, nodes, from) {
  const now = JSON.stringify(from);
  if (drawn[name] === now) return;
  drawn[name] = now;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.of : null;
  place.replaceChildren(...nodes());
  place.hidden = !place.childElementCount;
  if (focused) (place.querySelector(`[data-of="${CSS.escape(focused)}"]`) ?? place.querySelector("button"))?.focus();
}

function drawFollow(part, { ways, way, state }, texts) {
  const shown = ways[Math.min(way, ways.length - 1)];
  setOne(part.code, "src", shown.qr);
  setOne(part.code, "alt", fill(texts.room_code, { url: shown.url }));
  writeText(part.link, shown.url.replace(/^http:\/\//, ""));
  writeText(part.followers, fill(texts.room_followers, { n: state.followers }));
  part.label.hidden = ways.length < 2;
  part.warning.hidden = !shown.is_loopback;
  const names = ways.map(({ url }) => new URL(url).host);
  if ([...part.choice.options].map(({ text }) => text).join() !== names.join()) {
    part.choice.replaceChildren(...names.map((name) => htmlNode("option", "", {}, [name])));
  }
}

function askNodes({ ask, state, ways }, { texts, on }) {
  if (!ask || !ways.length) return [];
  const isClosed = state.closed.includes(ask.step);
  const name = isClosed ? texts.room_ask_open : texts.room_ask_close;
  const turn = roomButton(name, () => on.onAsk(ask.step, isClosed), { "data-of": "ask" });
  return [htmlNode("h3", "", {}, [ask.question]), barsOf(ask, state.bars[ask.step], texts), turn];
}

function proposalNodes({ state, ways }, frame) {
  if (!ways.length) return [];
  const { texts } = frame;
  const open = bestFirst(state.proposals, "open");
  const title = htmlNode("h3", "", {}, [texts.room_proposals]);
  if (!open.length) return [title, htmlNode("p", "room__note", {}, [texts.room_no_proposals])];
  return [title, htmlNode("ul", "", { role: "list" }, open.map((one) => proposalNode(one, frame)))];
}

function proposalNode({ id, text, n }, { texts, on }) {
  const button = (action, act) => {
    const name = texts[`room_${action}`];
    return roomButton(name, () => act(id), { "data-of": `${action} ${id}`, "aria-label": `${name}: ${text}` });
  };
  return htmlNode("li", "room__proposal", {}, [
    htmlNode("p", "", {}, [text]),
    htmlNode("div", "room__row", {}, [
      htmlNode("span", "room__n", {}, [endorsedBy(n, texts)]), button("accept", on.onAccept), button("remove", on.onRemove),
    ]),
  ]);
}

function fileNodes({ state, kept }, texts) {
  const list = acceptedList(state, texts, "h3");
  if (!list) return [];
  const file = (kind) => htmlNode("a", "", { href: `room/${kept.room}/recommendations.${kind}`, download: true }, [kind.toUpperCase()]);
  return [list, htmlNode("p", "room__note", {}, [texts.room_kept, " ", file("csv"), " ", file("json")])];
}
