/* What presenter and followers both see of a room: bars of answers, and what was accepted. */

import { fill } from "../../map_component/js/numbers.js";
import { htmlNode } from "../../map_component/js/nodes.js";
import { bestFirst, sharesOf } from "./roomstate.js";

/** Bars from zero, one an answer; `mine` is the number of one's own, and `pick(i)` lets one take another. */
export function barsOf({ answers }, counts, texts, { mine = -1, pick = null } = {}) {
  const shares = sharesOf(answers, counts);
  const bars = shares.map(({ answer, n, share }, i) => {
    const full = htmlNode("span", "room__fill", { style: `inline-size: ${(share * 100).toFixed(1)}%` });
    const own = i === mine ? [htmlNode("span", "room__mine", {}, [texts.room_mine])] : [];
    return htmlNode("li", "room__bar", {}, [
      answerName([answer, ...own], pick && i !== mine ? () => pick(i) : null),
      htmlNode("span", "room__track", { "aria-hidden": "true" }, [full]),
      htmlNode("span", "room__count", {}, [String(n)]),
    ]);
  });
  const all = shares.reduce((sum, { n }) => sum + n, 0);
  return htmlNode("div", "room__bars", {}, [
    htmlNode("ul", "", { role: "list" }, bars),
    htmlNode("p", "room__note", {}, [fill(texts.room_answers, { n: all })]),
  ]);
}

function answerName(inside, act) {
  if (!act) return htmlNode("span", "room__answer", {}, inside);
  const button = htmlNode("button", "room__answer", { type: "button" }, inside);
  button.addEventListener("click", act);
  return button;
}

/** What the presenter accepted, as a list under a title; null where there is nothing. */
export function acceptedList({ proposals }, texts, level = "h2") {
  const found = bestFirst(proposals, "accepted");
  if (!found.length) return null;
  const item = ({ text, n }) => htmlNode("li", "", {}, [text, " ", htmlNode("span", "room__n", {}, [endorsedBy(n, texts)])]);
  return htmlNode("section", "room__accepted", {}, [
    htmlNode(level, "", {}, [texts.room_accepted]),
    htmlNode("ol", "", { role: "list" }, found.map(item)),
  ]);
}

/** How many endorse a proposal, in words. */
export function endorsedBy(n, texts) {
  return fill(texts.room_endorsed, { n });
}
