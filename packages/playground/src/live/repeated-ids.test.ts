import { describe, expect, it } from "vitest";
import { callsOf, type LiveCall } from "./live-call.ts";
import { createRepeatedIds } from "./repeated-ids.ts";

const callOf = (number: number, call: object, outcome = "accepted"): LiveCall => {
  const [only] = callsOf({ number, calls: [{ outcome, errors: [], call }] }, 1);
  if (only === undefined) throw new Error("There is no call.");
  return only;
};

const opened = { type: "track", event: "Email Opened", userId: "ada", messageId: "m-1" };

describe("a messageId that repeats across calls", () => {
  it("is noted with the request that had it first, and the next step", () => {
    const ids = createRepeatedIds();
    expect(ids.note(callOf(1, opened)).note).toBeUndefined();
    expect(ids.note(callOf(2, { ...opened, messageId: "m-2" })).note).toBeUndefined();
    expect(ids.note(callOf(3, { ...opened, userId: "bob" })).note).toMatch(
      /^Accepted, but: request 1 had another call with the same messageId\..* may not count\. Next step: /,
    );
    expect(ids.note(callOf(4, { ...opened, event: "Email Bounced" })).note).toContain("request 1 ");
  });

  it("is told as a retry where the call is the same, however late it was sent", () => {
    const ids = createRepeatedIds();
    ids.note(callOf(1, { ...opened, sentAt: "2026-03-09T07:41:12.000Z" }));
    expect(ids.note(callOf(2, { ...opened, sentAt: "2026-03-09T07:41:13.000Z" })).note).toBe(
      "Accepted as a retry: request 1 had the same call. It counts once.",
    );
  });

  it("isn't noted after a call that wasn't accepted, nor on one", () => {
    const ids = createRepeatedIds();
    for (const outcome of ["dropped", "rejected", "failed"])
      expect(ids.note(callOf(1, opened, outcome)).note).toBeUndefined();
    expect(ids.note(callOf(2, { ...opened, userId: "bob" })).note).toBeUndefined();
    expect(ids.note(callOf(3, opened, "dropped")).note).toBeUndefined();
  });

  it("isn't noted where there is no id, nor where ids are too long to be compared", () => {
    const ids = createRepeatedIds();
    for (const messageId of [undefined, "", 7, "x".repeat(300)]) {
      const before = ids.note(callOf(1, { ...opened, messageId }));
      const after = ids.note(callOf(2, { ...opened, messageId, userId: "bob" }));
      expect([before.note, after.note !== undefined]).toEqual([undefined, messageId === 7]);
    }
  });

  it("keeps a bounded number of ids, and none after a clear", () => {
    const ids = createRepeatedIds(2);
    for (const messageId of ["a", "b", "c"]) ids.note(callOf(1, { ...opened, messageId }));
    expect(ids.note(callOf(2, { ...opened, messageId: "c" })).note).toBeDefined();
    expect(ids.note(callOf(2, { ...opened, messageId: "a" })).note).toBeUndefined();
    ids.clear();
    expect(ids.note(callOf(3, { ...opened, messageId: "c" })).note).toBeUndefined();
  });
});
