import { outcomes, type LiveCall, type Outcome } from "./live-call.ts";

/** Number of calls by outcome. */
export type Counts = Readonly<Record<Outcome, number>>;

/** The calls of a page, newest first, in bounded memory. */
export interface CallList {
  readonly calls: readonly LiveCall[];
  /** All calls that came, those that were left out too. */
  readonly counts: Counts;
  /** How many calls were left out of the list, because it is full. */
  readonly leftOut: number;
}

const none: Counts = { accepted: 0, dropped: 0, rejected: 0, failed: 0, empty: 0 };

/** A list without calls. */
export const emptyList: CallList = { calls: [], counts: none, leftOut: 0 };

/** How many calls a page keeps, and how many characters they may have together. */
const listLimits = { maxCalls: 1_000, maxChars: 10_000_000 };

/** An accepted call says nothing about why another one doesn't arrive, so it leaves first. */
const isExpendable = ({ note, outcome }: LiveCall): boolean => outcome === "accepted" && note === undefined;

const isWithin = (calls: readonly LiveCall[], { maxCalls, maxChars }: typeof listLimits): boolean =>
  calls.length <= maxCalls && calls.reduce((sum, { text }) => sum + text.length, 0) <= maxChars;

/** Leaves out the oldest accepted calls, and then the oldest others, until the rest is within the limits. */
const bound = (calls: readonly LiveCall[], limits: typeof listLimits): readonly LiveCall[] => {
  if (isWithin(calls, limits)) return calls;
  const oldestFirst = calls.map((call, index) => ({ call, index })).toReversed();
  const order = [
    ...oldestFirst.filter(({ call }) => isExpendable(call)),
    ...oldestFirst.filter(({ call }) => !isExpendable(call)),
  ];
  let chars = calls.reduce((sum, { text }) => sum + text.length, 0);
  const removed = new Set<number>();
  for (const { call, index } of order) {
    if (calls.length - removed.size <= limits.maxCalls && chars <= limits.maxChars) break;
    removed.add(index);
    chars -= call.text.length;
  }
  return calls.filter((_call, index) => !removed.has(index));
};

/** Adds calls, oldest first, to the list. Every call is counted, whether it is kept or not. */
export const addCalls = (list: CallList, added: readonly LiveCall[], limits = listLimits): CallList => {
  const all = [...added.toReversed(), ...list.calls];
  const calls = bound(all, limits);
  const counts = { ...list.counts };
  for (const { outcome } of added) counts[outcome] += 1;
  return { calls, counts, leftOut: list.leftOut + all.length - calls.length };
};

/** What a filter asks for. */
export interface Filter {
  readonly outcome: Outcome | "all";
  /** In the name, person, messageId or errors, in any case. */
  readonly words: string;
}

/** Reads the outcome of a filter. */
export const toOutcomeFilter = (value: string): Filter["outcome"] =>
  outcomes.find((outcome) => outcome === value) ?? "all";

/** Returns the calls that a filter asks for. */
export const filterCalls = (calls: readonly LiveCall[], { outcome, words }: Filter): readonly LiveCall[] => {
  const wanted = words.trim().toLowerCase();
  return calls.filter(
    (call) =>
      (outcome === "all" || call.outcome === outcome) &&
      (wanted === "" ||
        [call.name, call.person, call.messageId, call.note ?? "", ...call.errors].some((text) =>
          text.toLowerCase().includes(wanted),
        )),
  );
};
