import { expect, test } from "vitest";
import { fillRecipient } from "./fill-recipient.ts";

test("adds the address to the context and the properties", () => {
  const call = { context: { ip: "2001:db8::1" }, properties: { email_id: "m-1" } };
  fillRecipient(call, "nora@example.com");
  expect(call).toStrictEqual({
    context: { ip: "2001:db8::1", traits: { email: "nora@example.com" } },
    properties: { email_id: "m-1", recipient: "nora@example.com" },
  });
});

test("keeps existing traits", () => {
  const call = { context: { traits: { plan: "gold" } }, properties: { email_id: "m-1" } };
  fillRecipient(call, "nora@example.com");
  expect(call.context).toStrictEqual({ traits: { plan: "gold", email: "nora@example.com" } });
});

test("writes nothing without an address", () => {
  const call = { context: {}, properties: { email_id: "m-1" } };
  fillRecipient(call, undefined);
  expect(call).toStrictEqual({ context: {}, properties: { email_id: "m-1" } });
});
