import { redact } from "@email-events/core/mapping";

/** What became of a call; `empty` is a request without any. */
export type Outcome = "accepted" | "dropped" | "rejected" | "failed" | "empty";

/** The outcomes, in the order of the page's counts. */
export const outcomes: readonly Outcome[] = ["accepted", "dropped", "rejected", "failed", "empty"];

/** A call of a request that the sandbox answered. */
export interface LiveCall {
  /** Unique in this page: the sandbox counts from 1 again when it is restarted. */
  readonly key: string;
  readonly request: number;
  readonly time: string;
  readonly endpoint: string;
  readonly isStrict: boolean;
  readonly isKeyAccepted: boolean;
  readonly status?: number;
  readonly outcome: Outcome;
  readonly errors: readonly string[];
  /** The call as JSON; empty where the request can't be parsed into calls. */
  readonly text: string;
  readonly name: string;
  readonly person: string;
  readonly messageId: string;
  /** What is to be known of an accepted call, seen together with those before it. */
  readonly note?: string;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const personOf = (call: Members): string => {
  const context = isObject(call["context"]) ? call["context"] : {};
  const traits = isObject(context["traits"]) ? context["traits"] : {};
  return textOf(call["userId"]) || textOf(call["anonymousId"]) || textOf(traits["email"]);
};

const toOutcome = (value: unknown): Outcome => outcomes.find((outcome) => outcome === value) ?? "failed";

/** Longer names, persons and ids are cut. */
export const maxNameChars = 200;

/**
 * Cuts a text, of which no address is left in part: half of one could not be masked any more. What was cut stays as long as
 * the limit, so that it isn't taken for a whole id.
 */
const cut = (text: string): string =>
  text.length <= maxNameChars ? text : redact(text, maxNameChars).padEnd(maxNameChars);

const toCall = (recorded: unknown): Pick<LiveCall, "errors" | "messageId" | "name" | "outcome" | "person" | "text"> => {
  const { call, errors, outcome } = isObject(recorded) ? recorded : {};
  const members = isObject(call) ? call : {};
  const name = textOf(members["event"]) || textOf(members["type"]) || "no name";
  return {
    outcome: toOutcome(outcome),
    errors: listOf(errors).map(textOf),
    text: call === undefined ? "" : JSON.stringify(call, undefined, 2),
    name: cut(name),
    person: cut(personOf(members)),
    messageId: cut(textOf(members["messageId"])),
  };
};

const noCall = { outcome: "empty", text: "", name: "a batch without calls", person: "", messageId: "" } as const;

/** Returns the calls of a request as the sandbox reports it; at least one, so that no request is hidden. */
export const callsOf = (recorded: unknown, run: number): readonly LiveCall[] => {
  const request = isObject(recorded) ? recorded : {};
  const status = request["status"];
  const shared = {
    request: Number(request["number"] ?? 0),
    time: textOf(request["time"]),
    endpoint: textOf(request["endpoint"]),
    isStrict: request["isStrict"] === true,
    isKeyAccepted: request["isKeyAccepted"] !== false,
    ...(typeof status === "number" && { status }),
  };
  const calls = listOf(request["calls"]).map(toCall);
  const shown = calls.length > 0 ? calls : [{ ...noCall, errors: listOf(request["errors"]).map(textOf) }];
  return shown.map((call, index) => ({ ...shared, ...call, key: `${run}-${shared.request}-${index}` }));
};
