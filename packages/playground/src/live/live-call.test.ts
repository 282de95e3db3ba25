import { expect, it } from "vitest";
import { addressMask } from "../masking/mask.ts";
import { callsOf, maxNameChars } from "./live-call.ts";

const rowOf = (call: object) => callsOf({ number: 1, calls: [{ outcome: "accepted", errors: [], call }] }, 1)[0];

it("leaves no part of an address where a long name, person or id is cut", () => {
  for (let before = maxNameChars - 30; before < maxNameChars; before += 1) {
    const long = `${"x".repeat(before)} nora.lovelace@example.com and more`;
    const row = rowOf({ event: long, userId: long, messageId: long });
    for (const text of [row?.name ?? "", row?.person ?? "", row?.messageId ?? ""]) {
      expect(text.length).toBeLessThanOrEqual(maxNameChars + 10);
      // Otherwise it would be taken for a whole messageId, and for the same as others.
      expect(text.length).toBeGreaterThanOrEqual(maxNameChars);
      expect(addressMask.showShort(text)).not.toMatch(/nora|lovel|example/);
    }
  }
});

it("keeps short ones as they are", () => {
  expect(rowOf({ event: "Email Opened", userId: "nora@example.com", messageId: "m" })).toMatchObject({
    name: "Email Opened",
    person: "nora@example.com",
  });
});
