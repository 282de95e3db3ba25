import { version } from "../../package.json";
import { findFault, type CallFields } from "./call-form.ts";
import type { Entry, WrittenCall } from "../outcome.ts";
import { isObject } from "./is-object.ts";

const library = { name: "@email-events/pipelines", version } as const;
// `JSON.stringify` writes half a surrogate pair as an escape, which the API's JSON reader may refuse with the whole batch.
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

const badForm = (fault: string): string => `it isn't in the API's form: ${fault}`;

/**
 * Returns a call as it is sent, with a type, an id and a context (which names the library) if they are missing; or a
 * message that says what is wrong with its form.
 */
const toWireCall = ({ call, type, kind }: Entry): CallFields | string => {
  const given: CallFields | null = call;
  const plain: unknown = typeof given?.toJSON === "function" ? given.toJSON("") : given;
  if (!isObject(plain)) return badForm("a call must be an object");
  const fields: CallFields = { ...plain };
  // `JSON.stringify` doesn't call the `toJSON` of a value that `toJSON` returned, but it would call that of this copy.
  fields.toJSON &&= undefined;
  // The request has its own: in `track` mode, whose body is the call, there would be two.
  if (fields.sentAt !== undefined) fields.sentAt = undefined;
  fields.type ??= type;
  const fault = findFault(fields);
  if (fault) return badForm(fault);
  fields.messageId ||= kind.toMessageId?.(call) || crypto.randomUUID();
  if (typeof fields.messageId !== "string") return badForm("messageId must be a string");
  // A context of the caller's own goes as it is: copying it would cost a tenth of the client's throughput.
  fields.context ??= { library };
  if (fields.integrations === null) fields.integrations = undefined;
  return fields;
};

/**
 * Returns the first line of an error's message: enough to find the cause, without the object that V8 draws below it. For
 * a thrown value that isn't a text, returns its type, because converting it to a string may throw.
 */
const toReason = (error: unknown): string => {
  let message = error;
  try {
    if (error instanceof Error) message = error.message;
  } catch {}
  return typeof message === "string" ? message.replace(/\n.*/s, "") : typeof message;
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

/** Returns the result of `write`, or, if it throws, a message: a `toJSON` method or a getter may throw anything. */
const tryToWrite = <T>(write: () => T): T | string => {
  try {
    return write();
  } catch (error) {
    return `it can't be serialized: ${toReason(error)}`;
  }
};

const groupOf = ({ integrations }: CallFields, mixIntegrations: boolean): string =>
  mixIntegrations || integrations === undefined ? "" : (JSON.stringify(integrations) ?? "");

/** Serializes one call now, before the other calls of its request. Returns a message if the call is invalid. */
export const writeCall = (entry: Entry, mixIntegrations: boolean): WrittenCall | string =>
  tryToWrite(() => {
    const call = toWireCall(entry);
    if (typeof call === "string") return call;
    return { json: JSON.stringify(call), type: String(call.type), group: groupOf(call, mixIntegrations) };
  });

const textOf = ({ written }: Entry): string => (typeof written === "object" ? written.json : "");

const encode = (group: string, calls: readonly (CallFields | WrittenCall)[], entries: readonly Entry[]): Encoded => {
  const json = entries[0]?.written ? `[${entries.map(textOf).join()}]` : JSON.stringify(calls);
  if (json.includes("\\ud") && loneSurrogate.test(json)) throw new Error("it holds half a surrogate pair");
  return { json, type: String(calls[0]?.type), group, entries };
};

/**
 * Writes calls as JSON arrays, one for each value of `integrations`, or one for all when they may be mixed. Returns what
 * is wrong with one of them, when it is. The calls themselves are never changed. Either all of them are written already,
 * or none is.
 */
export const encodeCalls = (entries: readonly Entry[], mixIntegrations: boolean): readonly Encoded[] | string =>
  tryToWrite(() => {
    const calls: (CallFields | WrittenCall)[] = [];
    // Compared as JSON text, although the order of keys may differ: sorting keys would cost more than another request.
    const groups: string[] = [];
    let isTogether = true;
    for (const entry of entries) {
      const { written } = entry;
      const call = written ?? toWireCall(entry);
      if (typeof call === "string") return call;
      calls.push(call);
      const group = typeof written === "object" ? written.group : groupOf(call, mixIntegrations);
      groups.push(group);
      isTogether &&= group === groups[0];
    }
    if (isTogether) return [encode(groups[0] ?? "", calls, entries)];
    return [...new Set(groups)].map((group) => {
      const isOfGroup = (_: unknown, index: number): boolean => groups[index] === group;
      return encode(group, calls.filter(isOfGroup), entries.filter(isOfGroup));
    });
  });
