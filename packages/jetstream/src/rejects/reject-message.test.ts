import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headers as createHeaders } from "@nats-io/transport-node";
import { decodeBatch, encodeBatch } from "../wire/batch.ts";
import { toNames } from "../wire/names.ts";
import { decodeFacts, encodeReject } from "./reject-message.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom("\r\n", "ä".repeat(5000), "\u{1f600}"),
);
const issue = fc.record({ pointer: text, code: fc.constant("type" as const), expected: text, received: text });
const reject = fc.record({
  id: text,
  index: fc.nat(9),
  status: fc.constantFrom("invalid", "rejected"),
  reason: text,
  issues: fc.array(issue, { maxLength: 50 }),
  payload: fc.nat({ max: 20_000 }).map((length) => Uint8Array.from({ length }, (_, index) => index)),
  wholeBytes: fc.oneof(fc.constant(undefined), fc.nat()),
});
const origin = { partition: 3, receivedAt: 1_800_000_000_000 };

describe("a reject", () => {
  it("fits into a message with its facts, whatever they are, and comes back as far as there is room", () => {
    const limits = fc.oneof(fc.integer({ min: 1536, max: 10_000 }), fc.integer({ min: 1536, max: 100_000 }));
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(reject, limits, (sent, maxPayload) => {
        const { body, headers, id } = encodeReject(sent, origin, maxPayload);
        const entries = [...headers];
        const headerBytes = entries.reduce((sum, [name, [value = ""]]) => sum + name.length + value.length + 4, 12);
        expect(headerBytes + "Nats-Msg-Id: ".length + id.length + 2 + body.length).toBeLessThanOrEqual(maxPayload);
        for (const [, [value = ""]] of entries) expect(value).toMatch(/^[\x20-\x7e]*$/);
        expect(id).toMatch(/^[\x21-\x7e]{1,200}$/);
        expect(Buffer.compare(body, sent.payload.subarray(0, body.length))).toBe(0);
        const facts = decodeFacts(headers, 0);
        const isCut = body.length < sent.payload.length;
        // With the room that is left for the headers of a client or a server.
        const isFull = facts.reason === sent.reason && facts.issues.length === sent.issues.length;
        if (isCut && isFull && body.length > 0)
          expect((headers.get("reject") ?? "").length + 512 + body.length).toBe(maxPayload);
        seen.add(isCut);
        expect(facts.wholeBytes).toBe(sent.wholeBytes ?? (isCut ? sent.payload.length : undefined));
        expect(facts).toMatchObject({ status: sent.status, ...origin });
        expect(sent.reason.startsWith(facts.reason)).toBe(true);
        expect(sent.id.startsWith(facts.id)).toBe(true);
        expect(facts.issues).toEqual(sent.issues.slice(0, facts.issues.length));
      }),
      { numRuns: Number(process.env["JETSTREAM_RUNS"] ?? 100) },
    );
    expect(seen.size).toBe(2);
  });

  it("comes back whole where there is room, apart from the end of a long reason", () => {
    const issues = [
      { pointer: "/a", code: "type", expected: "string", received: "number" },
      { pointer: "/b", code: "enum", expected: "a", received: "é", hint: 'did you mean "a"?' },
    ] as const;
    for (const [reason, kept] of [
      ["HTTP 400", "HTTP 400"],
      ["x".repeat(2001), "x".repeat(2000)],
    ] as const) {
      const facts = { id: "a", status: "rejected", reason, issues };
      const payload = Buffer.from('{"a":1}');
      const { body, headers } = encodeReject({ ...facts, index: 0, payload }, origin, 1_000_000);
      expect(decodeFacts(headers, 0)).toEqual({ ...facts, reason: kept, ...origin });
      expect(body).toEqual(payload);
    }
  });

  it("says that its payload is cut exactly where it is, however much its facts are shortened", () => {
    const payload = new Uint8Array(5495);
    for (let length = 1700; length <= 2000; length += 1) {
      const sent = { id: "a", index: 0, status: "rejected", reason: "x".repeat(length), issues: [], payload };
      const { body, headers } = encodeReject(sent, origin, 8000);
      expect(decodeFacts(headers, 0).wholeBytes).toBe(body.length < payload.length ? payload.length : undefined);
    }
  });

  it("of others says what it is instead of its facts", () => {
    const unknown = { status: "invalid", reason: "the message isn't one of this queue", issues: [], id: "" };
    const written = createHeaders();
    written.set("reject", '{"status":1,"reason":null,"issues":"no","id":[],"receivedAt":"7","wholeBytes":{}}');
    for (const all of [undefined, createHeaders(), written]) {
      expect(decodeFacts(all, 7)).toEqual({ ...unknown, partition: 0, receivedAt: 7 });
    }
  });

  it("of others can be published again, whatever numbers it has", () => {
    const number = fc.oneof(fc.double().map(String), fc.constantFrom("1e999", "-1", "12.5", "1e15", "null", '"7"'));
    fc.assert(
      fc.property(number, number, number, (receivedAt, partition, wholeBytes) => {
        const written = createHeaders();
        written.set("reject", `{"receivedAt":${receivedAt},"partition":${partition},"wholeBytes":${wholeBytes}}`);
        const facts = decodeFacts(written, 1_800_000_000_000);
        expect(facts.wholeBytes ?? 0).toBeGreaterThanOrEqual(0);
        const batch = { source: "s", partition: facts.partition, receivedAt: facts.receivedAt, attempt: 1, lines: [] };
        const subject = toNames().batchSubject(batch.source, batch.partition);
        const { body, headers: sent } = encodeBatch(batch);
        expect(decodeBatch({ subject, headers: sent, data: body }).problem).toBeUndefined();
      }),
    );
  });

  it("that is set aside after a retry has another id", () => {
    const first = { id: "a", index: 0, status: "invalid", reason: "", issues: [], payload: new Uint8Array() };
    const ids = [undefined, 1, 2].map((retryOf) => encodeReject(first, { ...origin, retryOf }, 1_000_000).id);
    expect(ids).toEqual(["a", "a.after-1", "a.after-2"]);
  });
});
