import { version } from "../package.json";

const library = { name: "@email-events/pipelines", version } as const;

/** The parts of a call that the client reads; whatever else is there goes on the wire as it is. */
interface CallFields {
  type?: unknown;
  messageId?: unknown;
  context?: unknown;
  readonly toJSON?: unknown;
}

// `JSON.stringify` writes half a surrogate pair as an escape, which the API's JSON reader may refuse with the whole batch.
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

const toFields = (call: object | null): CallFields => {
  const fields: CallFields | null = call;
  const plain: unknown = typeof fields?.toJSON === "function" ? fields.toJSON("") : fields;
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) throw new TypeError("it isn't an object");
  return plain;
};

/**
 * Writes a call as JSON, once, with its type, an id and a context that names the library where they are missing. The call itself is
 * read field by field and never changed.
 *
 * @throws what its `toJSON`, a getter or `JSON.stringify` throws, and a TypeError for what isn't well-formed text.
 */
export const encodeCall = <C extends object>(
  call: C,
  defaultType: string,
  newMessageId: (call: C) => string,
): string => {
  const fields = { ...toFields(call) };
  fields.type ??= defaultType;
  fields.messageId ??= newMessageId(call);
  // A context of the caller's own goes as it is: copying it would cost a tenth of the client's throughput.
  fields.context ??= { library };
  const json = JSON.stringify(fields);
  if (json.includes("\\ud") && loneSurrogate.test(json)) throw new TypeError("it holds half a surrogate pair");
  return json;
};

/** The first line of an error's message: enough to find the cause, without the object that V8 draws below it. */
export const toReason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
