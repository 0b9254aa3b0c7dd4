/* A room as its pages know it. Pure: a state and an event in, the next state out. */

/** What is known before the first event. */
export function unknownRoom() {
  return { room: "", show: "", step: 0, furthest: 0, closed: [], bars: {}, proposals: [], followers: 0 };
}

/** The state after one event of the stream. */
export function afterEvent(state, name, content) {
  if (name === "room") return { ...state, ...content };
  if (name === "bars") return { ...state, bars: { ...state.bars, [content.step]: content.counts } };
  if (name === "proposal") return { ...state, proposals: withProposal(state.proposals, content) };
  if (name === "removed") return { ...state, proposals: state.proposals.filter(({ id }) => id !== content.id) };
  return { ...state, ...(name === "followers" ? { followers: content.n } : content) };
}

function withProposal(proposals, one) {
  const isKnown = proposals.some(({ id }) => id === one.id);
  return isKnown ? proposals.map((old) => (old.id === one.id ? one : old)) : [...proposals, one];
}

/** The proposals that stand as `stand`, the most endorsed first, then as they came. */
export function bestFirst(proposals, stand) {
  return proposals.filter((one) => one.stand === stand).sort((a, b) => b.n - a.n);
}

/** Each answer with how often it was given and its share of all, 0 to 1. */
export function sharesOf(answers, counts = []) {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return answers.map((answer, i) => ({ answer, n: counts[i] ?? 0, share: all ? (counts[i] ?? 0) / all : 0 }));
}
