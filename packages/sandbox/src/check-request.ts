import type { Body } from "./read-body.ts";
import { isCall, type Call } from "./call.ts";
import type { CallType } from "./call-types.ts";
import { checkCall } from "./check-call.ts";

/** The result of checking a request: accepted calls and faults, or one fault of the whole request. */
export interface CheckedRequest {
  readonly valid: readonly Call[];
  /** Number of faulty calls; a request that can't be parsed into calls counts as one. */
  readonly invalidCount: number;
  /** What is wrong, a sentence each, at most 100. */
  readonly errors: readonly string[];
}

/** Sizes in UTF-8 bytes, as received. */
export interface Limits {
  readonly maxCallBytes: number;
  readonly maxBatchBytes: number;
}

const maxErrors = 100;

/** Calls have about five levels. Much deeper values overflow the stack when they are traversed or serialized. */
const maxDepth = 100;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

const refuse = (error: string): CheckedRequest => ({ valid: [], invalidCount: 1, errors: [error] });

const parse = (bytes: Buffer): { readonly value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return { value };
  } catch {
    return undefined;
  }
};

const checkBatch = (value: unknown, bodyBytes: number, limits: Limits): CheckedRequest => {
  const batch = isCall(value) ? value["batch"] : undefined;
  if (!Array.isArray(batch)) return refuse("batch must be an array of calls");
  const valid: Call[] = [];
  const errors: string[] = [];
  let invalidCount = 0;
  for (const [index, call] of batch.entries()) {
    // If the whole batch is within the limit of a call, each call is too.
    const isOversize = bodyBytes > limits.maxCallBytes && Buffer.byteLength(JSON.stringify(call)) > limits.maxCallBytes;
    const found = isOversize ? [`a call must be at most ${limits.maxCallBytes} bytes`] : checkCall(call);
    if (found.length === 0 && isCall(call)) valid.push(call);
    else {
      invalidCount += 1;
      for (const error of found) if (errors.length < maxErrors) errors.push(`batch[${index}]: ${error}`);
    }
  }
  return { valid, invalidCount, errors };
};

/**
 * Returns the calls of a request that the Pipelines API would accept, and the faults of the others.
 *
 * @param endpoint - The endpoint of the request.
 */
export const checkRequest = (endpoint: CallType | "batch", body: Body, limits: Limits): CheckedRequest => {
  const maxBytes = endpoint === "batch" ? limits.maxBatchBytes : limits.maxCallBytes;
  if (body.status === "too-large") return refuse(`the body must be at most ${maxBytes} bytes`);
  if (body.status === "unreadable") return refuse(body.reason);
  const parsed = parse(body.bytes);
  if (parsed === undefined) return refuse("the body is invalid JSON");
  if (isDeeperThan(parsed.value, maxDepth)) return refuse(`the body must nest at most ${maxDepth} levels deep`);
  if (endpoint === "batch") return checkBatch(parsed.value, body.bytes.length, limits);
  const errors = checkCall(parsed.value, endpoint).slice(0, maxErrors);
  return errors.length === 0 && isCall(parsed.value)
    ? { valid: [parsed.value], invalidCount: 0, errors: [] }
    : { valid: [], invalidCount: 1, errors };
};
