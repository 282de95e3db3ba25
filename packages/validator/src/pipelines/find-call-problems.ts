import type { Issue } from "@email-events/core";
import { semantic } from "../semantic.ts";
import { isCall, type Call } from "./call.ts";
import { callTypes, isCallType, type CallType } from "./call-types.ts";

/** Why the Pipelines API refuses a call: a sentence, and where. */
export interface CallProblem {
  /** JSON Pointer (RFC 6901) into the call; the empty string is the whole call. */
  readonly pointer: string;
  readonly sentence: string;
}

const idNames = ["userId", "anonymousId", "groupId"] as const;
const stringNames = [...idNames, "previousId", "messageId", "timestamp", "sentAt"] as const;
const objectNames = ["context", "properties", "traits", "integrations"] as const;

const wrongTypes = (call: Call): readonly CallProblem[] => [
  ...stringNames.flatMap((name) =>
    call[name] === undefined || typeof call[name] === "string"
      ? []
      : [{ pointer: `/${name}`, sentence: `${name} must be a string` }],
  ),
  ...objectNames.flatMap((name) =>
    call[name] === undefined || isCall(call[name])
      ? []
      : [{ pointer: `/${name}`, sentence: `${name} must be an object` }],
  ),
];

const missingId = (call: Call, type: CallType): readonly CallProblem[] => {
  const names = type === "alias" ? [...idNames, "previousId"] : idNames;
  return names.some((name) => call[name] !== undefined && call[name] !== "")
    ? []
    : [{ pointer: "", sentence: `one of ${names.join(", ")} is required` }];
};

const toProblem = ({ pointer, expected, received }: Issue): CallProblem => ({
  pointer,
  sentence: `${pointer || "the call"}: expected ${expected}, received ${received}`,
});

/** A track call with the name of a semantic event must be that event; any other name is a custom event. */
const wrongEvent = (call: Call): readonly CallProblem[] => {
  if (typeof call["event"] !== "string" || call["event"] === "")
    return [{ pointer: "/event", sentence: "event must be a non-empty string" }];
  const result = semantic.parse(call);
  return result.status === "valid" || result.status === "unrecognized" ? [] : result.issues.map(toProblem);
};

/**
 * Finds why the Pipelines API would refuse a call: none if it would accept it. The size isn't checked.
 *
 * @param value - One call, parsed from JSON.
 * @param endpoint - The type of the endpoint; undefined in a batch, where the call has its own type.
 */
export const findCallProblems = (value: unknown, endpoint?: CallType): readonly CallProblem[] => {
  if (!isCall(value)) return [{ pointer: "", sentence: "a call must be an object" }];
  const type = value["type"] ?? endpoint;
  if (!isCallType(type)) return [{ pointer: "/type", sentence: `type must be one of ${callTypes.join(", ")}` }];
  if (endpoint !== undefined && type !== endpoint)
    return [{ pointer: "/type", sentence: `type must be ${endpoint} at this endpoint` }];
  const basics = [...wrongTypes(value), ...missingId(value, type)];
  if (basics.length > 0 || type !== "track") return basics;
  return wrongEvent(value["type"] === undefined ? { ...value, type } : value);
};
