import { readFileSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkStore, openOperator, openStore, repairStore, type EventStore, type StoredEvent } from "./index.ts";
import { openConnection, readNumber } from "./sqlite/connection.ts";
import { migrate, migrations } from "./tables/schema.ts";
import { applicationId } from "./file/header.ts";
import { pageSizeBytes } from "./sqlite/page-size.ts";
import { damage } from "./testing/damage.ts";
import { nameOf } from "./testing/events.ts";
import { useFolders } from "./testing/folder.ts";

const newPath = useFolders();
const invalid = { status: "invalid", reason: "no person", issues: [] };

/** A chunk whose events say their names. */
const chunkOf = (count: number, of = "event", more = "") => ({
  source: "webhook",
  receivedAt: 1_790_000_000_000,
  payloads: Array.from({ length: count }, (_, index) =>
    Buffer.from(JSON.stringify({ name: `${of} ${index + 1}`, more })),
  ),
});

const open = (path: string): EventStore => openStore(path, { maxBytes: 10_000_000, now: () => 0 });

const rowsIn = (path: string, table: string): number => {
  const database = openConnection(path, 0);
  const rows = readNumber(database, `SELECT count(*) FROM ${table}`);
  database.close();
  return rows;
};

/** All pending numbers, by pages. */
const pendingIn = (store: EventStore, limit = 500): readonly number[] => {
  const numbers: number[] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: ReturnType<EventStore["pendingPage"]> = store.pendingPage({ after, limit });
    expect(page.events.length).toBeLessThanOrEqual(limit);
    numbers.push(...page.events.map(({ number }) => number));
    after = page.next;
  }
  return numbers;
};

const numbersTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("a chunk", () => {
  it("is one row until it is settled as a whole", () => {
    const path = newPath();
    const store = open(path);
    const { numbers } = store.commit({ appendChunks: [chunkOf(100), chunkOf(3, "other")] });
    expect(numbers).toEqual(numbersTo(103));
    expect([rowsIn(path, "chunks"), rowsIn(path, "pending")]).toEqual([2, 0]);
    expect(store.stats().pending).toBe(103);
    store.commit({ settle: numbers.slice(0, 100) });
    expect([rowsIn(path, "chunks"), rowsIn(path, "pending")]).toEqual([1, 0]);
    expect(store.pendingPage().events.map(nameOf)).toEqual(["other 1", "other 2", "other 3"]);
    store.close();
  });

  it("leaves the events that aren't settled in rows of their own", () => {
    const path = newPath();
    const store = open(path);
    store.commit({ appendChunks: [chunkOf(100)] });
    const settle = numbersTo(100).filter((number) => number !== 7 && number !== 50);
    store.commit({ settle, setAside: [{ number: 50, ...invalid }] });
    expect([rowsIn(path, "chunks"), rowsIn(path, "pending"), rowsIn(path, "set_aside")]).toEqual([0, 1, 1]);
    expect(store.pendingPage().events.map(nameOf)).toEqual(["event 7"]);
    expect(store.stats()).toMatchObject({ pending: 1, setAside: 1 });
    store.close();
    const operator = openOperator(path);
    expect(operator.show(50)).toMatchObject({ ...invalid, isDamaged: false, source: "webhook" });
    operator.close();
    expect(checkStore(path)).toEqual({ isSound: true, problems: [], damagedEvents: [] });
  });

  it("takes several rows where it is large, and an event that is larger than a row one of its own", () => {
    const path = newPath();
    const store = open(path);
    const large = { ...chunkOf(1), payloads: [Buffer.alloc(300_000, "x")] };
    store.commit({ appendChunks: [chunkOf(600), chunkOf(300, "long", "x".repeat(1_000)), large] });
    const database = openConnection(path, 0);
    const most = "SELECT max(length(payload) + length(parts)) FROM chunks WHERE length(parts) > 8";
    expect(readNumber(database, most)).toBeLessThan(pageSizeBytes - 150);
    expect(readNumber(database, "SELECT count(*) FROM chunks")).toBeLessThan(60);
    database.close();
    expect(pendingIn(store)).toEqual(numbersTo(901));
    store.close();
  });

  it("is settled, set aside and read by number like events that came alone, whatever the order", () => {
    const lists = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.constant(300)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        lists,
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (sizes, picks, limit) => {
          const store = open(newPath());
          const append = [chunkOf(1).payloads].flat().map((payload) => ({ source: "webhook", receivedAt: 1, payload }));
          const pending = new Set<number>();
          for (const size of sizes) {
            for (const number of store.commit({ append, appendChunks: [chunkOf(size)] }).numbers) pending.add(number);
          }
          for (const pick of picks) {
            const number = (pick % pending.size) + 1;
            // Settled or set aside in turn; some of them more than once.
            store.commit(pick % 2 === 0 ? { settle: [number, number + 1] } : { setAside: [{ number, ...invalid }] });
            pending.delete(number);
            if (pick % 2 === 0) pending.delete(number + 1);
            if (pending.size === 0) break;
          }
          expect(pendingIn(store, limit)).toEqual([...pending].toSorted((a, b) => a - b));
          expect(store.stats().pending).toBe(pending.size);
          store.close();
        },
      ),
      { numRuns: Number(process.env["STORE_CHUNK_RUNS"] ?? 15) },
    );
  });

  it("that has no room is refused as a whole, with what the state says", () => {
    const store = openStore(newPath(), { maxBytes: 1_000_000 });
    expect(() => store.commit({ appendChunks: [chunkOf(2_000, "long", "x".repeat(1_000))] })).toThrow(
      expect.objectContaining({ code: "full" }),
    );
    expect(store.stats().pending).toBe(0);
    store.close();
  });
});

describe("a damaged chunk", () => {
  const write = (): string => {
    const path = newPath();
    const store = open(path);
    store.commit({ appendChunks: [chunkOf(40, "event", "x".repeat(700)), chunkOf(2, "other")] });
    store.close();
    return path;
  };

  it("costs the event whose bytes changed, and none beside it", () => {
    const path = write();
    damage(path, '"event 17"', '"evxnt 17"');
    expect(checkStore(path)).toMatchObject({ isSound: false, damagedEvents: [{ table: "pending", number: 17 }] });
    const store = open(path);
    const page = store.pendingPage();
    expect(page.damaged).toEqual([17]);
    expect(page.events.map(({ number }) => number)).toEqual(numbersTo(42).filter((number) => number !== 17));
    expect(store.stats()).toMatchObject({ pending: 41, setAside: 1 });
    store.close();
    expect(checkStore(path).isSound).toBe(true);
  });

  it("is repaired the same way", () => {
    const path = write();
    damage(path, '"event 17"', '"evxnt 17"');
    expect(repairStore(path)).toMatchObject({ pending: 41, setAside: 1, damaged: [17], missing: 0 });
  });

  it("returns all events except those of a zeroed page", () => {
    const whole = readFileSync(write());
    const from = Array.from({ length: whole.length / pageSizeBytes }, (_, page) => page * pageSizeBytes);
    for (const at of from) {
      const path = newPath();
      writeFileSync(path, Buffer.from(whole).fill(0, at, at + pageSizeBytes));
      const inPage =
        whole
          .subarray(at, at + pageSizeBytes)
          .toString("latin1")
          .match(/event \d+/g)?.length ?? 0;
      const report = repairStore(path);
      // One that begins before the page ends in it.
      expect(report.pending, `page at ${at}`).toBeGreaterThanOrEqual(inPage === 0 ? 40 : 42 - inPage - 3);
      expect(report.pending + report.setAside + report.missing).toBe(42);
    }
  });

  it("gives no event that wasn't stored, and all that are in other pages, whichever byte of its row changed", () => {
    const whole = readFileSync(write());
    const payloads = new Set(
      chunkOf(40, "event", "x".repeat(700)).payloads.concat(chunkOf(2, "other").payloads).map(String),
    );
    const row = whole.indexOf("webhook");
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 340 }), fc.integer({ min: 1, max: 255 }), (near, difference) => {
        const bytes = Buffer.from(whole);
        bytes[row + near] = (bytes[row + near] ?? 0) ^ difference;
        const path = newPath();
        writeFileSync(path, bytes);
        const read = (): readonly StoredEvent[] => {
          const store = open(path);
          store.pendingPage();
          const { events, damaged } = store.pendingPage();
          expect([damaged.length, store.stats().pending]).toEqual([0, events.length]);
          store.close();
          return events;
        };
        const isRead = (events: readonly StoredEvent[]): void => {
          for (const { payload } of events) expect(payloads.has(Buffer.from(payload).toString())).toBe(true);
          expect(new Set(events.map(nameOf)).size).toBe(events.length);
        };
        if (checkStore(path).problems.length === 0) isRead(read());
        const report = repairStore(path);
        const events = read();
        isRead(events);
        // A row has 10 of them, and a page may have the end of another one.
        expect(events.length).toBeGreaterThanOrEqual(42 - 12);
        expect(report.missing).toBeLessThanOrEqual(12);
        expect(checkStore(path)).toEqual({ isSound: true, problems: [], damagedEvents: [] });
      }),
      { numRuns: Number(process.env["STORE_CHUNK_RUNS"] ?? 15) },
    );
  });
});

describe("a store of the format before chunks", () => {
  it("is opened with all of its events, which may be set aside and settled", () => {
    const path = newPath();
    open(path).close();
    const store = open(path);
    store.commit({ append: chunkOf(3).payloads.map((payload) => ({ source: "webhook", receivedAt: 1, payload })) });
    store.close();
    const database = openConnection(path, 0);
    database.exec("DROP TABLE chunks; PRAGMA user_version = 1");
    expect(readNumber(database, "PRAGMA application_id")).toBe(applicationId);
    const empty = openConnection(":memory:", 0);
    migrate("state", empty, migrations.slice(0, 1));
    const tables = (of: typeof empty) => of.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
    expect(tables(database)).toEqual(tables(empty));
    empty.close();
    database.close();
    const again = open(path);
    again.commit({ appendChunks: [chunkOf(2, "new")], settle: [1], setAside: [{ number: 2, ...invalid }] });
    expect(again.pendingPage().events.map(nameOf)).toEqual(["event 3", "new 1", "new 2"]);
    again.close();
  });
});
