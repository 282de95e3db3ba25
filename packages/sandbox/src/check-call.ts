import type { Issue } from "@email-events/core";
import { semantic } from "@email-events/validator";
import { isCall, type Call } from "./call.ts";
import { callTypes, isCallType, type CallType } from "./call-types.ts";

const idNames = ["userId", "anonymousId", "groupId"] as const;
const stringNames = [...idNames, "previousId", "messageId", "timestamp", "sentAt"] as const;
const objectNames = ["context", "properties", "traits", "integrations"] as const;

const wrongTypes = (call: Call): readonly string[] => [
  ...stringNames.flatMap((name) =>
    call[name] === undefined || typeof call[name] === "string" ? [] : [`${name} must be a string`],
  ),
  ...objectNames.flatMap((name) =>
    call[name] === undefined || isCall(call[name]) ? [] : [`${name} must be an object`],
  ),
];

const missingId = (call: Call, type: CallType): readonly string[] => {
  const names = type === "alias" ? [...idNames, "previousId"] : idNames;
  return names.some((name) => call[name] !== undefined && call[name] !== "")
    ? []
    : [`one of ${names.join(", ")} is required`];
};

const toSentence = (issue: Issue): string =>
  `${issue.pointer || "the call"}: expected ${issue.expected}, received ${issue.received}`;

/** A track call with the name of a semantic event must be that event; any other name is a custom event. */
const wrongEvent = (call: Call): readonly string[] => {
  if (typeof call["event"] !== "string" || call["event"] === "") return ["event must be a non-empty string"];
  const result = semantic.parse(call);
  return result.status === "valid" || result.status === "unrecognized" ? [] : result.issues.map(toSentence);
};

/**
 * Returns why the Pipelines API would refuse a call; undefined if it would accept it.
 *
 * @param value - One call, parsed from JSON.
 * @param endpoint - The type of the endpoint; undefined in a batch, where the call has its own type.
 */
export const checkCall = (value: unknown, endpoint?: CallType): readonly string[] => {
  if (!isCall(value)) return ["a call must be an object"];
  const type = value["type"] ?? endpoint;
  if (!isCallType(type)) return [`type must be one of ${callTypes.join(", ")}`];
  if (endpoint !== undefined && type !== endpoint) return [`type must be ${endpoint} at this endpoint`];
  const basics = [...wrongTypes(value), ...missingId(value, type)];
  if (basics.length > 0 || type !== "track") return basics;
  return wrongEvent(value["type"] === undefined ? { ...value, type } : value);
};
