import type { Issue } from "@email-events/core";
import { pointerTo } from "@email-events/core/mapping";

/**
 * What properties and context of a call may take as JSON, in bytes. The API takes calls of 32,000 bytes; ids, names and what
 * a client adds are the rest.
 */
const maxBytes = 30_000;

/** A source event of so many bytes always becomes a call that fits: a value comes into it three times at most. */
const sourceBytesThatFit = 9_000;

type Holder = Record<string, unknown>;

const isHolder = (value: unknown): value is Holder =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value that may be left out. */
interface Part {
  readonly holder: Holder;
  readonly name: string;
  readonly pointer: string;
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** The bytes of a value as JSON; more than fit for one that JSON can't express. */
const bytesOf = (value: unknown): number => {
  try {
    return encoder.encode(JSON.stringify(value)).length;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
};

/** Without them, it would be another event, or another person's. */
const needed: ReadonlySet<string> = new Set(["email_id", "traits"]);

/** The parts of an object, and of the objects in it, which are replaced by copies: the event may hold them, too. */
const partsOf = (holder: Holder, pointer: string, isTop = true): readonly Part[] =>
  Object.entries(holder).flatMap(([name, value]) => {
    if (isTop && needed.has(name)) return [];
    const below = pointerTo(pointer, name);
    if (!isTop || !isHolder(value)) return [{ holder, name, pointer: below, bytes: bytesOf({ [name]: value }) }];
    const copy = { ...value };
    holder[name] = copy;
    return partsOf(copy, below, false);
  });

const tooLong = ({ pointer, bytes }: Part): Issue => ({
  pointer,
  code: "too_long",
  expected: "a value with which the call has at most 32,000 bytes",
  received: `${bytes} bytes`,
});

/** One for all events that fit. */
const noNotes: readonly Issue[] = [];

/** As many as the issues of a validator. */
const maxNotes = 20;

/**
 * Leaves out the largest properties and members of the context of a call that the API would refuse for its size. The call is
 * changed; what the source event holds isn't.
 *
 * @param sourceBytes - The size of the event that was mapped; most are so small that nothing has to be measured.
 * @returns A note for each value that is left out, at most 20; pointers are those of the call, below `/mapped`.
 */
export const fitCall = (call: unknown, sourceBytes: number): readonly Issue[] => {
  if (sourceBytes <= sourceBytesThatFit || !isHolder(call)) return noNotes;
  const { properties, context } = call;
  const parts = [
    ...(isHolder(properties) ? partsOf(properties, "/mapped/properties") : []),
    ...(isHolder(context) ? partsOf(context, "/mapped/context") : []),
  ].toSorted((one, other) => other.bytes - one.bytes);
  let bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const left: Part[] = [];
  for (const part of parts) {
    if (bytes <= maxBytes) break;
    bytes -= part.bytes;
    Reflect.deleteProperty(part.holder, part.name);
    left.push(part);
  }
  return left.slice(0, maxNotes).map(tooLong);
};
