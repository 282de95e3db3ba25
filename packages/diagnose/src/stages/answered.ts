import { defaultCallLimits, findCallProblems, type CallProblem } from "@email-events/validator/pipelines";
import type { DiagnoseOptions } from "../options.ts";
import { escapeName } from "../reading/escape-name.ts";
import { utf8Bytes } from "../reading/utf8-bytes.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";

/** What the Pipelines API answers to a call. */
export interface Answer {
  /** The status with `X-Strict-Mode: 1`. */
  readonly strict: 200 | 400 | 401;
  /** Without it the status is always 200, and a call that is refused is dropped. */
  readonly permissive: "stored" | "dropped";
  /** The API's sentences in strict mode. */
  readonly errors: readonly string[];
}

/** A stage with the answer. */
export interface Answered {
  readonly result: StageResult;
  readonly answer: Answer;
}

const permissively = "Without strict mode, the API answers 200 and drops the event.";

const refuse = (strict: 400 | 401, findings: readonly UnplacedFinding[], errors: readonly string[]): Answered => ({
  result: {
    status: "fails",
    sentence: `The API refuses it with ${strict}: ${findings[0]?.sentence ?? ""} ${permissively}`,
    findings,
  },
  answer: { strict, permissive: "dropped", errors },
});

const wrongKey: UnplacedFinding = {
  code: "key",
  sentence: "The write key isn't accepted.",
  pointer: "",
  next: "Check the key and the region in Customer.io, and send X-Strict-Mode: 1, so that a wrong key shows.",
  source: "Customer.io, Pipelines API: authentication and strict mode",
};

const idSentence = /^one of .* is required$/;

const toFinding = ({ pointer, sentence }: CallProblem): UnplacedFinding => ({
  code: idSentence.test(sentence) ? "no-identifier" : "refused",
  sentence: `${sentence}.`,
  pointer,
  next: idSentence.test(sentence)
    ? "Add userId or anonymousId, as a text that isn't empty."
    : "Correct it where the call is made, and send X-Strict-Mode: 1, so that it shows.",
});

const largestOf = (call: unknown): string => {
  if (typeof call !== "object" || call === null) return "";
  const sizes = Object.entries(call).map(([name, value]) => ({ name, size: utf8Bytes(JSON.stringify(value) ?? "") }));
  const [largest] = sizes.toSorted((one, other) => other.size - one.size);
  return largest === undefined ? "" : `/${escapeName(largest.name)}`;
};

const tooLarge = (call: unknown, bytes: number, maxBytes: number): UnplacedFinding => ({
  code: "too_large",
  sentence: `The call has ${bytes.toLocaleString("en")} bytes, and the API takes at most ${maxBytes.toLocaleString("en")}.`,
  pointer: largestOf(call),
  next: "Shorten the largest property, or leave it out.",
  source: "Customer.io, Pipelines API: 32 KB a call",
});

/** Sizes in bytes of what a call is part of, where that is known. */
export interface RequestSizes {
  /** The call as it was written, which is the body at an endpoint that takes one call. */
  readonly bodyBytes?: number | undefined;
  /** The batch that the call is in. */
  readonly batchBytes?: number | undefined;
}

const batchTooLarge = (bytes: number, maxBytes: number): UnplacedFinding => ({
  code: "batch_too_large",
  sentence: `The batch has ${bytes.toLocaleString("en")} bytes, and the API takes at most ${maxBytes.toLocaleString("en")}.`,
  pointer: "",
  next: "Send fewer calls in a batch.",
  source: "Customer.io, Pipelines API: 500 KB a batch",
});

/** Determines what the Pipelines API answers to a call, by the rules of the sandbox. */
export const answer = (
  call: unknown,
  { batchBytes = 0, bodyBytes }: RequestSizes,
  { endpoint = "batch", isKeyAccepted = true, limits = defaultCallLimits }: DiagnoseOptions,
): Answered => {
  if (!isKeyAccepted) return refuse(401, [wrongKey], []);
  const { maxBatchBytes, maxCallBytes } = limits;
  if (batchBytes > maxBatchBytes)
    return refuse(400, [batchTooLarge(batchBytes, maxBatchBytes)], [`the body must be at most ${maxBatchBytes} bytes`]);
  const single = endpoint === "batch" ? undefined : endpoint;
  const isBody = single !== undefined && bodyBytes !== undefined;
  const bytes = isBody ? bodyBytes : utf8Bytes(JSON.stringify(call));
  if (bytes > maxCallBytes) {
    const what = isBody ? "the body" : "a call";
    return refuse(400, [tooLarge(call, bytes, maxCallBytes)], [`${what} must be at most ${maxCallBytes} bytes`]);
  }
  const problems = findCallProblems(call, single);
  if (problems.length > 0)
    return refuse(
      400,
      problems.map(toFinding),
      problems.map(({ sentence }) => sentence),
    );
  return {
    result: { status: "passes", sentence: "The API answers 200 and stores it.", findings: [] },
    answer: { strict: 200, permissive: "stored", errors: [] },
  };
};
