import { execFileSync } from "node:child_process";
import {
  link,
  mkdir,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readContent } from "./event-file.ts";
import { openFileStore, type FileStoreOptions } from "./file-store.ts";
import { readRecord, toRecord } from "./record.ts";

interface Thing {
  readonly name: string;
}

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pipelines-"));
  path = join(folder, "queue");
});
afterEach(() => rm(folder, { recursive: true }));

const open = async (options?: FileStoreOptions): Promise<readonly string[]> => {
  const store = await openFileStore<Thing>(path, options);
  await store.close();
  return store.replay().map(({ event }) => event.name);
};

/** The bytes of a store with the pending events one, two and three, and the acknowledged event zero. */
const buildStore = async (): Promise<Buffer> => {
  const store = await openFileStore<Thing>(path);
  store.ack(await store.append({ name: "zero" }));
  for (const name of ["one", "two", "three"]) await store.append({ name });
  await store.close();
  return readFile(path);
};

describe("a file that isn't a store", () => {
  it.each([
    ["notes", "buy milk\ncall Ada\n"],
    ["events", '{"number":1,"event":{}}\n{"ack":1}\n'],
    ["an empty line", "\n"],
    ["bytes", Buffer.from([0, 255, 10, 0, 128])],
    ["one long line", "x".repeat(1_000_000)],
  ])("is refused and not modified: a file of %s", async (_, content) => {
    await writeFile(path, content);
    await expect(open()).rejects.toThrow(`${path} is not an event store and wasn't changed`);
    expect((await readFile(path)).equals(Buffer.from(content))).toBe(true);
    expect(await readdir(folder)).toEqual(["queue"]);
  });

  it("is refused if it is a link, even to a store", async () => {
    await buildStore();
    const target = join(folder, "target");
    await link(path, target);
    await rm(path);
    await symlink(target, path);
    const before = await readFile(target);
    await expect(open()).rejects.toThrow("is not an event store");
    expect(await readFile(target)).toEqual(before);
  });

  it("is refused without waiting: a named pipe, a device, a folder", async () => {
    execFileSync("mkfifo", [path]);
    await expect(open()).rejects.toThrow("is not an event store");
    await expect(openFileStore("/dev/null")).rejects.toThrow("is not an event store");
    await rm(path);
    await mkdir(path);
    await expect(open()).rejects.toThrow("EISDIR");
  });
});

describe("a damaged store", () => {
  const flip = (bytes: Buffer, bit: number): Buffer => {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped;
  };
  const names = ["one", "two", "three"];

  it("loses no event to a flipped bit: each is read, or is in a damaged line", async () => {
    const whole = await buildStore();
    const file = await openFile(path, "r+");
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = flip(whole, bit);
      await file.write(flipped, 0, flipped.length, 0);
      const { calls, damaged, isStore } = await readContent<Thing>(file);
      const lost = names.filter((name) => !calls.some(({ event }) => event.name === name));
      // A flipped line feed damages the lines before and after it.
      expect(lost.length, `bit ${bit}`).toBeLessThanOrEqual(2);
      expect([isStore, damaged.length > 0], `bit ${bit}`).toEqual([true, true]);
      const lines = flipped.toString("latin1").split("\n");
      for (const line of damaged) expect(lines, `bit ${bit}`).toContain(line.toString("latin1"));
    }
    await file.close();
  });

  it("moves damaged lines aside when it is opened, and reports them", async () => {
    const whole = await buildStore();
    const second = whole.indexOf('{"number":3');
    await writeFile(path, flip(whole, second * 8));
    const told: object[] = [];
    expect(await open({ onDamaged: (damaged) => told.push(damaged) })).toEqual(["one", "three"]);
    expect(told).toEqual([{ lines: 1, path: `${path}.damaged` }]);
    expect(await readFile(`${path}.damaged`, "latin1")).toContain('"two"');
    expect((await stat(`${path}.damaged`)).mode & 0o777).toBe(0o600);
  });

  it("moves a torn line to a file that only its owner can read", async () => {
    const whole = await buildStore();
    await writeFile(path, whole.subarray(0, -5));
    expect(await open({ onDamaged: () => {} })).toEqual(["one", "two"]);
    expect(await readFile(`${path}.damaged`, "utf8")).toBe(
      `${toRecord({ number: 4, event: { name: "three" } }).slice(0, -5)}\n`,
    );
    expect(await open()).toEqual(["one", "two"]);
  });

  it("warns by default", async () => {
    const whole = await buildStore();
    await writeFile(path, whole.subarray(0, -5));
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    await open();
    expect((await warned).message).toBe(
      `1 damaged or half-written records of an event store were moved to ${path}.damaged.`,
    );
  });

  it("warns without terminal control characters", async () => {
    const whole = await buildStore();
    path = join(folder, "\u001b[2J\u009b\u202e\n");
    await writeFile(path, whole.subarray(0, -5));
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    await open();
    expect((await warned).message).toContain("/?[2J???.damaged.");
  });

  it("removes the temporary files of a killed process, and nothing else", async () => {
    await buildStore();
    const dead = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    const left = (pid: string | number) => `queue.${pid}-123e4567-e89b-42d3-a456-426614174000.new`;
    for (const name of [left(dead), left(process.pid), "queue.new", "other"]) await writeFile(join(folder, name), "");
    expect(await open()).toEqual(["one", "two", "three"]);
    expect(await readdir(folder)).toEqual(["other", "queue", left(process.pid), "queue.new"].toSorted());
  });
});

describe("a record", () => {
  it.each(["", "1", "00000000", "00000000 ", '00000000 {"ack":1}', '{"ack":1}'])("isn't %j", (line) => {
    expect(readRecord(Buffer.from(line))).toBeUndefined();
  });

  it("is read unchanged", () => {
    const record = { number: 7, event: { name: "\u2028 \u{1f600}" } };
    expect(readRecord(Buffer.from(toRecord(record).trimEnd()))).toEqual(record);
  });
});
