import { version } from "../../package.json";
import { findFault, type CallFields } from "./call-form.ts";
import type { Entry } from "../outcome.ts";

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

/** Calls that may share a request, as they go on the wire. */
export interface Encoded {
  /** An array. */
  readonly json: string;
  /** The type of the first. */
  readonly type: string;
  /** Their `integrations` as JSON; empty where they have none. */
  readonly group: string;
  readonly entries: readonly Entry[];
}

const encode = (group: string, calls: readonly CallFields[], entries: readonly Entry[]): Encoded => {
  const json = JSON.stringify(calls);
  if (json.includes("\\ud") && loneSurrogate.test(json)) throw new TypeError("it holds half a surrogate pair");
  return { json, type: String(calls[0]?.type), group, entries };
};

/** Encodes calls apart by the text of their `integrations`: to sort the keys would cost more than a request does. */
const encodeApart = (calls: readonly CallFields[], entries: readonly Entry[]): readonly Encoded[] => {
  const names = calls.map(({ integrations }) => JSON.stringify(integrations ?? undefined) ?? "");
  return [...new Set(names)].map((name) => {
    const isOfGroup = (_: unknown, index: number): boolean => names[index] === name;
    return encode(name, calls.filter(isOfGroup), entries.filter(isOfGroup));
  });
};

/**
 * Writes calls as JSON arrays, one for each value of `integrations`, or one for all when they may be mixed. Returns what
 * is wrong with one of them, when it is. The calls themselves are never changed.
 */
export const encodeCalls = (entries: readonly Entry[], mixIntegrations: boolean): readonly Encoded[] | string => {
  const calls: CallFields[] = [];
  let isTogether = true;
  try {
    for (const entry of entries) {
      const call = toWireCall(entry);
      if (typeof call === "string") return `it isn't in the API's form: ${call}`;
      calls.push(call);
      isTogether &&= mixIntegrations || (call.integrations ?? undefined) === undefined;
    }
    return isTogether ? [encode("", calls, entries)] : encodeApart(calls, entries);
  } catch (error) {
    // A `toJSON` or a getter may throw anything.
    return `it can't be written: ${toReason(error)}`;
  }
};
