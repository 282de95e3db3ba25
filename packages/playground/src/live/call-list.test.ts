import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCalls, emptyList, filterCalls } from "./call-list.ts";
import { callsOf, type LiveCall } from "./live-call.ts";

const request = (number: number, ...calls: readonly object[]): unknown => ({
  number,
  time: "2026-03-09T07:41:12.000Z",
  endpoint: "/v1/batch",
  isStrict: false,
  isKeyAccepted: true,
  status: 200,
  calls,
});

const opened = { type: "track", event: "Email Opened", userId: "ada", messageId: "m-1" };
const accepted = { outcome: "accepted", errors: [], call: opened };
const dropped = { outcome: "dropped", errors: ["/properties/email_id: expected a value"], call: opened };

const calls = (...requests: readonly unknown[]): readonly LiveCall[] => requests.flatMap((one) => callsOf(one, 1));

describe("the calls of a request", () => {
  it("have what is searched for, and the verdict", () => {
    expect(calls(request(3, accepted, dropped))).toMatchObject([
      { key: "1-3-0", outcome: "accepted", name: "Email Opened", person: "ada", messageId: "m-1", errors: [] },
      { key: "1-3-1", outcome: "dropped", errors: ["/properties/email_id: expected a value"] },
    ]);
  });

  it("are at least one, so that no request is hidden", () => {
    expect(calls(request(1))).toMatchObject([{ outcome: "empty" }]);
  });

  it("can be read from any value", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => callsOf(value, 1).length > 0));
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        (values) => callsOf({ calls: values }, 1).length === values.length,
      ),
    );
  });
});

describe("the list of calls", () => {
  it("is newest first", () => {
    const list = addCalls(
      addCalls(emptyList, calls(request(1, accepted))),
      calls(request(2, dropped), request(3, accepted)),
    );
    expect(list.calls.map((call) => call.request)).toEqual([3, 2, 1]);
    expect(list.counts).toMatchObject({ accepted: 2, dropped: 1 });
  });

  it("leaves out accepted calls before others, and counts every call", () => {
    const verdicts = fc.array(fc.constantFrom("accepted", "dropped", "rejected", "failed"), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(verdicts), fc.integer({ min: 1, max: 20 }), (parts, maxCalls) => {
        const added = parts.map((part, index) =>
          part.length === 0 ? [] : calls(request(index + 1, ...part.map((outcome) => ({ ...dropped, outcome })))),
        );
        const limits = { maxCalls, maxChars: Infinity };
        const list = added.reduce((before, some) => addCalls(before, some, limits), emptyList);
        const all = parts.flat();
        const counted = Object.values(list.counts).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(all.length);
        expect(list.calls.length + list.leftOut).toBe(all.length);
        const isOther = (outcome: string): boolean => outcome !== "accepted";
        const others = all.filter(isOther).length;
        expect(list.calls.filter(({ outcome }) => isOther(outcome))).toHaveLength(Math.min(others, maxCalls));
      }),
    );
  });

  it("is bounded by the size of its calls", () => {
    const list = addCalls(emptyList, calls(request(1, accepted, accepted, dropped)), { maxCalls: 10, maxChars: 100 });
    expect(list).toMatchObject({ calls: [{ outcome: "dropped" }], leftOut: 2 });
  });

  it("is filtered by outcome and by words of name, person, messageId and reason", () => {
    const all = calls(request(1, accepted, dropped));
    expect(filterCalls(all, { outcome: "dropped", words: "" })).toHaveLength(1);
    expect(filterCalls(all, { outcome: "all", words: "ADA" })).toHaveLength(2);
    expect(filterCalls(all, { outcome: "all", words: "expected a" })).toHaveLength(1);
    expect(filterCalls(all, { outcome: "accepted", words: "expected a" })).toEqual([]);
  });
});
