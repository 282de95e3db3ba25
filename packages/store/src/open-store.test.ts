import { copyFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { openOperator } from "./open-operator.ts";
import { openStore } from "./open-store.ts";
import { eventOf, eventsOf, nameOf } from "./testing/events.ts";
import { useFolders } from "./testing/folder.ts";

const newPath = useFolders();
const invalid = {
  status: "invalid",
  reason: "no person",
  issues: [{ pointer: "/userId", code: "required", expected: "a string", received: "nothing" }],
};

describe("a store", () => {
  it("keeps events until they are settled, in the order they came, over a restart", () => {
    const path = newPath();
    const first = openStore(path);
    const { numbers } = first.commit({ append: eventsOf(5) });
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
    first.commit({ settle: [2, 4] });
    first.close();
    const second = openStore(path);
    const { events, next, damaged } = second.pendingPage();
    expect(events.map(nameOf)).toEqual(["event 0", "event 2", "event 4"]);
    expect(events[0]).toMatchObject({
      number: 1,
      source: "webhook",
      id: "id of event 0",
      receivedAt: 1_790_000_000_000,
    });
    expect([next, damaged]).toEqual([undefined, []]);
    expect(second.commit({ append: [eventOf("late")] }).numbers).toEqual([6]);
    second.close();
  });

  it("never gives a number twice, also when all events are gone", () => {
    const path = newPath();
    for (const expected of [1, 2, 3]) {
      const store = openStore(path);
      const { numbers } = store.commit({ append: [eventOf("one")] });
      expect(numbers).toEqual([expected]);
      store.commit({ settle: numbers });
      store.close();
    }
  });

  it("reads its backlog in pages, by count and by size", () => {
    const store = openStore(newPath());
    store.commit({ append: eventsOf(12) });
    const first = store.pendingPage({ limit: 5 });
    const second = store.pendingPage({ limit: 5, after: first.next ?? 0 });
    const third = store.pendingPage({ limit: 5, after: second.next ?? 0 });
    expect([first, second, third].map(({ events }) => events.length)).toEqual([5, 5, 2]);
    expect(third.next).toBeUndefined();
    const large = { source: "webhook", payload: Buffer.alloc(3_000_000), receivedAt: 0 };
    store.commit({ append: [large, large, large, large] });
    expect(store.pendingPage({ after: 12 }).events).toHaveLength(3);
    expect(store.pendingPage({ after: 15 })).toMatchObject({ events: [{ number: 16 }], next: undefined });
    store.close();
  });

  it("makes a change whole or not at all", () => {
    const store = openStore(newPath());
    store.commit({ append: eventsOf(2), offsets: { stream: "7" } });
    const broken = {
      source: "webhook",
      receivedAt: 0,
      get payload(): Uint8Array {
        throw new Error("gone");
      },
    };
    expect(() =>
      store.commit({ settle: [1], offsets: { stream: "8" }, remember: ["a"], append: [eventOf("three"), broken] }),
    ).toThrow("gone");
    expect(store.pendingPage().events.map(({ number }) => number)).toEqual([1, 2]);
    expect([store.readOffset("stream"), store.hasSeen("a")]).toEqual(["7", false]);
    expect(store.commit({ append: [eventOf("three")] }).numbers).toEqual([3]);
    expect(store.stats()).toMatchObject({ pending: 3, setAside: 0, retries: 0 });
    store.close();
  });

  it("sets events aside, stored ones by number and others with all of it", () => {
    const path = newPath();
    const store = openStore(path);
    store.commit({ append: eventsOf(3) });
    const { setAside } = store.commit({
      settle: [1],
      setAside: [
        { number: 2, ...invalid },
        { event: eventOf("from a stream", "stream"), ...invalid },
        { number: 99, ...invalid },
      ],
    });
    expect(setAside).toEqual([2, 4]);
    expect(store.stats()).toMatchObject({ pending: 1, setAside: 2 });
    store.close();
    const operator = openOperator(path);
    const { events } = operator.list();
    expect(events.map(({ number, source, status }) => [number, source, status])).toEqual([
      [2, "webhook", "invalid"],
      [4, "stream", "invalid"],
    ]);
    expect(operator.show(2)).toMatchObject({ ...invalid, isDamaged: false, isRetry: false, id: "id of event 1" });
    operator.close();
  });

  it("settles what was tried again, and nothing else that is set aside", () => {
    const path = newPath();
    const store = openStore(path);
    store.commit({ append: eventsOf(3) });
    store.commit({ setAside: [1, 2, 3].map((number) => ({ number, ...invalid })) });
    const operator = openOperator(path);
    expect(operator.retry([1, 2, 7])).toBe(2);
    const { events } = store.retryPage();
    expect(events.map(nameOf)).toEqual(["event 0", "event 1"]);
    store.commit({ settle: [1, 3], setAside: [{ number: 2, ...invalid, reason: "still none" }] });
    expect(operator.list().events.map(({ number, isRetry, reason }) => [number, isRetry, reason])).toEqual([
      [2, false, "still none"],
      [3, false, "no person"],
    ]);
    expect(store.stats()).toMatchObject({ pending: 0, setAside: 2, retries: 0 });
    operator.close();
    store.close();
  });

  it("keeps values over a restart", () => {
    const path = newPath();
    const first = openStore(path);
    expect(first.readValue("identity")).toBeUndefined();
    first.writeValue("identity", "app and stream");
    first.close();
    const second = openStore(path);
    expect(second.readValue("identity")).toBe("app and stream");
    second.close();
  });

  it("has files that only their user may read", () => {
    const path = newPath();
    const store = openStore(path);
    store.commit({ append: eventsOf(1) });
    const names = readdirSync(dirname(path)).toSorted();
    expect(names).toEqual(["state", "state-shm", "state-wal", "state.lock", "state.reserve"]);
    for (const name of names) expect(statSync(`${dirname(path)}/${name}`).mode & 0o777, name).toBe(0o600);
    store.close();
    store.close();
    // SQLite itself removes the two others, or the process does when it ends.
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it("knows whether its file was moved, replaced or removed, and is whole where it was moved to", () => {
    const path = newPath();
    const store = openStore(path);
    store.commit({ append: eventsOf(2) });
    store.checkPlace();
    const moved = expect.objectContaining({ code: "readonly", message: expect.stringContaining("moved") });
    renameSync(path, `${path}-2`);
    expect(store.checkPlace).toThrow(moved);
    copyFileSync(`${path}-2`, path);
    expect(store.checkPlace).toThrow(moved);
    rmSync(path);
    expect(store.checkPlace).toThrow(moved);
    store.close();
    renameSync(`${path}-2`, path);
    const again = openStore(path);
    again.checkPlace();
    expect(again.pendingPage().events).toHaveLength(2);
    again.close();
  });

  it.each(["-wal", "-shm"])("knows whether the file %s beside it was removed, and keeps what was in it", (ending) => {
    const path = newPath();
    const store = openStore(path);
    store.checkPlace();
    store.commit({ append: eventsOf(2) });
    rmSync(`${path}${ending}`);
    expect(store.checkPlace).toThrow(
      expect.objectContaining({ code: "readonly", message: expect.stringContaining(`${path}${ending} was removed`) }),
    );
    store.close();
    const again = openStore(path);
    expect(again.pendingPage().events).toHaveLength(2);
    again.close();
  });

  it("takes events with odd texts and bytes as they are", () => {
    const path = newPath();
    const payload = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const odd = ["", "\0", "\u2028", "\u{1f600}", "\ud800", "\\", "a\nb=c"].map((text) => ({
      source: text,
      id: text,
      payload,
      receivedAt: 0,
    }));
    const store = openStore(path);
    store.commit({ append: odd });
    store.close();
    const again = openStore(path);
    expect(again.pendingPage().damaged).toEqual([]);
    expect(again.pendingPage().events.map(({ number: _, ...event }) => event)).toEqual(odd);
    again.close();
  });

  const noWholeNumbers: readonly unknown[] = [NaN, Infinity, -Infinity, -1, 1.5, "10", "", true, null, [], {}, 8n];

  it.each(noWholeNumbers)("refuses %o as a number", (value) => {
    for (const name of ["maxBytes", "rememberIds"])
      expect(() => openStore(newPath(), { [name]: value })).toThrow(RangeError);
    const store = openStore(newPath());
    for (const name of ["after", "limit"]) {
      const message = new RegExp(`^${name} must be a whole number`);
      expect(() => store.pendingPage({ [name]: value })).toThrow(RangeError);
      expect(() => store.pendingPage({ [name]: value })).toThrow(message);
      expect(() => store.retryPage({ [name]: value })).toThrow(message);
    }
    store.close();
  });

  it.each([
    ["of an array", () => new Uint8Array(0)],
    ["of an empty buffer", () => new Uint8Array(new ArrayBuffer(0))],
    ["of an empty text", () => new TextEncoder().encode("")],
    ["at an end", () => Buffer.from("x").subarray(1)],
  ])("takes an event without bytes: the bytes %s", (_, make) => {
    const path = newPath();
    const store = openStore(path);
    const event = { source: "webhook", receivedAt: 0, payload: make() };
    const append = Array.from({ length: 20 }, () => event);
    const chunk = { source: "webhook", receivedAt: 0, payloads: [make()] };
    store.commit({ append, appendChunks: [chunk, { ...chunk, payloads: [make(), make()] }] });
    store.commit({
      settle: [22],
      setAside: [
        { event, ...invalid },
        { number: 1, ...invalid },
      ],
    });
    const { events, damaged } = store.pendingPage();
    expect([events.map(({ payload }) => payload.byteLength), damaged]).toEqual([Array(21).fill(0), []]);
    store.close();
    const operator = openOperator(path);
    const aside = operator.list().events.map(({ number }) => operator.show(number));
    expect(aside.map((kept) => kept?.payload.byteLength)).toEqual([0, 0]);
    operator.close();
  });

  it("refuses a size that is too small, and pages without events", () => {
    expect(() => openStore(newPath(), { maxBytes: 10 })).toThrow(RangeError);
    const store = openStore(newPath());
    expect(() => store.pendingPage({ limit: 0 })).toThrow("limit must be a whole number, 1 or more.");
    store.close();
  });

  it.each([
    [null, "The options must be an object."],
    ["x", "The options must be an object."],
    [{ maxbytes: 1e9 }, "A store has only the options maxBytes, rememberIds, now."],
    [{ now: 5 }, "now must be a function."],
  ])("refuses %o as options", (options, message) => {
    expect(() => openStore(newPath(), options as object)).toThrow(new TypeError(message));
  });
});
