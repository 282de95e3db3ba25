import { expect, test } from "vitest";
import type { Skipped, Invalid } from "../../outcome.ts";
import { mapMessage, type Message } from "./message.ts";

const message: Message = {
  identity: { userId: "reader-4711" },
  messageId: "e-1",
  timestamp: "2026-03-09T07:41:12.000Z",
  context: {},
  properties: { email_id: "m-1" },
};
const note = { pointer: "/user", code: "identifier", expected: "an identifier", received: "a number" };

const mapRead = (read: Message | Skipped | Invalid) =>
  mapMessage<string, Message["properties"], string>(() => read)(
    (event: string, { messageId }) => `${event} ${messageId}`,
  )("event");

test("calls the function with the event and its message", () => {
  expect(mapRead(message)).toStrictEqual({ status: "mapped", event: "event e-1" });
});

test("returns the notes of the message", () => {
  expect(mapRead({ ...message, notes: [note] })).toStrictEqual({
    status: "mapped",
    event: "event e-1",
    notes: [note],
  });
  expect(mapRead({ ...message, notes: [] })).toStrictEqual({ status: "mapped", event: "event e-1" });
});

test.each<Skipped | Invalid>([
  { status: "skipped", reason: "no-identity" },
  { status: "skipped", reason: "no-identity", notes: [note] },
  { status: "invalid", issues: [note] },
])("returns the outcome of reading the message: %j", (outcome) => {
  expect(mapRead(outcome)).toBe(outcome);
});
