import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openFileStore, type FileStoreOptions } from "./file-store.ts";

interface Thing {
  readonly name: string;
}

/** A disk that a test can fill. */
interface Disk {
  readonly folder: string;
  readonly fill: () => Promise<void>;
  readonly free: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A real disk of 64 KB, which needs the permission to mount one. */
const mountDisk = async (): Promise<Disk> => {
  const folder = await mkdtemp(join(tmpdir(), "pipelines-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
  const filler = join(folder, "filler");
  return {
    folder,
    fill: () => expect(writeFile(filler, Buffer.alloc(100_000))).rejects.toThrow("ENOSPC"),
    free: () => rm(filler),
    remove: async () => {
      // A failed test may have left the store open.
      execFileSync("umount", ["--lazy", folder]);
      await rm(folder, { recursive: true });
    },
  };
};

/** A folder in which writes fail halfway, as on a full disk. */
const pretendDisk = async (): Promise<Disk> => {
  const folder = await mkdtemp(join(tmpdir(), "pipelines-"));
  const file = await open(join(folder, "other"), "a");
  const prototype: FileHandle = Object.getPrototypeOf(file);
  await file.close();
  await rm(join(folder, "other"));
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  async function failing(this: FileHandle, text: string | Uint8Array): Promise<void> {
    await this.write(Buffer.from(text).subarray(0, 10));
    throw full;
  }
  return {
    folder,
    fill: async () => {
      vi.spyOn(prototype, "appendFile").mockImplementation(failing);
      vi.spyOn(prototype, "writeFile").mockImplementation(failing);
    },
    free: async () => void vi.restoreAllMocks(),
    remove: () => rm(folder, { recursive: true }),
  };
};

const canMount = await mountDisk().then(
  (disk) => disk.remove().then(() => true),
  () => false,
);

let disk: Disk;
afterEach(async () => {
  vi.restoreAllMocks();
  await disk.remove();
});

const names = (count: number, of = "event"): readonly string[] => Array.from({ length: count }, (_, n) => `${of} ${n}`);

describe.each([["pretended", pretendDisk], ...(canMount ? [["real", mountDisk] as const] : [])] as const)(
  "a store on a %s full disk",
  (_, make) => {
    /** Opens the store on a full disk. */
    const openStore = (options?: FileStoreOptions) => openFileStore<Thing>(join(disk.folder, "queue"), options);
    /** Stores events, and fills the disk. */
    const leave = async (left: readonly string[]): Promise<void> => {
      disk = await make();
      const store = await openStore();
      store.ack(await store.append({ name: "sent before" }));
      await Promise.all(left.map((name) => store.append({ name })));
      await store.close();
      await disk.fill();
    };
    const leftNow = async (): Promise<readonly string[]> => {
      const store = await openStore();
      await store.close();
      return store.replay().map(({ event }) => event.name);
    };
    const filesNow = async (): Promise<readonly string[]> =>
      (await readdir(disk.folder)).filter((name) => name !== "filler").toSorted();

    it("opens with the pending events, however often", async () => {
      await leave(names(20));
      expect(await leftNow()).toEqual(names(20));
      expect(await leftNow()).toEqual(names(20));
      expect(await filesNow()).toEqual(["queue"]);
      await disk.free();
      expect(await leftNow()).toEqual(names(20));
    });

    it("can be drained, and is empty for the next process", async () => {
      await leave(names(1_200));
      const store = await openStore();
      for (const { number } of store.replay()) store.ack(number);
      await store.close();
      expect(await leftNow()).toEqual([]);
      expect((await stat(join(disk.folder, "queue"))).size).toBeLessThan(100);
    });

    it("rejects appends with the system's error until there is space, and loses nothing", async () => {
      await leave(names(20));
      const store = await openStore();
      for (const name of ["no", "neither"]) await expect(store.append({ name })).rejects.toThrow("ENOSPC");
      const [first] = store.replay();
      store.ack(first?.number ?? 0);
      await expect(store.append({ name: "still no" })).rejects.toThrow("ENOSPC");
      await disk.free();
      await Promise.all(["one", "two"].map((name) => store.append({ name })));
      expect(store.replay().map(({ event }) => event.name)).toEqual(names(20).slice(1));
      await store.close();
      expect(await leftNow()).toEqual([...names(20).slice(1), "one", "two"]);
    });

    it("opens without an existing file, and appends as soon as there is space", async () => {
      disk = await make();
      await disk.fill();
      const store = await openStore();
      await expect(store.append({ name: "no" })).rejects.toThrow("ENOSPC");
      await disk.free();
      await store.append({ name: "one" });
      await store.close();
      expect(await readFile(join(disk.folder, "queue"), "utf8")).toMatch(/^[\da-f]{8} \{"store":1\}\n/);
      expect(await leftNow()).toEqual(["one"]);
    });

    it("keeps damaged records in its file until they can be moved", async () => {
      await leave(names(20));
      const path = join(disk.folder, "queue");
      await truncate(path, (await stat(path)).size - 5);
      const told: object[] = [];
      const options: FileStoreOptions = { onDamaged: (damaged) => told.push(damaged) };
      const store = await openStore(options);
      expect(store.replay()).toHaveLength(19);
      await expect(store.append({ name: "no" })).rejects.toThrow("ENOSPC");
      expect(told).toEqual([]);
      await disk.free();
      await store.append({ name: "one" });
      expect(told).toEqual([{ lines: 1, path: `${path}.damaged` }]);
      expect(await readFile(`${path}.damaged`, "utf8")).toMatch(/^[\da-f]{8} .*"event 1\n/);
      await store.close();
      expect(await leftNow()).toEqual([...names(19), "one"]);
    });

    it("keeps events that another process appends meanwhile, and uses no number twice", async () => {
      disk = await make();
      const first = await openStore();
      await first.append({ name: "one" });
      await disk.fill();
      const second = await openStore();
      await disk.free();
      await first.append({ name: "two" });
      await second.append({ name: "three" });
      await expect(first.append({ name: "four" })).rejects.toThrow("opened by another process");
      await first.close();
      await second.close();
      expect(await leftNow()).toEqual(["one", "two", "three"]);
    });

    it("doesn't replace the file of a process that opened it meanwhile", async () => {
      await leave(names(2));
      const first = await openStore();
      await disk.free();
      const second = await openStore();
      await second.append({ name: "new" });
      await expect(first.append({ name: "no" })).rejects.toThrow("opened by another process");
      await first.close();
      await second.close();
      expect(await leftNow()).toEqual([...names(2), "new"]);
    });
  },
);

describe("a store that is larger than the file size limit", () => {
  it("opens, and a process with that limit can drain it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pipelines-"));
    disk = { folder, fill: async () => {}, free: async () => {}, remove: () => rm(folder, { recursive: true }) };
    const path = join(folder, "queue");
    const store = await openFileStore<Thing>(path);
    await Promise.all(names(500).map((name) => store.append({ name })));
    await store.close();
    const script = `
      import { openFileStore } from ${JSON.stringify(join(import.meta.dirname, "file-store.ts"))};
      const store = await openFileStore(${JSON.stringify(path)});
      const left = store.replay();
      const error = await store.append({ name: "no" }).catch(({ code }) => code);
      for (const { number } of left.slice(1)) store.ack(number);
      await store.close();
      console.log(left.length, error);
    `;
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: import.meta.dirname },
      bundle: true,
      platform: "node",
      format: "esm",
      write: false,
    });
    const program = join(folder, "drain.mjs");
    await writeFile(program, outputFiles[0]?.text ?? "");
    // The shell's blocks have 512 or 1,024 bytes; the store has 25,000 bytes.
    const { stdout } = await promisify(execFile)("sh", [
      "-c",
      'ulimit -f 8; exec "$0" "$1"',
      process.execPath,
      program,
    ]);
    expect(stdout).toBe("500 EFBIG\n");
    const next = await openFileStore<Thing>(path);
    await next.close();
    expect(next.replay().map(({ event }) => event.name)).toEqual(["event 0"]);
  });
});
