import { createIdTable, fingerprint, type First } from "./id-table.ts";
import { maxNameChars, type LiveCall } from "./live-call.ts";

/** Finds calls whose `messageId` came before. */
export interface RepeatedIds {
  /** Returns the call, with a note where an accepted call before it has the same id. */
  readonly note: (call: LiveCall) => LiveCall;
  readonly clear: () => void;
}

/** How many ids are kept; of the oldest ones, a repetition isn't found. */
const defaultMaxIds = 50_000;

/** A retry may say anew when it was sent. */
const sentAt = /^ {2}"sentAt": .*$/m;

const sentenceOf = ({ print, request }: First, own: number): string =>
  print === own
    ? `Accepted as a retry: request ${request} had the same call. It counts once.`
    : `Accepted, but: request ${request} had another call with the same messageId. An id that repeats is treated as a retry, and this event may not count. Next step: give each event an id of its own.`;

/** Creates what remembers ids. A call that wasn't accepted may come again with its id. */
export const createRepeatedIds = (maxIds = defaultMaxIds): RepeatedIds => {
  const firsts = createIdTable(maxIds);
  return {
    note: (call) => {
      const { messageId, outcome, request, text } = call;
      // A longer id was cut, and would be the same as others.
      if (outcome !== "accepted" || messageId === "" || messageId.length >= maxNameChars) return call;
      const print = fingerprint(text.replace(sentAt, ""));
      const first = firsts.get(messageId);
      if (first !== undefined) return { ...call, note: sentenceOf(first, print) };
      firsts.add(messageId, { request, print });
      return call;
    },
    clear: () => firsts.clear(),
  };
};
