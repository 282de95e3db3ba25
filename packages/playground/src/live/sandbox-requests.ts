import { memberOf } from "./member-of.ts";

/** What the page asks of the sandbox that serves it. The promises resolve to a sentence, also where it doesn't answer. */
export interface Sandbox {
  readonly readFaults: () => Promise<string>;
  readonly setFaults: (fault: string, count: number) => Promise<string>;
  /** Clears the record of the sandbox, and with it the page. */
  readonly reset: () => Promise<string>;
}

const describeFaults = (state: unknown): string => {
  const count = memberOf(state, "count");
  if (typeof count !== "number" || count === 0) return "No fault is set.";
  return `The next ${count === 1 ? "request gets" : `${count.toLocaleString("en")} requests get`} ${String(memberOf(state, "fault"))}.`;
};

const describeRefusal = (answer: unknown): string => {
  const errors = memberOf(memberOf(answer, "meta"), "errors");
  return Array.isArray(errors) ? `Not set: ${errors.map(String).join(", ")}.` : "Not set: the sandbox refused it.";
};

const ask = async (
  path: string,
  describe: (answer: unknown) => string,
  body?: object,
  method = body === undefined ? "GET" : "POST",
): Promise<string> => {
  try {
    const response = await fetch(`/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const answer: unknown = await response.json();
    return response.ok ? describe(answer) : describeRefusal(answer);
  } catch {
    return "The sandbox doesn't answer.";
  }
};

/** The sandbox that serves the page. */
export const sandbox: Sandbox = {
  readFaults: () => ask("faults", describeFaults),
  setFaults: (fault, count) => ask("faults", describeFaults, { fault, count }),
  reset: () => ask("reset", () => "The record is cleared.", {}),
};
