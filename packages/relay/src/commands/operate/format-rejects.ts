import { toLine } from "@email-events/core/mapping";
import type { Issue } from "@email-events/core";
import type { SetAsideEvent, SetAsideSummary } from "@email-events/store";
import { isTooDeep } from "../../reading/parse-json.ts";
import { formatIssue } from "../../report/format-issue.ts";

/** The most characters of one field: what it holds came from outside. */
const maxFieldChars = 300;

const field = (text: string): string => toLine(text, maxFieldChars);

/** Returns a time as ISO 8601; the number itself where a damaged state holds one that is no time. */
export const toTime = (ms: number): string | number => {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? ms : time.toISOString();
};

const issueField = (issue: Issue): string => field(formatIssue(issue));

/** Why an event is set aside, in one sentence: its reason, else its first issue. */
const formatWhy = ({ reason, issues }: SetAsideSummary): string => {
  const [first] = issues;
  return reason !== "" || first === undefined ? field(reason) : issueField(first);
};

/** Returns the line of an event in a list, without addresses. */
export const formatReject = (event: SetAsideSummary): string => {
  const { number, status, source, setAsideAt, isRetry } = event;
  const words = [String(number), toTime(setAsideAt), field(source), field(status), ...(isRetry ? ["(retry)"] : [])];
  return `${words.join("  ")}: ${formatWhy(event)}`;
};

/** Returns an event for a list in JSON, without addresses. */
export const toRejectJson = (event: SetAsideSummary): Readonly<Record<string, unknown>> => ({
  id: event.number,
  status: field(event.status),
  source: field(event.source),
  reason: field(event.reason),
  issues: event.issues.map(({ pointer, code, expected, received, hint }) => ({
    pointer: field(pointer),
    code: field(code),
    expected: field(expected),
    received: field(received),
    ...(hint === undefined ? {} : { hint: field(hint) }),
  })),
  ...(event.id === undefined ? {} : { eventId: field(event.id) }),
  receivedAt: toTime(event.receivedAt),
  setAsideAt: toTime(event.setAsideAt),
  retry: event.isRetry,
  sizeBytes: event.sizeBytes,
});

/** Parses a payload; undefined where it isn't JSON, or nests deeper than an event may. */
const parsePayload = (text: string): { readonly value: unknown; readonly isExact: boolean } | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (isTooDeep(value)) return undefined;
    // Not exact, for example, with a duplicate key or a number that JavaScript rounds.
    return { value, isExact: JSON.stringify(value) === text };
  } catch {
    return undefined;
  }
};

const decode = (payload: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
  } catch {
    return undefined;
  }
};

/** Returns the bytes of an event: as `payload` if JSON, `payloadText` if that isn't exact, `payloadBase64` if not UTF-8. */
const toPayload = (payload: Uint8Array): Readonly<Record<string, unknown>> => {
  const text = decode(payload);
  if (text === undefined) return { payloadBase64: Buffer.from(payload).toString("base64") };
  const parsed = parsePayload(text);
  if (parsed === undefined) return { payloadText: text };
  return { payload: parsed.value, ...(parsed.isExact ? {} : { payloadText: text }) };
};

/** Returns all of an event in JSON: complete, addresses included. */
export const toShownJson = (event: SetAsideEvent): Readonly<Record<string, unknown>> => ({
  id: event.number,
  status: event.status,
  source: event.source,
  reason: event.reason,
  issues: event.issues,
  ...(event.id === undefined ? {} : { eventId: event.id }),
  receivedAt: toTime(event.receivedAt),
  setAsideAt: toTime(event.setAsideAt),
  retry: event.isRetry,
  ...(event.isDamaged ? { damaged: true } : {}),
  ...toPayload(event.payload),
});

/** Explains an event in lines, without addresses. */
export const formatShown = (event: SetAsideSummary): readonly string[] => [
  `${event.number}: ${field(event.status)}${event.reason === "" ? "" : `: ${field(event.reason)}`}`,
  ...event.issues.map((issue) => `  ${issueField(issue)}`),
];
