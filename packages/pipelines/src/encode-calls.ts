import { version } from "../package.json";
import { findFault, type CallFields } from "./call-form.ts";
import type { Entry } from "./outcome.ts";

const library = { name: "@email-events/pipelines", version } as const;
// `JSON.stringify` writes half a surrogate pair as an escape, which the API's JSON reader may refuse with the whole batch.
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The call as it goes on the wire: with its type, an id and a context that names the library where they are missing. Or
 * what is wrong with its form.
 */
const toWireCall = ({ call, type, kind }: Entry): CallFields | string => {
  const given: CallFields | null = call;
  const plain: unknown = typeof given?.toJSON === "function" ? given.toJSON("") : given;
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) return "a call must be an object";
  const fields: CallFields = { ...plain };
  // `JSON.stringify` doesn't ask what `toJSON` returned either.
  if (fields.toJSON) fields.toJSON = undefined;
  fields.type ??= type;
  const fault = findFault(fields);
  if (fault) return fault;
  fields.messageId ||= kind.toMessageId?.(call) || crypto.randomUUID();
  if (typeof fields.messageId !== "string") return "messageId must be a string";
  // A context of the caller's own goes as it is: copying it would cost a tenth of the client's throughput.
  fields.context ??= { library };
  return fields;
};

/**
 * The first line of an error's message: enough to find the cause, without the object that V8 draws below it. What isn't
 * a text isn't asked to become one, which may throw.
 */
const toReason = (error: unknown): string => {
  const words: unknown = error instanceof Error ? error.message : error;
  return typeof words === "string" ? words.replace(/\n.*/s, "") : typeof words;
};

/** Calls as they go on the wire, a JSON array, and the type of the first; or what is wrong with them. */
export type Encoded = { readonly json: string; readonly type: string } | { readonly fault: string };

/** Writes calls as a JSON array. The calls themselves are never changed. */
export const encodeCalls = (entries: readonly Entry[]): Encoded => {
  const calls: CallFields[] = [];
  try {
    for (const entry of entries) {
      const call = toWireCall(entry);
      if (typeof call === "string") return { fault: `it isn't in the API's form: ${call}` };
      calls.push(call);
    }
    const json = JSON.stringify(calls);
    if (json.includes("\\ud") && loneSurrogate.test(json)) throw new TypeError("it holds half a surrogate pair");
    return { json, type: String(calls[0]?.type) };
  } catch (error) {
    // A `toJSON` or a getter may throw anything.
    return { fault: `it can't be written: ${toReason(error)}` };
  }
};
