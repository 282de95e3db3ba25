import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, open, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRejectsFile } from "./rejects-file.ts";
import { createRejectsWriter } from "./rejects-writer.ts";
import type { SetAside } from "./set-aside.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-rejects-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const quiet = { isContinued: false, onFailure: () => undefined };
const entry = (line: number): SetAside => ({ line, status: "invalid", issues: [], source: "{" });
const linesOf = async (path: string): Promise<readonly number[]> =>
  (await readFile(path, "utf8"))
    .split("\n")
    .slice(0, -1)
    .map((text): { line: number } => JSON.parse(text))
    .map(({ line }) => line);

const openIn = async (name: string, before?: string, isContinued = false) => {
  const path = join(folder, name);
  if (before !== undefined) await writeFile(path, before);
  let failures = 0;
  const file = await openRejectsFile(path, "-", { isContinued, onFailure: () => void (failures += 1) });
  return { path, file, failures: () => failures };
};

describe("a rejects file", () => {
  it("has every event once it is flushed, before it is closed", async () => {
    const { path, file } = await openIn("flushed");
    for (let line = 1; line <= 100; line += 1) void file.write(entry(line));
    await file.flush();
    expect(await linesOf(path)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    await file.close(true);
  });

  it("gets each event without a flush", async () => {
    const { path, file } = await openIn("prompt");
    void file.write(entry(1));
    await expect.poll(async () => linesOf(path)).toEqual([1]);
    await file.close(true);
  });

  it("has at most the allowed bytes, and counts omitted events", async () => {
    const path = join(folder, "limited");
    const maxBytes = 10 * Buffer.byteLength(`${JSON.stringify(entry(10))}\n`);
    const file = await openRejectsFile(path, "-", { ...quiet, maxBytes });
    for (let line = 10; line < 99; line += 1) void file.write(entry(line));
    await file.close(true);
    expect([await linesOf(path), file.leftOut()]).toEqual([[10, 11, 12, 13, 14, 15, 16, 17, 18, 19], 79]);
    expect((await stat(path)).size).toBe(maxBytes);
  });

  it.each([
    ["a file", "holds this"],
    ["nothing yet", undefined],
  ])("isn't written through a link to %s", async (what, before) => {
    const target = join(folder, `target of a link to ${what}`);
    if (before !== undefined) await writeFile(target, before);
    const path = join(folder, `link to ${what}`);
    await symlink(target, path);
    await expect(openRejectsFile(path, "-", quiet)).rejects.toThrow(`Can't write ${path} (ELOOP)`);
    expect(await readFile(target, "utf8").catch(() => undefined)).toBe(before);
  });

  it("can be a link to a device", async () => {
    const path = join(folder, "link to a device");
    await symlink("/dev/null", path);
    const file = await openRejectsFile(path, "-", quiet);
    void file.write(entry(1));
    await file.close(true);
    expect(file.failure()).toBeUndefined();
  });

  it("applies backpressure", async () => {
    const { file } = await openIn("flood");
    const waits = Array.from({ length: 5_000 }, (_, line) => file.write(entry(line)));
    expect(waits[0]).toBeUndefined();
    expect(waits.at(-1)).toBeInstanceOf(Promise);
    await file.flush();
    expect(file.write(entry(5_000))).toBeUndefined();
    await file.close(true);
  });

  it.each([0o644, 0o666, 0o600])("can be read only by its owner, even if it existed with mode %o", async (mode) => {
    const path = join(folder, `mode-${mode}`);
    await writeFile(path, "");
    await chmod(path, mode);
    const file = await openRejectsFile(path, "-", quiet);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await file.close(true);
  });

  it("doesn't change a device", async () => {
    const before = (await stat("/dev/null")).mode;
    const file = await openRejectsFile("/dev/null", "-", quiet);
    void file.write(entry(1));
    await file.close(true);
    expect([(await stat("/dev/null")).mode, file.failure()]).toEqual([before, undefined]);
  });

  it("keeps its content until a new event", async () => {
    const { path, file } = await openIn("former", "former\n");
    expect(await readFile(path, "utf8")).toBe("former\n");
    void file.write(entry(1));
    await file.close(true);
    expect(await linesOf(path)).toEqual([1]);
  });

  it.each([
    [true, ""],
    [false, "former\n"],
  ])("without any event, and a run that got to events: %s, ends with %j", async (hasRun, content) => {
    const { path, file } = await openIn(`none-${hasRun}`, "former\n");
    await file.close(hasRun);
    expect(await readFile(path, "utf8")).toBe(content);
  });

  it("is appended to by a run that continues another one", async () => {
    const { path, file } = await openIn("continued", `${JSON.stringify(entry(1))}\n`, true);
    void file.write(entry(2));
    await file.close(true);
    expect(await linesOf(path)).toEqual([1, 2]);
  });

  it("reports the number of events that are missing because of a full disk, and the first line", async () => {
    let failures = 0;
    const file = await openRejectsFile("/dev/full", "-", { isContinued: false, onFailure: () => void (failures += 1) });
    for (const line of [7, 5, 9]) await file.write(entry(line));
    await file.flush();
    void file.write(entry(6));
    await file.close(true);
    expect([file.failure(), failures]).toEqual([{ code: "ENOSPC", count: 4, line: 5 }, 1]);
  });

  it("detects that its folder was deleted", async () => {
    await mkdir(join(folder, "gone"));
    const { file, failures } = await openIn("gone/rejects");
    await file.write(entry(1));
    await file.flush();
    await rm(join(folder, "gone"), { recursive: true });
    void file.write(entry(2));
    await file.close(true);
    expect([file.failure(), failures()]).toEqual([{ code: "deleted", count: 2, line: 1 }, 1]);
  });

  it("reports every event when it can't be determined what is in the file", async () => {
    const handle = await open(join(folder, "unknown"), "a");
    const close = handle.close.bind(handle);
    const fail = (code: string) => () => Promise.reject(Object.assign(new Error("no"), { code }));
    let failures = 0;
    const options = { isContinued: false, onFailure: () => void (failures += 1) };
    const file = createRejectsWriter(Object.assign(handle, { stat: fail("EIO"), close: fail("EBADF") }), true, options);
    for (const line of [7, 5]) void file.write(entry(line));
    await file.flush();
    void file.write(entry(9));
    await file.close(true);
    expect([file.failure(), failures]).toEqual([{ code: "EIO", count: 3, line: 5 }, 1]);
    await close();
  });

  it.each(["/no/such/folder/x", "/"])("that can't be written is refused: %s", async (path) => {
    await expect(openRejectsFile(path, "-", quiet)).rejects.toThrow(
      /^Can't write .* \(E[A-Z]+\); give --rejects a file that can be written\.$/,
    );
  });

  it("that is a pipe without a reader is refused at once", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    await expect(openRejectsFile(path, "-", quiet)).rejects.toThrow(/^Can't write .* \(ENXIO\)/);
  });
});
