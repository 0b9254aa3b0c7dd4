/* The line between a page and its room: small messages there, a stream of events back, and both again after a break. */

const EVENTS = ["room", "step", "closed", "bars", "proposal", "removed", "followers"];
const AGAIN_AFTER_MS = 1000;
const SPREAD_MS = 1500;
const LONG_ASLEEP_MS = 10_000;

/** Send a message. Resolves to {ok, status, error, reason, content}; status 0 where no server answers. */
export async function sendMessage(path, content, lang) {
  const address = new URL(path, document.baseURI);
  address.searchParams.set("lang", lang);
  const body = JSON.stringify(content);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "content-type": "application/json" } });
    const told = answer.status === 204 ? {} : await answer.json();
    return { ok: answer.ok, status: answer.status, error: told.error ?? "", reason: told.reason ?? "", content: told };
  } catch {
    return { ok: false, status: 0, error: "", reason: "", content: {} };
  }
}

/**
 * Listen to a room for as long as the page is open. `addressOf()` says where; before each try `revive()` may bring the
 * room back, and says whether it is there. `onEvent(name, content)` is told each event, `onLine(isOpen)` a break and its end.
 */
export function openLine({ addressOf, onEvent, onLine, revive = async () => true }) {
  const line = { source: null, timer: 0, asleep: 0 };
  const begin = () => beginLine(line, { addressOf, onEvent, onLine, revive });
  const wake = () => {
    if (document.hidden) line.asleep = performance.now();
    else if (performance.now() - line.asleep > LONG_ASLEEP_MS) begin();
  };
  document.addEventListener("visibilitychange", wake);
  globalThis.addEventListener("online", begin);
  begin();
}

async function beginLine(line, on) {
  clearTimeout(line.timer);
  line.source?.close();
  line.source = null;
  const again = () => {
    on.onLine(false);
    line.source?.close();
    clearTimeout(line.timer);
    // a hundred phones do not come back in the same moment
    line.timer = setTimeout(() => beginLine(line, on), AGAIN_AFTER_MS + Math.random() * SPREAD_MS);
  };
  const isThere = await on.revive();
  if (line.source) return; // another try was faster
  if (isThere) listenOn(line, on, again);
  else again();
}

function listenOn(line, { addressOf, onEvent, onLine }, again) {
  const source = new EventSource(new URL(addressOf(), document.baseURI));
  line.source = source;
  for (const name of EVENTS) {
    source.addEventListener(name, ({ data }) => {
      if (line.source !== source) return;
      if (name === "room") onLine(true);
      onEvent(name, JSON.parse(data));
    });
  }
  source.addEventListener("error", () => {
    if (line.source === source) again();
  });
}
