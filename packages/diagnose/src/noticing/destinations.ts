import { isCall } from "@email-events/validator/pipelines";
import { escapeName } from "../reading/escape-name.ts";
import { none, type Notice } from "./notice.ts";

/** `integrations` that keep an accepted event from a destination. */
export const switchedOff: Notice = ({ call: { integrations } }) => {
  if (!isCall(integrations)) return none;
  return Object.entries(integrations)
    .filter(([, setting]) => setting === false)
    .slice(0, 10)
    .map(([name]) => ({
      code: "switched-off",
      sentence:
        name.toLowerCase() === "all"
          ? "integrations switch off all destinations that they don't name: the event is accepted and goes no further."
          : "integrations switch a destination off: the event is accepted and doesn't get there.",
      pointer: `/integrations/${escapeName(name)}`,
      next: "Leave integrations out, or set the destination to true.",
      source: "Customer.io, Pipelines API: common fields, integrations",
    }));
};

const hasMembers = (value: unknown): boolean => isCall(value) && Object.keys(value).length > 0;

/** What one batch may share: its page says that `context` and `integrations` apply to all calls. */
export const sharedByBatch: Notice = ({ companions: { envelope } }) =>
  ["context", "integrations"]
    .filter((name) => hasMembers(envelope[name]))
    .map((name) => ({
      code: "shared-by-batch",
      sentence: `The batch has ${name} beside its calls: they apply to all calls, whoever each is about.`,
      pointer: "",
      next: `Put ${name} on each call.`,
      source: "Customer.io, Pipelines API: the batch page, against its own sample and the official clients",
    }));

/** The spelling of the specification page isn't the wire form. */
export const specificationSpelling: Notice = ({ call }) =>
  call["type"] === undefined && call["action"] === "track"
    ? [
        {
          code: "specification-spelling",
          sentence: "It has the specification page's spelling (action, user_id), which isn't the API's spelling.",
          pointer: "/action",
          next: "Convert it: normalize of @email-events/core, or email-events relay --vocabulary semantic.",
          source: "Customer.io: the specification page against the Pipelines API page",
        },
      ]
    : none;
