/* Whether the server is there: asked now and then, and said quietly when that changes. */

const LOOK_EVERY_MS = 5000;
const GONE_EVERY_MS = 1500;

/** Calls `onChange(isThere)` when the server goes and when it answers again, for as long as the page is open. */
export function watchServer(address, onChange) {
  let isThere = true;
  const look = async () => {
    const answers = await fetch(address, { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (answers !== isThere) {
      isThere = answers;
      onChange(isThere);
    }
    setTimeout(look, isThere ? LOOK_EVERY_MS : GONE_EVERY_MS);
  };
  setTimeout(look, LOOK_EVERY_MS);
}
