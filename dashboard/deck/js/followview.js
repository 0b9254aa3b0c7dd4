/* How the page of a phone looks: the story above, a question when there is one, and what else can be done below. */

import { fill } from "../../map_component/js/numbers.js";
import { freshId, htmlNode, setOne, writeText } from "../../map_component/js/nodes.js";
import { acceptedList, barsOf, endorsedBy } from "./roomparts.js";
import { bestFirst } from "./roomstate.js";

const LONGEST = 280;

/** The elements of the page in `root`; `stage` is where the story goes. */
export function followFrame(root, texts, on) {
  const frame = {
    texts, on, drawn: {},
    state: htmlNode("p", "follow__state", { role: "status" }),
    stage: htmlNode("div", "follow__stage"),
    ask: htmlNode("section", "follow__ask", { hidden: true, "aria-label": texts.deck_ask }),
    said: htmlNode("p", "follow__said", { role: "alert" }),
    sheet: proposeSheet(texts, on),
  };
  frame.back = phoneButton(texts.follow_return, on.onReturn, "follow__return");
  frame.back.hidden = true;
  const top = htmlNode("header", "follow__top", {}, [frame.state, frame.back]);
  frame.buttons = { previous: phoneButton(texts.act_previous, on.onBack), next: phoneButton(texts.act_next, on.onOn) };
  const propose = phoneButton(texts.follow_propose, () => frame.sheet.element.showModal(), "follow__propose");
  const bar = htmlNode("nav", "follow__bar", { "aria-label": texts.deck_controls }, [frame.buttons.previous, frame.buttons.next, propose]);
  root.classList.add("follow");
  root.replaceChildren(top, frame.stage, frame.ask, frame.said, bar, frame.sheet.element);
  return frame;
}

function phoneButton(text, act, kind = "") {
  const button = htmlNode("button", `deck__button ${kind}`.trim(), { type: "button" }, [text]);
  button.addEventListener("click", act);
  return button;
}

/** Where the phone is: with the presenter, elsewhere, or without a line. */
export function drawState({ frame, state, deck, deckInfo, isWith, isOnLine, said }) {
  const { texts, count } = deckInfo;
  const at = deck?.at() ?? state.step;
  const where = isWith ? texts.follow_with : elsewhere(state.step, count, texts);
  const waits = state.room ? texts.follow_gone : texts.follow_coming;
  writeText(frame.state, isOnLine ? where : waits);
  setOne(frame.state, "data-line", isOnLine ? "1" : "0");
  frame.back.hidden = isWith;
  frame.buttons.previous.disabled = at <= 0;
  frame.buttons.next.disabled = at >= count;
  writeText(frame.said, frame.sheet.element.open ? "" : said);
}

function elsewhere(step, count, texts) {
  return step < count ? fill(texts.follow_around, { n: step + 1 }) : texts.follow_around_end;
}

/** The question of the step on this screen, as buttons, and as bars once it was answered or is closed. */
export function drawAsk({ frame, state, deck, asks, mine }) {
  const step = deck?.at() ?? -1;
  const ask = asks.get(step);
  const isThere = Boolean(ask) && step <= state.furthest;
  const answer = mine.answers[step] ?? -1;
  const isClosed = state.closed.includes(step);
  const key = JSON.stringify([step, isThere, answer, isClosed, answer >= 0 || isClosed ? state.bars[step] : 0]);
  if (frame.drawn.ask === key) return;
  frame.drawn.ask = key;
  frame.ask.hidden = !isThere;
  if (!isThere) return;
  const question = htmlNode("h2", "", {}, [ask.question]);
  if (answer < 0 && !isClosed) frame.ask.replaceChildren(question, answerButtons(ask, step, frame));
  else frame.ask.replaceChildren(question, ...answeredNodes({ ask, step, answer, isClosed }, state.bars[step], frame));
}

function answerButtons({ answers }, step, { on }) {
  const button = (text, i) => phoneButton(text, () => on.onAnswer(step, i), "follow__answer");
  return htmlNode("div", "follow__answers", {}, answers.map(button));
}

function answeredNodes({ ask, step, answer, isClosed }, counts, { texts, on }) {
  const pick = isClosed ? null : (i) => on.onAnswer(step, i);
  const note = htmlNode("p", "room__note", {}, [isClosed ? texts.follow_closed : texts.follow_answered]);
  return [barsOf(ask, counts, texts, { mine: answer, pick }), note];
}

function proposeSheet(texts, on) {
  const id = freshId("propose");
  const field = htmlNode("textarea", "", { id, maxlength: LONGEST, rows: 3 });
  const left = htmlNode("p", "room__note", {}, [fill(texts.follow_left, { n: LONGEST })]);
  const send = htmlNode("button", "deck__button follow__send", { type: "submit" }, [texts.follow_send]);
  const trouble = htmlNode("p", "follow__said", { role: "alert" });
  const list = htmlNode("div", "follow__proposals");
  const form = htmlNode("form", "", {}, [htmlNode("label", "", { for: id }, [texts.follow_what]), field, left, trouble, send]);
  const close = phoneButton(texts.deck_close, () => element.close());
  const element = htmlNode("dialog", "follow__sheet", { "aria-label": texts.follow_propose }, [form, list, close]);
  field.addEventListener("input", () => writeText(left, fill(texts.follow_left, { n: LONGEST - field.value.length })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    if (await on.onPropose(field.value)) field.value = "";
    field.dispatchEvent(new Event("input"));
    send.disabled = false;
  });
  return { element, list, trouble };
}

/** What others proposed at any step, to endorse, and what the presenter accepted; at the end of the story too. */
export function drawProposals({ frame, state, mine, deck, said }) {
  const { texts, sheet } = frame;
  writeText(sheet.trouble, sheet.element.open ? said : "");
  const key = JSON.stringify([state.proposals, mine]);
  if (frame.drawn.proposals === key) return;
  frame.drawn.proposals = key;
  const open = bestFirst(state.proposals, "open");
  const title = htmlNode("h2", "", {}, [texts.room_proposals]);
  const items = open.map((one) => openProposal(one, mine, frame));
  const none = htmlNode("p", "room__note", {}, [texts.room_no_proposals]);
  const accepted = () => [acceptedList(state, texts)].filter(Boolean);
  sheet.list.replaceChildren(title, open.length ? htmlNode("ul", "", { role: "list" }, items) : none, ...accepted());
  deck?.end.replaceChildren(...accepted());
}

function openProposal(one, mine, { texts, on }) {
  const isMine = mine.endorsed.includes(one.id) || mine.told.some(({ step, text }) => step === one.step && text === one.text);
  const endorse = phoneButton(texts.follow_endorse, () => on.onEndorse(one), "follow__endorse");
  endorse.setAttribute("aria-label", `${texts.follow_endorse}: ${one.text}`);
  const done = htmlNode("span", "room__n", {}, [texts.follow_endorsed]);
  return htmlNode("li", "room__proposal", {}, [
    htmlNode("p", "", {}, [one.text]),
    htmlNode("div", "room__row", {}, [htmlNode("span", "room__n", {}, [endorsedBy(one.n, texts)]), isMine ? done : endorse]),
  ]);
}
