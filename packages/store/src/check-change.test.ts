import { expect, it, onTestFinished } from "vitest";
import type { Change } from "./event-store.ts";
import { openStore } from "./open-store.ts";
import { eventOf } from "./testing/events.ts";
import { useFolders } from "./testing/folder.ts";

const newPath = useFolders();
const event = eventOf("a");
const chunk = { source: "webhook", payloads: [event.payload], receivedAt: 1 };
const reason = { status: "invalid", reason: "r", issues: [] };

const open = () => {
  const store = openStore(newPath());
  onTestFinished(() => store.close());
  return store;
};

it.each<readonly [string, object]>([
  [
    "A change has only append, appendChunks, settle, setAside, offsets, remember, rememberUnseen, and no appends.",
    { appends: [event] },
  ],
  ["append must be an array.", { append: event }],
  ["append[1] must be { source, payload, receivedAt }: ", { append: [event, { ...event, payload: "{}" }] }],
  ["append[0] must be ", { append: [{ ...event, payload: new ArrayBuffer(2) }] }],
  ["append[0] must be ", { append: [{ ...event, source: 1 }] }],
  ["append[0] must be ", { append: [{ ...event, id: 1 }] }],
  ["append[0] must be ", { append: [{ ...event, receivedAt: new Date() }] }],
  ["append[0] must be ", { append: [{ ...event, receivedAt: Number.NaN }] }],
  ["append[0] must be ", { append: [null] }],
  ["appendChunks[0] must be { source, payloads, receivedAt }: ", { appendChunks: [{ ...chunk, payloads: ["{}"] }] }],
  ["appendChunks[0] must be ", { appendChunks: [{ ...chunk, payloads: event.payload }] }],
  ["settle[0] must be the number of an event.", { settle: ["1"] }],
  ["setAside[0] must be { status, reason, issues } with ", { setAside: [{ ...reason, number: "1" }] }],
  ["setAside[0] must be ", { setAside: [{ ...reason, reason: undefined, number: 1 }] }],
  ["setAside[0] must be ", { setAside: [{ ...reason, event: { ...event, payload: "{}" } }] }],
  ["offsets must be an object of strings, by source.", { offsets: { airship: 42 } }],
  ["offsets must be ", { offsets: new Map([["airship", "42"]]) }],
  ["remember[0] must be a string.", { remember: [1] }],
  ["rememberUnseen[0] must be a string.", { rememberUnseen: [1] }],
])("a change is refused whole: %s", (message, wrong) => {
  const store = open();
  const commit = () => store.commit({ remember: ["id"], offsets: { stream: "1" }, ...(wrong as Change) });
  expect(commit).toThrow(TypeError);
  expect(commit).toThrow(message);
  expect([store.hasSeen("id"), store.readOffset("stream"), store.stats().pending]).toEqual([false, undefined, 0]);
});

it("a part that is undefined is none, and bytes are of any kind", () => {
  const store = open();
  const payload = new Uint8Array([123, 125]);
  const { numbers } = store.commit({ append: [{ ...event, payload }], ...({ settle: undefined } as object) });
  expect(numbers).toEqual([1]);
  expect(store.pendingPage().events[0]?.payload).toEqual(payload);
});
