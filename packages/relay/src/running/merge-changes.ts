import type { Change, Committed } from "@email-events/store";

/** A change that is made together with others. Events come in chunks, so that a row holds no events of two of them. */
export type JoinedChange = Change & { readonly append?: never };

/** Makes one change of several, in their order. Of offsets of a source, the last one counts. */
export const mergeChanges = (changes: readonly JoinedChange[]): JoinedChange => {
  const [first = {}] = changes;
  if (changes.length <= 1) return first;
  return {
    appendChunks: changes.flatMap(({ appendChunks = [] }) => appendChunks),
    settle: changes.flatMap(({ settle = [] }) => settle),
    setAside: changes.flatMap(({ setAside = [] }) => setAside),
    remember: changes.flatMap(({ remember = [] }) => remember),
    offsets: Object.assign({}, ...changes.map(({ offsets }) => offsets)),
  };
};

/** What became of one of several changes. */
export type Share = Pick<Committed, "numbers" | "refusedOffsets">;

/**
 * Returns what became of each of the changes that were merged, to be asked for in their order.
 *
 * @param committed - What became of all of them.
 */
export const sharesOf = ({ numbers, refusedOffsets }: Committed): ((change: JoinedChange) => Share) => {
  let appended = 0;
  return ({ appendChunks = [], offsets = {} }) => {
    const from = appended;
    for (const { payloads } of appendChunks) appended += payloads.length;
    return {
      numbers: numbers.slice(from, appended),
      refusedOffsets: refusedOffsets.filter((source) => Object.hasOwn(offsets, source)),
    };
  };
};
