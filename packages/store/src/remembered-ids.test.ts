import { describe, expect, it } from "vitest";
import { openStore } from "./open-store.ts";
import { openConnection } from "./sqlite/connection.ts";
import { useFolders } from "./testing/folder.ts";

const newPath = useFolders();
const ids = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => `id ${from + index}`);

describe("the ids that a store has seen", () => {
  it("are the last so many, the oldest forgotten first, over restarts", () => {
    const path = newPath();
    const open = () => openStore(path, { rememberIds: 1_000 });
    const first = open();
    // Alone, in chunks, and more than a row holds.
    for (const id of ids(0, 300)) first.commit({ remember: [id] });
    for (let from = 300; from < 1_500; from += 400) first.commit({ remember: ids(from, from + 400) });
    const expectLast = (store: ReturnType<typeof open>, from: number, to: number): void => {
      expect(ids(0, to + 10).filter((id) => store.hasSeen(id))).toEqual(ids(from, to));
    };
    expectLast(first, 500, 1_500);
    first.close();
    const second = open();
    expectLast(second, 500, 1_500);
    second.commit({ remember: ids(1_500, 1_501) });
    expectLast(second, 501, 1_501);
    second.close();
    const third = openStore(path, { rememberIds: 10 });
    expectLast(third, 1_491, 1_501);
    third.close();
  });

  it("keep their age when they come again", () => {
    const store = openStore(newPath(), { rememberIds: 3 });
    store.commit({ remember: ["a", "b", "c", "a", "a"] });
    store.commit({ remember: ["a", "d"] });
    expect(["a", "b", "c", "d"].map(store.hasSeen)).toEqual([false, true, true, true]);
    store.close();
  });

  it("are the last so many also where they are known to be new", () => {
    const path = newPath();
    const store = openStore(path, { rememberIds: 3 });
    store.commit({ remember: ["a"], rememberUnseen: ["b", "c"] });
    store.commit({ rememberUnseen: ["d"] });
    const expected = [false, true, true, true];
    expect(["a", "b", "c", "d"].map(store.hasSeen)).toEqual(expected);
    store.close();
    const again = openStore(path, { rememberIds: 3 });
    expect(["a", "b", "c", "d"].map(again.hasSeen)).toEqual(expected);
    again.close();
  });

  it("may be any text", () => {
    const path = newPath();
    const odd = ["", "\0", "\ud800", "a\nb", '"', "\u{1f600}"];
    const store = openStore(path);
    store.commit({ remember: odd });
    store.close();
    const again = openStore(path);
    expect(odd.filter((id) => !again.hasSeen(id))).toEqual([]);
    expect(again.hasSeen("\udfff")).toBe(false);
    again.close();
  });

  it("are those of the whole rows where others are damaged", () => {
    const path = newPath();
    const first = openStore(path);
    for (let from = 0; from < 1_000; from += 200) first.commit({ remember: ids(from, from + 200) });
    first.close();
    const database = openConnection(path, 0);
    database.exec(`UPDATE seen SET ids = replace(ids, 'id 300', 'id 3oo') WHERE first = 200;
      UPDATE seen SET ids = '[' WHERE first = 600;
      INSERT INTO seen SELECT 1125899906842624, checksum, ids FROM seen WHERE first = 0;
      INSERT INTO seen SELECT 9223372036854775807, checksum, ids FROM seen WHERE first = 0`);
    database.close();
    const second = openStore(path);
    const whole = [...ids(0, 200), ...ids(400, 600), ...ids(800, 1_000)];
    expect(ids(0, 1_100).filter((id) => second.hasSeen(id))).toEqual(whole);
    second.commit({ remember: ids(1_000, 1_001) });
    second.close();
    const third = openStore(path);
    expect(third.hasSeen("id 1000")).toBe(true);
    third.close();
  });

  it("may be damaged where none are remembered", () => {
    const path = newPath();
    const first = openStore(path);
    first.commit({ remember: ids(0, 200) });
    first.close();
    const database = openConnection(path, 0);
    database.exec("INSERT INTO seen SELECT 9223372036854775807, checksum, ids FROM seen WHERE first = 0");
    database.close();
    const second = openStore(path, { rememberIds: 0, maxBytes: 1_000_000 });
    expect(second.hasSeen("id 0")).toBe(false);
    second.close();
  });

  it("aren't remembered with a limit of 0", () => {
    const store = openStore(newPath(), { rememberIds: 0 });
    store.commit({ remember: ["a"] });
    expect(store.hasSeen("a")).toBe(false);
    store.close();
  });

  it("take a quarter of the limit at most, the oldest forgotten first, so that events find room", () => {
    const path = newPath();
    const [maxBytes, rememberIds] = [1_000_000, 100_000];
    const store = openStore(path, { maxBytes, rememberIds });
    const all = ids(0, 50_000).map((id) => `${id} of an event with an id of some length`);
    const last = (): number => all.findIndex((id) => store.hasSeen(id));
    for (let from = 0; from < all.length; from += 200) store.commit({ rememberUnseen: all.slice(from, from + 200) });
    expect(store.stats().usedBytes).toBeLessThan(maxBytes / 2);
    expect(all.filter(store.hasSeen)).toEqual(all.slice(last()));
    expect(all.length - last()).toBeGreaterThan(2_000);
    expect(store.hasRoom(300_000)).toBe(true);
    store.close();
  });

  it("make room when the store is opened, where they were more under other limits", () => {
    for (const limits of [{ maxBytes: 1_000_000 }, { rememberIds: 10_000 }, { maxBytes: 1_000_000, rememberIds: 0 }]) {
      const path = newPath();
      const first = openStore(path, { rememberIds: 100_000 });
      for (let from = 0; from < 50_000; from += 5_000) first.commit({ remember: ids(from, from + 5_000) });
      expect(first.stats().usedBytes).toBeGreaterThan(500_000);
      first.close();
      const store = openStore(path, { rememberIds: 100_000, ...limits });
      expect(store.stats().usedBytes).toBeLessThan(400_000);
      expect([store.hasSeen("id 0"), store.hasSeen("id 49999")]).toEqual([false, limits.rememberIds !== 0]);
      store.close();
    }
  });
});
