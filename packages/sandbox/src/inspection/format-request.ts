import type { RecordedRequest } from "./recorded-request.ts";

/** Returns a line about a request: its answer, what became of its calls, and the first error. */
export const formatRequest = (request: RecordedRequest): string => {
  const { counts, endpoint, errors, isStrict, number, sizeBytes, status, time } = request;
  const [error] = errors;
  const outcomes = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  const mode = isStrict ? "strict" : "permissive";
  const answer = status === undefined ? "connection cut" : String(status);
  const what = `${time.slice(11, 19)} #${number} ${endpoint} ${mode} ${answer}, ${sizeBytes} bytes: ${outcomes.join(", ") || "no calls"}`;
  return error === undefined ? what : `${what} (${error})`;
};
