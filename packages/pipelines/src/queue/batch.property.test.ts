import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Batch, createBatch, envelopeBytes } from "./batch.ts";
import type { Entry } from "../outcome.ts";

const entry: Entry = { call: {}, type: "track", kind: {}, signal: undefined, isSettled: false, resolve: () => {} };
const settings = { mode: "batch", maxEventBytes: 32_000 } as const;
const sentAt = "2026-01-01T00:00:00.000Z";
const text = (batch: Batch): string => Buffer.from(batch.seal(sentAt)).toString("utf8");
const body = (calls: readonly string[]): string => `{"batch":[${calls.join(",")}],"sentAt":"${sentAt}"}`;

// What is written is JSON of JSON, as calls are: strings without lone surrogates, keys in an object's own order.
const call = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" })).map((fields) => {
  const value: unknown = JSON.parse(JSON.stringify(fields));
  return JSON.stringify(value);
});

it("holds the very text of its calls, also when taken apart", () => {
  fc.assert(
    fc.property(fc.array(fc.array(call, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (groups) => {
      const batch = createBatch(new Uint8Array(500_000), "/v1/batch", 0, settings);
      for (const calls of groups) {
        const bytes = batch.append(
          `[${calls.join(",")}]`,
          calls.map(() => entry),
        );
        expect(bytes).toBe(Buffer.byteLength(calls.join("")));
      }
      const all = groups.flat();
      fc.pre(all.length > 1);
      expect(text(batch)).toBe(body(all));
      const off = batch.splitOff((_, index) => index % 2 === 1);
      expect(text(off)).toBe(body(all.filter((_, index) => index % 2 === 1)));
      expect(text(batch)).toBe(body(all.filter((_, index) => index % 2 === 0)));
      expect(off.callBytes + batch.callBytes).toBe(Buffer.byteLength(all.join("")));
    }),
  );
});

it("forgets an append that there is no room for", () => {
  const first = JSON.stringify([{ a: "b".repeat(10) }]);
  const batch = createBatch(new Uint8Array(first.length - 2 + envelopeBytes.batch), "/v1/batch", 0, settings);
  expect(batch.append(JSON.stringify([{ a: "b".repeat(11) }]), [entry])).toBe(0);
  expect(batch.append(first, [entry])).toBe(first.length - 2);
  expect(batch.append("[{}]", [entry])).toBe(0);
  expect(text(batch)).toBe(body([first.slice(1, -1)]));
});
