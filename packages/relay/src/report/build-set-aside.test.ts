import { expect, it } from "vitest";
import type { Item } from "../reading/item.ts";
import { buildSetAside } from "./build-set-aside.ts";
import type { SetAsideOutcome } from "./set-aside.ts";

const issue = { pointer: "/a", code: "type", expected: "string", received: "number" };
const whole: Item = { kind: "whole", line: 7, bytes: Buffer.from(' {"é":1}\n') };
const tooLarge: Item = { kind: "too-large", line: 7, sizeBytes: 1_000_001, head: Buffer.from("[1, ") };

it.each<[SetAsideOutcome, object]>([
  [{ status: "invalid", issues: [issue] }, { issues: [issue] }],
  [
    { status: "rejected", httpStatus: 400, reason: "HTTP 400" },
    {
      issues: [
        {
          pointer: "",
          code: "rejected",
          expected: "an event that the destination accepts",
          received: "HTTP 400",
        },
      ],
    },
  ],
  [
    { status: "undelivered", reason: "HTTP 503" },
    {
      issues: [{ pointer: "", code: "undelivered", expected: "a destination that answers", received: "HTTP 503" }],
    },
  ],
  [
    { status: "unrecognized", name: "by ada@example.com" },
    { name: "by [address]", issues: [] },
  ],
  [
    { status: "unrecognized", name: "", issues: [issue] },
    { name: "", issues: [issue] },
  ],
])("an event is set aside with its source and what is wrong with it: %j", (outcome, said) => {
  expect(buildSetAside(whole, outcome)).toEqual({ line: 7, status: outcome.status, source: '{"é":1}', ...said });
});

it("an event that is too large is set aside with its beginning", () => {
  expect(buildSetAside(tooLarge, { status: "invalid", issues: [issue] })).toEqual({
    line: 7,
    status: "invalid",
    issues: [issue],
    source: "[1, ",
    truncated: true,
  });
});
