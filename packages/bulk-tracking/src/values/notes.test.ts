import type { BulkTrackingEvent, Issue } from "@email-events/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBulkTrackingMapper } from "../create-mapper.ts";
import { mapBulkTrackingEvent } from "../map-event.ts";

const eventOf = (edits: object): BulkTrackingEvent => ({
  type: "unsubscribe",
  event_id: "e-1",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
  ...edits,
});

const map = (edits: object, mapEvent = mapBulkTrackingEvent) => {
  const outcome = mapEvent(eventOf(edits));
  if (outcome.status !== "mapped") throw new Error(`the event is ${outcome.status}`);
  return outcome;
};

const read = (json: string): unknown => JSON.parse(json);

const inexact = (pointer: string, received: string): Issue => ({
  pointer,
  code: "inexact_number",
  expected: "a whole number below 2^53 in size, or a string",
  received,
  hint: "send it as a string",
});

const nobody = (pointer: string, received: string): Issue => ({
  pointer,
  code: "identifier",
  expected: "an identifier of a person",
  received,
  hint: "a blank, a redaction, 0, -1 or the text null identifies nobody",
});

describe("a number that JavaScript can't represent exactly", () => {
  it.each([
    ["9007199254740993", "a number beyond 2^53"],
    ["9007199254740992", "a number beyond 2^53"],
    ["-9007199254740993", "a number beyond 2^53"],
    ["1e21", "a number beyond 2^53"],
    ["123456789012345678901234567890", "a number beyond 2^53"],
    ["1e999", "a number that isn't finite"],
    ["-0", "minus zero"],
    ["4711.5", "a fraction"],
    ["1e-7", "a fraction"],
  ])("isn't a user: with %s the recipient is the user, with a note", (number, received) => {
    const { event, notes } = map({ additional: read(`{"user_id":${number}}`) });
    expect(event.userId).toBe("nora@example.com");
    expect(notes).toStrictEqual([inexact("/additional/user_id", received)]);
    expect(JSON.stringify(event)).not.toContain("9007199254740992");
  });

  it.each([
    ["1", "1"],
    ["-7", "-7"],
    ["4711", "4711"],
    ["4711.0", "4711"],
    ["9007199254740991", "9007199254740991"],
    ["-9007199254740991", "-9007199254740991"],
  ])("isn't %s, whose digits are used", (number, userId) => {
    const { event, notes } = map({ additional: read(`{"user_id":${number}}`) });
    expect(event.userId).toBe(userId);
    expect(notes).toBeUndefined();
  });

  it("leads to the next key", () => {
    const { event, notes } = map({ additional: read('{"user_id":9007199254740993,"userId":"reader-4711"}') });
    expect(event.userId).toBe("reader-4711");
    expect(notes).toStrictEqual([inexact("/additional/user_id", "a number beyond 2^53")]);
  });

  it.each(["email_id", "email_subject", "campaign_id", "campaign_name", "list_id", "list_name"])(
    "isn't a %s either, and isn't in the remaining data",
    (name) => {
      const { event, notes } = map({ additional: read(`{"${name}":9007199254740993,"coupon":7}`) });
      expect(event.properties).toStrictEqual({
        email_id: "e-1",
        recipient: "nora@example.com",
        additional: { coupon: 7 },
      });
      expect(notes).toStrictEqual([inexact(`/additional/${name}`, "a number beyond 2^53")]);
    },
  );

  it("is removed from the remaining data at any depth, while fractions stay", () => {
    const json = '{"order":{"id":1e21,"price":9.99},"ids":[1,9007199254740993,"x"],"a/b~c":1e400,"list_id":2.5}';
    const { event, notes } = map({ additional: read(json) });
    expect(event.properties.additional).toStrictEqual({ order: { price: 9.99 }, ids: [1, null, "x"], list_id: 2.5 });
    expect(notes).toStrictEqual([
      inexact("/additional/list_id", "a fraction"),
      inexact("/additional/order/id", "a number beyond 2^53"),
      inexact("/additional/ids/1", "a number beyond 2^53"),
      inexact("/additional/a~1b~0c", "a number that isn't finite"),
    ]);
  });

  it("is used if the parser returns a string or a bigint", () => {
    expect(map({ additional: { user_id: "9007199254740993" } }).event.userId).toBe("9007199254740993");
    const { event, notes } = map({ additional: { user_id: 9007199254740993n, order: { id: 10n ** 20n } } });
    expect(event.userId).toBe("9007199254740993");
    expect(event.properties.additional).toStrictEqual({ order: { id: "100000000000000000000" } });
    expect(notes).toBeUndefined();
  });

  it("never becomes an identifier, whatever the number", () => {
    const digits = fc.oneof(
      fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
      fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
      fc.maxSafeInteger().map(BigInt),
    );
    fc.assert(
      fc.property(digits, (id) => {
        const { event } = map({ additional: read(`{"user_id":${id},"campaign_id":${id},"other":${id}}`) });
        const isExact = BigInt(Number(id)) === id && Number.isSafeInteger(Number(id));
        const isNobody = id === 0n || id === -1n;
        expect(event.userId).toBe(isExact && !isNobody ? String(id) : "nora@example.com");
        expect(event.properties.campaign_id).toBe(isExact ? String(id) : undefined);
        expect(event.properties.additional?.["other"]).toBe(isExact ? Number(id) : undefined);
      }),
    );
  });
});

describe("a value that identifies nobody", () => {
  const identifiers = ["<>", " ", "[email protected]", "null", "@", "[object Object]", "\u200b", "reader\ud83d"];

  it.each([...identifiers, "0", "-1", 0, -1, 0n])("isn't a user: with %s the recipient is the user", (user_id) => {
    const { event, notes } = map({ additional: { user_id } });
    expect(event.userId).toBe("nora@example.com");
    expect(notes).toMatchObject([{ pointer: "/additional/user_id", code: "identifier" }]);
  });

  it.each([
    "a@example.com, b@example.com",
    "A <a@example.com>, B <b@example.com>",
    "<a@example.com> <b@example.com>",
    "undefined <null>",
  ])("isn't a recipient: %j, since it isn't known who it was", (recipient) => {
    const note = { pointer: "/recipient", code: "recipient", expected: "one address" };
    const received = `a string of ${recipient.length} characters`;
    expect(mapBulkTrackingEvent(eventOf({ recipient }))).toMatchObject({
      status: "skipped",
      reason: "no-identity",
      notes: [{ ...note, received }],
    });
    const { event, notes } = map({ recipient, additional: { user_id: "reader-4711" } });
    expect(event.userId).toBe("reader-4711");
    expect(JSON.stringify(event)).not.toContain("@");
    expect(notes).toMatchObject([note]);
  });

  it("is described without its text, a number as one", () => {
    const received = (user_id: unknown) => map({ additional: { user_id } }).notes?.map((note) => note.received);
    expect([0, -1, "0", "null"].map(received)).toEqual([
      ["a number"],
      ["a number"],
      ["a string of 1 characters"],
      ["a string of 4 characters"],
    ]);
  });

  it.each(identifiers)("isn't a recipient, trait or property: %j", (recipient) => {
    const { event, notes } = map({ recipient, additional: { user_id: "reader-4711" } });
    expect(event).toMatchObject({ userId: "reader-4711", context: {}, properties: { email_id: "e-1" } });
    expect(event.context).not.toHaveProperty("traits");
    expect(event.properties).not.toHaveProperty("recipient");
    expect(notes).toMatchObject([{ pointer: "/recipient", code: "identifier" }]);
  });

  it.each(identifiers)("leads to a skip if there is nothing else: %j", (nothing) => {
    const event: BulkTrackingEvent = {
      type: "open",
      event_id: "e-1",
      timestamp: "1773042072000",
      recipient: nothing,
      additional: { user_id: nothing, userId: nothing },
    };
    expect(mapBulkTrackingEvent(event)).toMatchObject({ status: "skipped", reason: "no-identity" });
  });

  it.each<[unknown, string]>([
    [true, "true"],
    [{}, "an object"],
    [["u"], "an array of 1"],
  ])("can be a value of another type: %j", (user_id, received) => {
    expect(map({ additional: { user_id } }).notes).toStrictEqual([nobody("/additional/user_id", received)]);
  });

  it.each([null, "", undefined])("has no note if it is %j", (user_id) => {
    expect(map({ additional: { user_id } })).not.toHaveProperty("notes");
    expect(map({ recipient: user_id, additional: { user_id: "u" } })).not.toHaveProperty("notes");
  });

  it("has a note without an address", () => {
    const { notes } = map({ recipient: "<@>", additional: { user_id: "[nora@example.com]", userId: "u" } });
    expect(notes).toHaveLength(2);
    expect(JSON.stringify(notes)).not.toContain("nora");
  });

  it.each(["[Nora Jansen]", "Nora Jansen\ud83d", "(null)"])("has a note without its value: %j", (nothing) => {
    const { notes } = map({ recipient: nothing, additional: { user_id: nothing, userId: "u" } });
    expect(notes).toHaveLength(2);
    expect(notes?.filter(({ received }) => /Nora|null/.test(received))).toEqual([]);
  });

  it("has a note with its pointer, also in a skipped event", () => {
    const outcome = mapBulkTrackingEvent({
      type: "unsubscribe",
      event_id: "e-1",
      timestamp: "1773042072000",
      recipient: "<>",
      additional: { user_id: 9007199254740992 },
    });
    expect(outcome).toStrictEqual({
      status: "skipped",
      reason: "no-identity",
      notes: [nobody("/recipient", "a string of 2 characters"), inexact("/additional/user_id", "a number beyond 2^53")],
    });
  });
});

it("has a note with the pointer of the parent if the key is an address or very long", () => {
  const additional = { "nora@example.com": 1e21, orders: { "nora@example.com": { id: 1e21 } }, ["k".repeat(65)]: 1e21 };
  expect(map({ additional }).notes).toStrictEqual([
    inexact("/additional", "a number beyond 2^53"),
    inexact("/additional/orders/id", "a number beyond 2^53"),
  ]);
});

it("has no note for keys that a custom function replaces", () => {
  const mapEvent = createBulkTrackingMapper({ identity: () => ({ userId: "u" }) });
  const { event, notes } = map({ additional: read('{"user_id":4711.5}') }, mapEvent);
  expect(event.userId).toBe("u");
  expect(event.properties.additional).toStrictEqual({ user_id: 4711.5 });
  expect(notes).toBeUndefined();
});
