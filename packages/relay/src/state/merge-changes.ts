import type { Change, Committed } from "@email-events/store";

/**
 * A change that can be merged with others. It appends events only as chunks, so that no row has events of two changes, and
 * remembers only ids that were found to be new.
 */
export type JoinedChange = Change & { readonly append?: never; readonly remember?: never };

/** Copies whole lists, where `flatMap` copies one number or id after the other. */
const join = <T>(lists: readonly (readonly T[])[]): readonly T[] => new Array<T>().concat(...lists);

/** Makes one change of several, in their order. Of offsets of a source, the last one counts. */
export const mergeChanges = (changes: readonly JoinedChange[]): JoinedChange => {
  const [first = {}] = changes;
  if (changes.length <= 1) return first;
  return {
    appendChunks: join(changes.map(({ appendChunks = [] }) => appendChunks)),
    settle: join(changes.map(({ settle = [] }) => settle)),
    setAside: join(changes.map(({ setAside = [] }) => setAside)),
    rememberUnseen: join(changes.map(({ rememberUnseen = [] }) => rememberUnseen)),
    offsets: Object.assign({}, ...changes.map(({ offsets }) => offsets)),
  };
};

/** What became of one of several changes. */
export type Share = Pick<Committed, "numbers" | "refusedOffsets">;

/**
 * Returns a function that returns the result of each merged change. Call it with the changes in their order.
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
