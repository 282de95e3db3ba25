import { copyFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { checkStore, openOperator, openStore, repairStore, StoreError } from "../src/index.ts";
import { openConnection } from "../src/sqlite/connection.ts";
import { collectGarbage } from "../src/testing/collect-garbage.ts";
import { eventsOf } from "../src/testing/events.ts";
import { useFolders } from "../src/testing/folder.ts";

const newPath = useFolders();
afterEach(collectGarbage);

/** The columns of each table. */
const columns = Object.entries({
  pending: ["number", "checksum", "received_at", "source", "id", "payload"],
  chunks: ["number", "received_at", "source", "parts", "payload"],
  set_aside: ["number", "checksum", "received_at", "set_aside_at", "is_retry", "status", "source", "reason", "issues"],
  offsets: ["source", "offset", "revision", "stored_at", "checksum"],
  seen: ["first", "checksum", "ids"],
  state_values: ["key", "value", "checksum"],
  counters: ["name", "value"],
}).flatMap(([table, names]) => names.map((column) => ({ table, column, key: names[0] })));

/** Values of every type that no store writes there, and a number that another event has. */
const values = ["'text'", "''", "-1", "0", "7", "9e15", "1e308", "9223372036854775807", "x'00ff'", "zeroblob(80)"];

const anyDamage = fc.record({ at: fc.constantFrom(...columns), value: fc.constantFrom(...values) });

const columnAt = (table: string, column: string) => {
  const found = columns.find((one) => one.table === table && one.column === column);
  if (found === undefined) throw new Error(`There is no column ${column} of ${table}.`);
  return found;
};

/** Makes a store with rows in each table: events 1 to 3, a chunk of 4 to 6, and 7 and 2 that are set aside. */
const makeStore = (path: string): void => {
  const store = openStore(path, { maxBytes: 1_000_000 });
  store.commit({ append: eventsOf(3), offsets: { airship: "77" }, remember: ["a", "b"] });
  const payloads = eventsOf(3).map(({ payload }) => payload);
  store.commit({ appendChunks: [{ source: "airship", receivedAt: 1_790_000_000_000, payloads }] });
  const why = { status: "invalid", reason: "no person", issues: [] };
  const [event] = eventsOf(1);
  store.commit({ setAside: [{ number: 2, ...why }, ...(event === undefined ? [] : [{ event, ...why }])] });
  store.writeValue("identity", "app");
  store.close();
};

/** Whether some work with a store is done; where it isn't, that is said by a `StoreError`. */
const isDone = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    return false;
  }
};

/** Changes a store without its checks; SQLite itself takes no text for the number of a row. */
const isWritten = (path: string, sql: string): boolean => {
  const database = openConnection(path, 0);
  try {
    database.exec(sql);
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
};

const use = (path: string): void => {
  const store = openStore(path, { maxBytes: 1_000_000 });
  try {
    const { events } = store.pendingPage();
    store.retryPage();
    store.readOffset("airship");
    store.commit({ settle: events.map(({ number }) => number), append: eventsOf(1), offsets: { airship: "78" } });
    expect(store.stats().pending).toBeGreaterThan(0);
  } finally {
    store.close();
  }
};

it("a damaged value in any column is found where it is in the way, and a repair makes a store of the rest", () => {
  const path = newPath();
  makeStore(path);
  let copies = 0;
  fc.assert(
    fc.property(anyDamage, ({ at: { table, column, key }, value }) => {
      const [damaged, used] = [`${path}-${(copies += 1)}`, `${path}-${copies}-used`];
      copyFileSync(path, damaged);
      const first = `${key} = (SELECT min(${key}) FROM ${table})`;
      fc.pre(isWritten(damaged, `UPDATE OR REPLACE ${table} SET ${column} = ${value} WHERE ${first}`));
      copyFileSync(damaged, used);
      const isUsable = isDone(() => use(used));
      const { isSound } = checkStore(damaged);
      expect(isUsable || !isSound, "it isn't called sound").toBe(true);
      repairStore(damaged);
      expect(checkStore(damaged)).toMatchObject({ isSound: true, problems: [], damagedEvents: [] });
      use(damaged);
      const operator = openOperator(damaged);
      for (const event of operator.list().events) expect(Number.isFinite(event.setAsideAt)).toBe(true);
      operator.close();
    }),
    {
      numRuns: Number(process.env["STORE_DAMAGE_RUNS"] ?? 12),
      examples: [
        [{ at: columnAt("set_aside", "set_aside_at"), value: "'text'" }],
        [{ at: columnAt("offsets", "revision"), value: "'text'" }],
        [{ at: columnAt("chunks", "number"), value: "5" }],
        [{ at: columnAt("pending", "number"), value: "-1" }],
        [{ at: columnAt("counters", "name"), value: "'text'" }],
        [{ at: columnAt("counters", "value"), value: "1e308" }],
      ],
    },
  );
});

it("events are counted anew when a store is opened", () => {
  const path = newPath();
  makeStore(path);
  expect(isWritten(path, "UPDATE counters SET value = value + 7 WHERE name IN ('pending', 'set_aside')")).toBe(true);
  const store = openStore(path, { maxBytes: 1_000_000 });
  expect(store.stats()).toMatchObject({ pending: 5, setAside: 2 });
  store.close();
});
