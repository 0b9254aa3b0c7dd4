/* One slide: its title, its picture, its sentence, its sources; made hidden and shown in one frame. */

import { drawBody, tableNode } from "./bodies.js";
import { freshId, htmlNode, setOne } from "../../map_component/js/nodes.js";

const RELOAD_MS = 3000;

/** Slide `n` of a deck, hidden at first. `load()` brings its content and is asked again where it fails. */
export function createSlide(n, deckInfo, load) {
  const { texts, steps } = deckInfo;
  const waiting = htmlNode("p", "deck__waiting", { role: "status" }, [texts.deck_coming]);
  const head = htmlNode("header", "deck__head", {}, [htmlNode("h1", "deck__title", {}, [steps[n]])]);
  const element = htmlNode("section", "deck__slide", { "aria-label": steps[n], inert: true }, [head, waiting]);
  const slide = { n, element, drawn: null, content: null, gone: false, isReady: false, waiting, texts };
  slide.ready = fillSlide(slide, load);
  return slide;
}

async function fillSlide(slide, load) {
  while (!slide.gone) {
    try {
      slide.content ??= await load();
      if (slide.gone) return;
      const host = htmlNode("div", "deck__body");
      slide.element.replaceChildren(...slideNodes(slide, host), slide.waiting);
      slide.drawn = await drawBody(host, slide.content);
      slide.waiting.remove();
      slide.isReady = true;
      return;
    } catch (error) {
      console.warn(error);
      slide.waiting.textContent = slide.texts.deck_missing;
      await new Promise((again) => setTimeout(again, RELOAD_MS));
    }
  }
}

function slideNodes({ content, texts, element }, host) {
  const title = htmlNode("h1", "deck__title", { id: freshId("title") }, [content.title]);
  element.removeAttribute("aria-label");
  element.setAttribute("aria-labelledby", title.id);
  element.dataset.kind = content.body.kind;
  const head = htmlNode("header", "deck__head", {}, [title, htmlNode("p", "deck__subtitle", {}, [content.subtitle])]);
  const said = htmlNode("p", "deck__takeaway", {}, [content.takeaway]);
  if (content.refused) said.classList.add("deck__takeaway--refused");
  const below = [said];
  if (content.ask) below.push(askNode(content.ask, texts));
  if (content.caution) below.push(htmlNode("p", "deck__caution", {}, [content.caution]));
  return [head, host, htmlNode("div", "deck__below", {}, below), footNode(content, texts)];
}

function askNode({ question, answers }, texts) {
  const list = htmlNode("ul", "deck__answers", { role: "list" }, answers.map((one) => htmlNode("li", "", {}, [one])));
  const head = htmlNode("p", "deck__question", {}, [htmlNode("span", "deck__asked", {}, [texts.deck_ask]), question]);
  return htmlNode("div", "deck__ask", {}, [head, list]);
}

function footNode({ sources, table, alt, title }, texts) {
  const inside = [];
  if (table) inside.push(tableTwin(table, alt || title, texts));
  if (sources.length) inside.push(htmlNode("p", "deck__sources", {}, [sources.join(" ")]));
  return htmlNode("footer", "deck__foot", {}, inside);
}

/** The figures as a table, made when they are first asked for. */
function tableTwin(table, name, texts) {
  const twin = htmlNode("details", "deck__twin", {}, [htmlNode("summary", "", {}, [texts.deck_table])]);
  twin.addEventListener("toggle", () => {
    if (twin.open && twin.childElementCount === 1) twin.append(tableNode(table, name));
  });
  return twin;
}

/** Show or hide the slide; a map that plays its years is paused as it goes. */
export function showSlide({ element, drawn }, on) {
  setOne(element, "inert", !on);
  element.classList.toggle("deck__slide--shown", on);
  if (on) return;
  drawn?.clock()?.pause();
  if (element.contains(document.activeElement)) document.activeElement.blur(); // at once: the next key is the story's
}

/** Play or pause the years on the slide's map, where it has several. */
export function playSlide({ drawn }) {
  const clock = drawn?.clock();
  if (clock && !clock.element.hidden) clock.toggle();
}

/** Open or close the slide's table. */
export function toggleTwin({ element }) {
  const twin = element.querySelector(".deck__twin");
  if (twin) twin.open = !twin.open;
}

/** Take the slide out of the page. */
export function dropSlide(slide) {
  slide.gone = true;
  slide.drawn?.destroy();
  slide.element.remove();
}
