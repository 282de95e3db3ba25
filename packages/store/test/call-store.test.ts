import { readdirSync, rmSync, statSync, chmodSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openCallStore, openOperator } from "../src/index.ts";
import { damage } from "../src/testing/damage.ts";
import { useFolders } from "../src/testing/folder.ts";

interface Thing {
  readonly name: string;
  readonly more?: unknown;
}

const newPath = useFolders();
const open = (path: string, maxBytes?: number) =>
  openCallStore<Thing>(path, maxBytes === undefined ? {} : { maxBytes });

/** What a process that starts now finds. */
const leftNow = async (path: string): Promise<readonly Thing[]> => {
  const store = await open(path);
  const left = [...store.replay()].map(({ event }) => event);
  await store.close();
  return left;
};

const named = (count: number): readonly Thing[] => Array.from({ length: count }, (_, n) => ({ name: `${n}` }));

describe("a call store", () => {
  it("has on the disk what it resolved, in one transaction for all that came together", async () => {
    const path = newPath();
    const store = await open(path);
    await Promise.all(named(100).map((thing) => store.append(thing)));
    // A hundred transactions would write a page or more each.
    expect(statSync(`${path}-wal`).size).toBeLessThan(100_000);
    await store.close();
  });

  it("gives back what was left, oldest first, without what is appended since", async () => {
    const path = newPath();
    const first = await open(path);
    await Promise.all(named(3).map((thing) => first.append(thing)));
    await first.close();
    const second = await open(path);
    const own = await second.append({ name: "own" });
    const [zero] = [...second.replay()];
    second.ack(zero?.number ?? 0);
    second.ack(zero?.number ?? 0);
    expect([...second.replay()].map(({ event }) => event.name)).toEqual(["1", "2"]);
    await second.close();
    expect(await leftNow(path)).toEqual([{ name: "1" }, { name: "2" }, { name: "own" }]);
    expect(own).toBe(4);
  });

  it("takes any text for an event's own", async () => {
    const things = ["\u2028", "a\u2029b", "\r", "\n", "\u0085", "\u{1f600}", "\0"].map((name) => ({ name }));
    const path = newPath();
    const store = await open(path);
    for (const thing of things) await store.append(thing);
    await store.close();
    expect(await leftNow(path)).toEqual(things);
    expect(await leftNow(path)).toEqual(things);
  });

  it("keeps thousands of events, and uses their room again", async () => {
    const path = newPath();
    const store = await open(path);
    let largest = 0;
    for (let round = 0; round < 6; round += 1) {
      const numbers = await Promise.all(named(2_500).map((thing) => store.append(thing)));
      for (const number of numbers) store.ack(number);
      const operator = openOperator(path);
      if (round === 1) largest = operator.stats().sizeBytes;
      if (round > 1) expect(operator.stats().sizeBytes).toBeLessThanOrEqual(largest * 1.3);
      operator.close();
    }
    await Promise.all(named(2_500).map((thing) => store.append(thing)));
    await store.close();
    expect(await leftNow(path)).toEqual(named(2_500));
  });

  it("rejects what JSON can't say, and keeps what came with it", async () => {
    const path = newPath();
    const store = await open(path);
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const kept = store.append({ name: "kept" });
    for (const more of [circle, 1n]) await expect(store.append({ name: "refused", more })).rejects.toThrow(TypeError);
    await kept;
    await store.close();
    expect(await leftNow(path)).toEqual([{ name: "kept" }]);
  });

  it("takes nothing more once it is closed", async () => {
    const path = newPath();
    const store = await open(path);
    const last = store.append({ name: "last" });
    await store.close();
    await last;
    await expect(store.append({ name: "late" })).rejects.toThrow("closed");
    expect(await leftNow(path)).toEqual([{ name: "last" }]);
  });

  it("is open once at a time, and the second one is told so", async () => {
    const path = newPath();
    const first = await open(path);
    await first.append({ name: "one" });
    await expect(open(path)).rejects.toMatchObject({ code: "locked" });
    await first.append({ name: "two" });
    await first.close();
    expect(await leftNow(path)).toEqual([{ name: "one" }, { name: "two" }]);
  });

  it("is readable by its owner alone, whatever the mode of an empty file was", async () => {
    const path = newPath();
    writeFileSync(path, "");
    chmodSync(path, 0o666);
    const store = await open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it("clears what killed processes left that created or repaired the store, and nothing else", async () => {
    const path = newPath();
    writeFileSync(`${path}.new`, "half");
    writeFileSync(`${path}.new-journal`, "half");
    writeFileSync(`${path}.repair`, "half");
    writeFileSync(`${path}.damaged`, "of an earlier repair");
    const store = await open(path);
    await store.append({ name: "one" });
    await store.close();
    expect(await leftNow(path)).toEqual([{ name: "one" }]);
    const names = readdirSync(dirname(path)).filter((name) => !/-(?:wal|shm)$/.test(name));
    expect(names.toSorted()).toEqual(["state", "state.damaged", "state.lock", "state.reserve"]);
  });
});

describe("a call store at its limit", () => {
  const large = { name: "large", more: "x".repeat(20_000) };
  const fill = async (path: string) => {
    const store = await open(path, 1_000_000);
    const numbers: number[] = [];
    const error: unknown = await (async () => {
      for (;;) numbers.push(await store.append(large));
    })().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "full", message: expect.stringContaining("its limit of 1000000 bytes") });
    return { store, numbers };
  };

  it("refuses to add until there is room, loses nothing, and stays below the limit", async () => {
    const path = newPath();
    const { store, numbers } = await fill(path);
    expect(numbers.length).toBeGreaterThan(25);
    const refused = [store.append({ ...large, name: "no" }), store.append({ ...large, name: "neither" })];
    for (const append of refused) await expect(append).rejects.toMatchObject({ code: "full" });
    const bytes = ["", "-wal", ".reserve"].reduce((sum, ending) => sum + statSync(`${path}${ending}`).size, 0);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    for (const number of numbers.slice(0, 3)) store.ack(number);
    await store.append({ ...large, name: "after" });
    await store.close();
    expect((await leftNow(path)).map(({ name }) => name)).toEqual([...numbers.slice(3).map(() => "large"), "after"]);
  });

  it("releases events without an unreported failure, and is empty then", async () => {
    const path = newPath();
    const { store, numbers } = await fill(path);
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    for (const number of numbers) store.ack(number);
    await store.close();
    await new Promise(setImmediate);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(await leftNow(path)).toEqual([]);
  });
});

describe("a damaged call", () => {
  const damagedStore = async (path: string): Promise<void> => {
    const store = await open(path);
    for (const name of ["one", "two", "three"]) await store.append({ name });
    await store.close();
    damage(path, '"two"', '"tow"');
  };

  it("is set aside, and the others are given", async () => {
    const path = newPath();
    await damagedStore(path);
    const told: object[] = [];
    const store = await openCallStore<Thing>(path, { onDamaged: (damaged) => told.push(damaged) });
    expect([...store.replay()].map(({ event }) => event.name)).toEqual(["one", "three"]);
    expect(told).toEqual([{ numbers: [2], path }]);
    await store.close();
    const operator = openOperator(path);
    expect(operator.list().events).toMatchObject([{ number: 2, status: "damaged" }]);
    expect(Buffer.from(operator.show(2)?.payload ?? []).toString()).toBe('{"name":"tow"}');
    operator.close();
    expect(await leftNow(path)).toEqual([{ name: "one" }, { name: "three" }]);
  });

  it("is warned of by default, without what a terminal acts on", async () => {
    const path = join(dirname(newPath()), "\u001b[2J\u009b\u202e");
    await damagedStore(path);
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    await leftNow(path);
    expect((await warned).message).toMatch(/^1 damaged calls in .*\/\?\[2J\?\? were set aside/);
    rmSync(path);
  });
});
