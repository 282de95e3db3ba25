import { chmod, mkdtemp, open, readFile, rm, stat, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openFileStore } from "./file-store.ts";

interface Thing {
  readonly name: string;
  readonly more?: unknown;
}

let path = "";
let prototype: FileHandle;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "pipelines-")), "queue");
  const file = await open(path, "a");
  prototype = Object.getPrototypeOf(file);
  await file.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(join(path, ".."), { recursive: true });
});

const diskFull = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });

/** Fills the disk: a write succeeds for this many bytes and then fails. */
const fillDisk = (leftBytes: number) => {
  async function appendFile(this: FileHandle, text: string | Uint8Array): Promise<void> {
    await this.write(Buffer.from(text).subarray(0, leftBytes));
    throw diskFull;
  }
  return vi.spyOn(prototype, "appendFile").mockImplementation(appendFile);
};

/** What a new process reads. */
const leftNow = async (): Promise<readonly Thing[]> => {
  const store = await openFileStore<Thing>(path);
  await store.close();
  return store.replay().map(({ event }) => event);
};

describe("a file store on a full disk", () => {
  it.each([0, 1, 20, 40, 41, 42, 83])(
    "keeps events that are appended after a write that failed at byte %i",
    async (leftBytes) => {
      const store = await openFileStore<Thing>(path);
      await store.append({ name: "before" });
      const full = fillDisk(leftBytes);
      const refused = [store.append({ name: "refused 1" }), store.append({ name: "refused 2" })];
      for (const append of refused) await expect(append).rejects.toBe(diskFull);
      full.mockRestore();
      await store.append({ name: "after" });
      expect(await leftNow()).toEqual([{ name: "before" }, { name: "after" }]);
      await store.close();
    },
  );

  it("writes events that are appended during a failing write", async () => {
    const store = await openFileStore<Thing>(path);
    let fail = (): void => {};
    const writing = new Promise<void>((begun) => {
      const failing = new Promise<never>((_, reject) => (fail = () => reject(diskFull)));
      vi.spyOn(prototype, "appendFile").mockImplementationOnce(() => {
        begun();
        return failing;
      });
    });
    const refused = expect(store.append({ name: "refused" })).rejects.toBe(diskFull);
    await writing;
    const kept = store.append({ name: "kept" });
    fail();
    await refused;
    await kept;
    expect(await leftNow()).toEqual([{ name: "kept" }]);
    await store.close();
  });

  it("removes events without an unhandled error, and continues to reject appends", async () => {
    const store = await openFileStore<Thing>(path);
    const names = Array.from({ length: 1_500 }, (_, index) => `${index}`);
    const numbers = await Promise.all(names.map((name) => store.append({ name })));
    const full = fillDisk(0);
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    for (const number of numbers) store.ack(number);
    await vi.waitFor(() => expect(full).toHaveBeenCalled());
    await new Promise(setImmediate);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    await expect(store.append({ name: "refused" })).rejects.toBe(diskFull);
    full.mockRestore();
    await store.append({ name: "kept" });
    await store.close();
    // Removed events may come back; refused ones may not.
    expect(await leftNow()).toEqual([...names, "kept"].map((name) => ({ name })));
  });

  it("closes its file even if the rest can't be written", async () => {
    const store = await openFileStore<Thing>(path);
    store.ack(await store.append({ name: "sent" }));
    const full = fillDisk(0);
    const refused = expect(store.append({ name: "refused" })).rejects.toBe(diskFull);
    await store.close();
    await refused;
    expect(full.mock.contexts[0]).toHaveProperty("fd", -1);
  });
});

describe("a file store", () => {
  it("never recovers a refused event, even if the process dies", async () => {
    const store = await openFileStore<Thing>(path);
    await store.append({ name: "before" });
    vi.spyOn(prototype, "datasync").mockRejectedValueOnce(diskFull);
    await expect(store.append({ name: "refused" })).rejects.toBe(diskFull);
    expect(await leftNow()).toEqual([{ name: "before" }]);
  });

  it("has written what it resolved, with one sync for concurrent appends", async () => {
    const store = await openFileStore<Thing>(path);
    const synced = vi.spyOn(prototype, "datasync");
    await Promise.all(Array.from({ length: 100 }, (_, n) => store.append({ name: `${n}` })));
    expect(synced.mock.calls.length).toBeGreaterThan(0);
    expect(synced.mock.calls.length).toBeLessThan(5);
    await store.close();
  });

  it("stores any text", async () => {
    const things = ["\u2028", "a\u2029b", "\r", "\n", "\u0085", "\u{1f600}"].map((name) => ({ name }));
    const store = await openFileStore<Thing>(path);
    for (const thing of things) await store.append(thing);
    await store.close();
    expect(await leftNow()).toEqual(things);
    expect(await leftNow()).toEqual(things);
  });

  it("loses no resolved event while another process opens it", async () => {
    let writer = await openFileStore<Thing>(path);
    const kept: string[] = [];
    for (let opening = 0; opening < 10; opening += 1) {
      const store = writer;
      const write = async () => {
        for (;;) {
          const name = `${kept.length}`;
          await store.append({ name });
          kept.push(name);
        }
      };
      const refused = expect(write()).rejects.toThrow(/opened by another process/);
      writer = await openFileStore<Thing>(path);
      await refused;
      await store.close();
    }
    await writer.close();
    const left = (await leftNow()).map(({ name }) => name);
    expect(kept.filter((name) => !left.includes(name))).toEqual([]);
  });

  it("can be read only by its owner, whatever its mode was", async () => {
    const modeOf = async (of: string) => (await stat(of)).mode & 0o777;
    await chmod(path, 0o666);
    await (await openFileStore<Thing>(path)).close();
    expect(await modeOf(path)).toBe(0o600);
    await rm(path);
    await (await openFileStore<Thing>(path)).close();
    expect(await modeOf(path)).toBe(0o600);
  });

  it("rejects when another process has opened the file, whose events are safe", async () => {
    const first = await openFileStore<Thing>(path);
    await first.append({ name: "one" });
    const second = await openFileStore<Thing>(path);
    await second.append({ name: "two" });
    await expect(first.append({ name: "three" })).rejects.toThrow(/opened by another process: use one file/);
    await first.close();
    await second.close();
    expect(await leftNow()).toEqual([{ name: "one" }, { name: "two" }]);
  });

  it("keeps thousands of events", async () => {
    const things = Array.from({ length: 2_500 }, (_, n) => ({ name: `${n}` }));
    const store = await openFileStore<Thing>(path);
    await Promise.all(things.map((thing) => store.append(thing)));
    await store.close();
    expect(await leftNow()).toEqual(things);
    expect(await leftNow()).toEqual(things);
  });

  it("rewrites its file while events are added and removed, also after some that can't be serialized", async () => {
    const store = await openFileStore<Thing>(path);
    await store.append({ name: "zero" });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const more of [circle, 1n]) {
      await expect(store.append({ name: "refused", more })).rejects.toThrow(TypeError);
    }
    const things = Array.from({ length: 51_000 }, (_, index) => store.append({ name: `${index}` }));
    for (const number of await Promise.all(things)) store.ack(number);
    for (const name of ["one", "two"]) store.ack(await store.append({ name }));
    await store.append({ name: "three" });
    expect((await readFile(path, "utf8")).length).toBeLessThan(1_000);
    expect(await leftNow()).toEqual([{ name: "zero" }, { name: "three" }]);
    await store.close();
  });
});
