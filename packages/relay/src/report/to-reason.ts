import { toLine } from "@email-events/core/mapping";
import type { SetAsideOutcome } from "./set-aside.ts";

const maxReasonChars = 200;

const reasonOf = (outcome: SetAsideOutcome): string => {
  if (outcome.status === "rejected" || outcome.status === "undelivered") return outcome.reason;
  if (outcome.status === "unrecognized") return outcome.name === "" ? "no name" : `"${outcome.name}" has no mapping`;
  const [issue] = outcome.issues;
  if (issue === undefined) return "invalid";
  return `${issue.pointer === "" ? "" : `${issue.pointer}: `}expected ${issue.expected}, received ${issue.received}`;
};

/** Returns why an event is set aside, in a line of at most 200 characters, without addresses. */
export const toReason = (outcome: SetAsideOutcome): string => toLine(reasonOf(outcome), maxReasonChars);
