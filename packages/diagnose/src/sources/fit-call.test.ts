import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MappedCall } from "./create-source-mapper.ts";
import { fitCall } from "./fit-call.ts";

const callOf = (properties: object, context: object = {}): MappedCall => ({
  type: "track",
  event: "Email Opened",
  userId: "reader-4711",
  messageId: "e-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  context,
  properties: { email_id: "m-1", ...properties },
});

const long = "x".repeat(40_000);

/** The size of an event whose call may be too large. */
const sourceBytes = 100_000;

const pointersOf = (call: MappedCall): readonly string[] => fitCall(call, sourceBytes).map(({ pointer }) => pointer);

describe("a call that is too large for the API", () => {
  it("loses its largest property, with a note that doesn't repeat it", () => {
    const call = callOf({ link_url: long, campaign_id: "spring" });
    expect(fitCall(call, sourceBytes)).toEqual([
      {
        pointer: "/mapped/properties/link_url",
        code: "too_long",
        expected: "a value with which the call has at most 32,000 bytes",
        received: "40015 bytes",
      },
    ]);
    expect(call.properties).toEqual({ email_id: "m-1", campaign_id: "spring" });
  });

  it("loses a member of the sender's data alone, and leaves the event as it was", () => {
    const additional = { traits: long, coupon: "A1", "nora@example.com": { [long]: 1 } };
    const call = callOf({ additional });
    expect(pointersOf(call)).toEqual(["/mapped/properties/additional", "/mapped/properties/additional/traits"]);
    expect(call.properties).toEqual({ email_id: "m-1", additional: { coupon: "A1" } });
    expect(Object.keys(additional)).toHaveLength(3);
  });

  it("loses members of the context that repeat a property", () => {
    const call = callOf({ os_family: long }, { os: { name: long }, traits: { email: "nora@example.com" } });
    expect(pointersOf(call)).toEqual(["/mapped/properties/os_family", "/mapped/context/os/name"]);
    expect(call.context).toEqual({ os: {}, traits: { email: "nora@example.com" } });
  });

  it("counts bytes of JSON, not characters", () => {
    expect(pointersOf(callOf({ subject: "\u0001".repeat(6_000) }))).toEqual(["/mapped/properties/subject"]);
    expect(pointersOf(callOf({ subject: "\u65e5".repeat(9_000) }))).toEqual([]);
    expect(pointersOf(callOf({ subject: "\u65e5".repeat(11_000) }))).toEqual(["/mapped/properties/subject"]);
  });

  it("loses what JSON can't express", () => {
    // Without a long text: V8 14 writes a cycle thousands of times until it looks for one, which takes gigabytes.
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(pointersOf(callOf({ additional: { circular } }))).toEqual(["/mapped/properties/additional/circular"]);
  });

  it("has at most 20 notes", () => {
    const additional = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`key-${index}`, "x".repeat(500)]),
    );
    const call = callOf({ additional });
    expect(fitCall(call, sourceBytes)).toHaveLength(20);
    expect(JSON.stringify(call.properties).length).toBeLessThan(30_000);
  });
});

it("fits every call, and changes none that fits", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc
      .tuple(fc.constantFrom("a", "\u0000", "\u65e5", "\u{1f600}", '"'), fc.constantFrom(0, 10, 1_000, 5_000, 11_000))
      .map(([unit, n]) => unit.repeat(n)),
  );
  const members = fc.dictionary(fc.string({ maxLength: 12 }), fc.oneof(text, fc.array(text, { maxLength: 3 })), {
    maxKeys: 3,
  });
  fc.assert(
    fc.property(members, members, members, (properties, additional, os) => {
      const call = callOf({ ...properties, additional }, { os });
      const before = structuredClone(call);
      const notes = fitCall(call, sourceBytes);
      const bytesOf = (one: MappedCall): number => Buffer.byteLength(JSON.stringify([one.properties, one.context]));
      expect(bytesOf(call)).toBeLessThan(31_000);
      expect(notes.length === 0).toBe(bytesOf(before) === bytesOf(call));
      if (bytesOf(before) < 29_000) expect(notes).toEqual([]);
    }),
  );
});
