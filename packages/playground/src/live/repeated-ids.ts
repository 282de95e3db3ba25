import { maxNameChars, type LiveCall } from "./live-call.ts";

/** Finds calls whose `messageId` came before. */
export interface RepeatedIds {
  /** Returns the call, with a note where an accepted call before it has the same id. */
  readonly note: (call: LiveCall) => LiveCall;
  readonly clear: () => void;
}

/** The first accepted call with an id. */
interface First {
  readonly request: number;
  readonly print: number;
}

/** How many ids are kept; of the oldest ones, a repetition isn't found. */
const defaultMaxIds = 50_000;

/** A retry may say anew when it was sent. */
const sentAt = /^ {2}"sentAt": .*$/m;

/** Returns a number that differs for different texts, but for one in four billion (FNV-1a). */
const fingerprint = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

const sentenceOf = ({ print, request }: First, own: number): string =>
  print === own
    ? `Accepted as a retry: request ${request} had the same call. It counts once.`
    : `Accepted, but: request ${request} had another call with the same messageId. An id that repeats is taken for a retry, and this event may not count. Next step: give each event an id of its own.`;

/** Creates what remembers ids. A call that wasn't accepted may come again with its id. */
export const createRepeatedIds = (maxIds = defaultMaxIds): RepeatedIds => {
  const firsts = new Map<string, First>();
  return {
    note: (call) => {
      const { messageId, outcome, request, text } = call;
      // A longer id was cut, and would be the same as others.
      if (outcome !== "accepted" || messageId === "" || messageId.length >= maxNameChars) return call;
      const print = fingerprint(text.replace(sentAt, ""));
      const first = firsts.get(messageId);
      if (first !== undefined) return { ...call, note: sentenceOf(first, print) };
      firsts.set(messageId, { request, print });
      const [oldest] = firsts.size > maxIds ? firsts.keys() : [];
      if (oldest !== undefined) firsts.delete(oldest);
      return call;
    },
    clear: () => firsts.clear(),
  };
};
