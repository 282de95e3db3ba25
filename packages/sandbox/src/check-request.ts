import {
  findCallProblems,
  isCall,
  maxCallDepth,
  type Call,
  type CallLimits,
  type CallType,
} from "@email-events/validator/pipelines";
import type { Body } from "./read-body.ts";

/** One call of a request. */
export interface CheckedCall {
  /** The call, as parsed; `undefined` for a request that can't be parsed into calls, which counts as one call. */
  readonly call: unknown;
  /** What is wrong with it, a sentence each; none for a call that the API would accept. */
  readonly errors: readonly string[];
}

/** The result of checking a request. */
export interface CheckedRequest {
  readonly calls: readonly CheckedCall[];
  /** Calls without errors. */
  readonly valid: readonly Call[];
  readonly invalidCount: number;
  /** What is wrong with the request, a sentence each, at most 100. */
  readonly errors: readonly string[];
}

const maxErrors = 100;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

const refuse = (error: string): CheckedRequest => ({
  calls: [{ call: undefined, errors: [error] }],
  valid: [],
  invalidCount: 1,
  errors: [error],
});

const parse = (bytes: Buffer): { readonly value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return { value };
  } catch {
    return undefined;
  }
};

const none: readonly string[] = [];

const errorsOf = (call: unknown, endpoint?: CallType): readonly string[] => {
  const problems = findCallProblems(call, endpoint);
  return problems.length === 0 ? none : problems.slice(0, maxErrors).map(({ sentence }) => sentence);
};

const checkBatch = (value: unknown, bodyBytes: number, limits: CallLimits): CheckedRequest => {
  const batch: unknown = isCall(value) ? value["batch"] : undefined;
  if (!Array.isArray(batch)) return refuse("batch must be an array of calls");
  const calls: CheckedCall[] = [];
  const valid: Call[] = [];
  const errors: string[] = [];
  for (const [index, call] of batch.entries()) {
    // If the whole batch is within the limit of a call, each call is too.
    const isOversize = bodyBytes > limits.maxCallBytes && Buffer.byteLength(JSON.stringify(call)) > limits.maxCallBytes;
    const found = isOversize ? [`a call must be at most ${limits.maxCallBytes} bytes`] : errorsOf(call);
    calls.push({ call, errors: found });
    if (found.length === 0 && isCall(call)) valid.push(call);
    for (const error of found) if (errors.length < maxErrors) errors.push(`batch[${index}]: ${error}`);
  }
  return { calls, valid, invalidCount: calls.length - valid.length, errors };
};

/**
 * Returns the calls of a request that the Pipelines API would accept, and the faults of the others.
 *
 * @param endpoint - The endpoint of the request.
 */
export const checkRequest = (endpoint: CallType | "batch", body: Body, limits: CallLimits): CheckedRequest => {
  const maxBytes = endpoint === "batch" ? limits.maxBatchBytes : limits.maxCallBytes;
  if (body.status === "too-large") return refuse(`the body must be at most ${maxBytes} bytes`);
  if (body.status === "unreadable") return refuse(body.reason);
  const parsed = parse(body.bytes);
  if (parsed === undefined) return refuse("the body is invalid JSON");
  if (isDeeperThan(parsed.value, maxCallDepth)) return refuse(`the body must nest at most ${maxCallDepth} levels deep`);
  if (endpoint === "batch") return checkBatch(parsed.value, body.bytes.length, limits);
  const errors = errorsOf(parsed.value, endpoint);
  const call = parsed.value;
  return errors.length === 0 && isCall(call)
    ? { calls: [{ call, errors }], valid: [call], invalidCount: 0, errors }
    : { calls: [{ call, errors }], valid: [], invalidCount: 1, errors };
};
