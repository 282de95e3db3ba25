import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openOperator, openStore, type EventStore } from "../src/index.ts";
import { eventOf, eventsOf, nameOf } from "../src/testing/events.ts";
import { useFolders } from "../src/testing/folder.ts";
import { buildProgram, startCommand } from "../src/testing/program.ts";

/** A small disk that can be filled to the last byte; to mount one takes the right to. */
const mountDisk = (size = "2m") => {
  const folder = mkdtempSync(join(tmpdir(), "store-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const filler = join(folder, "filler");
  return {
    path: join(folder, "state"),
    fill: () => expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow("ENOSPC"),
    free: () => rmSync(filler),
    remove: () => {
      // A test that failed may have left the store open.
      execFileSync("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true });
    },
  };
};

const canMount = ((): boolean => {
  try {
    mountDisk().remove();
    return true;
  } catch {
    return false;
  }
})();

// A small limit makes a small reserve, which the small disk has room for.
const open = (path: string): EventStore => openStore(path, { maxBytes: 1_000_000, rememberIds: 0 });
const large = (name: string) => ({
  ...eventOf(name),
  payload: Buffer.from(JSON.stringify({ name, more: "x".repeat(9_000) })),
});
const namesIn = (store: EventStore): readonly string[] => store.pendingPage({ limit: 5_000 }).events.map(nameOf);
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `event ${index}`);
const noRoom = { code: "full", message: expect.stringContaining("free space on its disk") };
const errorOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe.skipIf(!canMount)("a store on a full disk", () => {
  let disk: ReturnType<typeof mountDisk>;
  afterEach(() => disk.remove());
  /** Leaves events in a store, and fills the disk. */
  const leave = (count: number): void => {
    disk = mountDisk();
    const store = open(disk.path);
    store.commit({ append: eventsOf(count) });
    store.close();
    disk.fill();
  };

  it("opens, and holds what was left, as often as it is opened", () => {
    leave(20);
    for (let time = 0; time < 3; time += 1) {
      const store = open(disk.path);
      expect(namesIn(store)).toEqual(names(20));
      store.close();
      if (time === 1) disk.free();
    }
  });

  it("is drained, in many transactions, and is empty then for the next process", () => {
    leave(1_200);
    const store = open(disk.path);
    for (const { number } of store.pendingPage({ limit: 1_200 }).events) store.commit({ settle: [number] });
    store.close();
    const next = open(disk.path);
    expect(namesIn(next)).toEqual([]);
    next.close();
  });

  it("sets events aside, and an operator works beside it", () => {
    leave(20);
    const store = open(disk.path);
    store.commit({ setAside: [{ number: 3, status: "invalid", reason: "no person", issues: [] }] });
    const operator = openOperator(disk.path);
    expect(operator.list().events.map(({ number }) => number)).toEqual([3]);
    operator.close();
    store.close();
  });

  it("refuses to add until there is room, and loses nothing", () => {
    leave(20);
    const store = open(disk.path);
    for (const name of ["no", "neither"])
      expect(errorOf(() => store.commit({ append: [large(name)] }))).toMatchObject(noRoom);
    store.commit({ settle: [1] });
    expect(errorOf(() => store.commit({ append: [eventOf("still no")] }))).toMatchObject(noRoom);
    expect(store.hasRoom(1)).toBe(false);
    disk.free();
    expect(store.hasRoom(1)).toBe(true);
    store.commit({ append: ["one", "two"].map((name) => eventOf(name)) });
    const left = [...names(20).slice(1), "one", "two"];
    expect(namesIn(store)).toEqual(left);
    store.close();
    const next = open(disk.path);
    expect(namesIn(next)).toEqual(left);
    next.close();
  });

  it("that fills while it is open refuses what there is no room for, and settles what it holds", () => {
    disk = mountDisk();
    const store = open(disk.path);
    store.commit({ append: eventsOf(20) });
    disk.fill();
    const kept: string[] = [];
    const error = errorOf(() => {
      for (;;) {
        store.commit({ append: [large(`kept ${kept.length}`)] });
        kept.push(`kept ${kept.length}`);
      }
    });
    expect(error).toMatchObject(noRoom);
    expect(namesIn(store)).toEqual([...names(20), ...kept]);
    for (let number = 1; number <= 20; number += 1) store.commit({ settle: [number] });
    store.close();
    const next = open(disk.path);
    expect(namesIn(next)).toEqual(kept);
    next.close();
  });

  // Several sizes: a log ends at another place of the disk with each.
  it.each([1, 7, 20, 33])("takes events again once everything is settled, %d at a time", (count) => {
    disk = mountDisk("12m");
    const store = openStore(disk.path, { rememberIds: 0 });
    const payloads = Array.from({ length: count }, () => Buffer.alloc(400));
    const add = () => store.commit({ appendChunks: [{ source: "webhook", payloads, receivedAt: 0 }] }).numbers;
    const chunks: (readonly number[])[] = [];
    for (let round = 0; round < 4; round += 1) {
      const error = errorOf(() => {
        for (;;) chunks.push(add());
      });
      expect(error).toMatchObject(noRoom);
      for (const settle of chunks.splice(0)) store.commit({ settle });
      for (let time = 0; time < 40; time += 1) store.commit({ settle: add() });
    }
    store.close();
  });

  it("isn't created, leaves nothing behind, and is created once there is room", () => {
    disk = mountDisk();
    disk.fill();
    expect(errorOf(() => open(disk.path))).toMatchObject(noRoom);
    disk.free();
    const store = open(disk.path);
    store.commit({ append: [eventOf("one")] });
    store.close();
  });
});

describe("a store that is larger than a file may be", () => {
  const newPath = useFolders();

  it("opens, refuses to add, and loses nothing in a process under that limit", async () => {
    const path = newPath();
    const store = openStore(path);
    store.commit({ append: eventsOf(3_000) });
    store.close();
    const program = await buildProgram(
      join(path, "../limited.mjs"),
      `
      import { openStore } from "store";
      const store = openStore(process.argv[2], { rememberIds: 0 });
      const left = store.pendingPage({ limit: 5000 }).events.length;
      const event = { source: "webhook", payload: Buffer.alloc(100000), receivedAt: 0 };
      try { store.commit({ append: [event] }); } catch (error) { console.log(left, error.code); }
      store.commit({ settle: [1] });
      store.close();
    `,
    );
    // Blocks of 512 or 1,024 bytes, as the shell has it.
    const { lines, ended } = startCommand("sh", [
      "-c",
      'ulimit -f 128; exec "$0" "$@"',
      process.execPath,
      program,
      path,
    ]);
    expect(await ended).toBe(0);
    expect(lines).toEqual(["3000 full"]);
    const next = openStore(path);
    expect(next.pendingPage({ limit: 5_000 }).events).toHaveLength(2_999);
    next.close();
  });
});

describe("a process that may open no more files", () => {
  const newPath = useFolders();

  const program = `
    import { closeSync, openSync, rmSync } from "node:fs";
    import { openStore } from "store";
    const path = process.argv[2];
    const store = openStore(path);
    const event = { source: "webhook", payload: Buffer.from("x"), receivedAt: 0 };
    rmSync(path + ".reserve");
    const files = [];
    try { for (;;) files.push(openSync("/dev/null")); } catch {}
    try { store.commit({ append: [event] }); } catch (error) { console.log(error.code); }
    console.log(store.hasRoom(1));
    for (const file of files) closeSync(file);
    console.log(store.hasRoom(1), store.commit({ append: [event] }).numbers.length);
    store.close();
  `;

  it("refuses to add while the reserve has to be made again, and adds once it may", async () => {
    const path = newPath();
    const built = await buildProgram(join(path, "../files.mjs"), program);
    const { lines, ended } = startCommand("sh", ["-c", 'ulimit -n 60; exec "$0" "$@"', process.execPath, built, path]);
    expect(await ended).toBe(0);
    expect(lines).toEqual(["full", "false", "true 1"]);
  });
});
