import { describe, expect, it } from "vitest";
import type { SetAsideOutcome } from "./set-aside.ts";
import { toReason } from "./to-reason.ts";

const issue = { pointer: "/a", code: "type", expected: "string", received: "number" };

describe("the reason for which an event is set aside", () => {
  it.each<[SetAsideOutcome, string]>([
    [{ status: "rejected", httpStatus: 400, reason: "HTTP 400" }, "HTTP 400"],
    [{ status: "undelivered", reason: "HTTP 503" }, "HTTP 503"],
    [{ status: "unrecognized", name: "teleported", issues: [issue] }, '"teleported" has no mapping'],
    [{ status: "unrecognized", name: "" }, "no name"],
    [{ status: "invalid", issues: [issue, { ...issue, pointer: "/b" }] }, "/a: expected string, received number"],
    [{ status: "invalid", issues: [{ ...issue, pointer: "" }] }, "expected string, received number"],
    [{ status: "invalid", issues: [] }, "invalid"],
  ])("%j", (outcome, reason) => {
    expect(toReason(outcome)).toBe(reason);
  });

  it("is a line of at most 200 characters, without addresses", () => {
    const reason = toReason({ status: "rejected", httpStatus: 400, reason: `ada@example.com\n${"x".repeat(500)}` });
    expect(reason).toMatch(/^\[address\]\\u\{a\}x/);
    expect(reason).toHaveLength(200);
  });
});
