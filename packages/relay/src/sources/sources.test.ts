import { execFileSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, createReadStream, openSync } from "node:fs";
import { link, mkdtemp, open, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import { generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildCli } from "../testing/build-cli.ts";
import { runCommand, toLines } from "../testing/run-command.ts";
import { finish, spawnCli } from "../testing/spawn-cli.ts";

let folder = "";
let cli = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-sources-"));
  cli = await buildCli(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const lines = toLines(generateAirshipEvents({ seed: 5, count: 50 }));
const save = async (name: string, content: string | Buffer = lines): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

/** A file as a standard stream of the program. */
interface Redirection {
  readonly path: string;
  readonly flags: string;
}

/** Starts the program with files as standard streams; the others are pipes. */
const start = (argv: readonly string[], ...files: readonly (Redirection | undefined)[]): ChildProcess => {
  const stdio = [0, 1, 2].map((fd): "pipe" | number => {
    const file = files[fd];
    return file === undefined ? "pipe" : openSync(file.path, file.flags);
  });
  const child = spawnCli(cli, argv, stdio);
  for (const one of stdio) if (typeof one === "number") closeSync(one);
  return child;
};

/** Runs a command in this process on a file as standard input, with its descriptor, which takes a tenth of a process. */
const runOn = (path: string, argv: readonly string[]) =>
  runCommand(argv, { stdin: createReadStream("", { fd: openSync(path, "r") }) });

const relay = (from: string, ...more: readonly string[]): readonly string[] =>
  ["relay", "--from", from, "--to", "sandbox", "--report", "json"].concat(more);

describe("rejects that would overwrite the source", () => {
  const refusal =
    "error: --rejects and --from are the same file: choose another file for --rejects, or the events would be overwritten.\n";

  it.each([
    ["its path", (path: string) => path],
    ["a detour to it", (path: string) => join(folder, "x", "..", path.slice(folder.length))],
    ["a hard link", async (path: string) => link(path, `${path}.hard`).then(() => `${path}.hard`)],
    ["a symbolic link", async (path: string) => symlink(path, `${path}.soft`).then(() => `${path}.soft`)],
  ])("are refused by %s, and the source isn't changed", async (what, rename) => {
    const path = await save(`precious ${what}`);
    const rejects = await rename(path);
    expect(await runCommand(relay(path, "--rejects", rejects))).toEqual({ exitCode: 2, out: "", err: refusal });
    for (const from of ["-", "/dev/stdin"]) {
      expect(await runOn(path, relay(from, "--rejects", rejects))).toEqual({ exitCode: 2, out: "", err: refusal });
    }
    expect(await readFile(path, "utf8")).toBe(lines);
  });

  it("are refused by the program, whose standard input a shell opened", async () => {
    const path = await save("precious");
    const { exitCode, out, err } = await finish(start(relay("-", "--rejects", path), { path, flags: "r" }));
    expect([exitCode, out, err, await readFile(path, "utf8")]).toEqual([2, "", refusal, lines]);
  });

  it.each(["/dev/null", "new.ndjson"])("don't include %s", async (name) => {
    const path = await save("others.ndjson", `${lines}nonsense\n`);
    const rejects = name.startsWith("/") ? name : join(folder, name);
    const { exitCode, out } = await runOn(path, relay("-", "--rejects", rejects));
    expect([exitCode, JSON.parse(out)]).toMatchObject([1, { received: 51, invalid: 1 }]);
  });
});

describe("a source that is also an output", () => {
  it.each([
    ["map", ["map"], 1, "standard output"],
    ["validate", ["validate"], 2, "standard error"],
  ])("is refused by %s", async (name, argv, fd, words) => {
    const path = await save(`${name}-appended`);
    const appended = { path, flags: "a" };
    const files = fd === 1 ? [undefined, appended] : [undefined, undefined, appended];
    const { exitCode } = await finish(start([...argv, path], ...files));
    expect(exitCode).toBe(2);
    const sentence = `error: ${path} is also ${words}; redirect ${words} to another file.\n`;
    expect(await readFile(path, "utf8")).toBe(fd === 2 ? lines + sentence : lines);
  });

  it("is refused when the shell has emptied it, and when it is standard input", async () => {
    const path = await save("emptied");
    const emptied = await finish(start(["validate", path], undefined, { path, flags: "w" }));
    expect(emptied).toMatchObject({ exitCode: 2, err: expect.stringContaining("is also standard output") });
    const argv = ["validate", "-"];
    const redirected = await finish(start(argv, { path, flags: "r" }, { path, flags: "a" }));
    expect(redirected).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^error: The file on standard input is also standard output/),
    });
  });
});

describe("a source that can't be read", () => {
  const help = "give a file of events, or - for standard input.\n";

  it("can be a directory, also on standard input", async () => {
    const byPath = await runCommand(["validate", folder]);
    expect(byPath).toMatchObject({ exitCode: 2, err: `error: Can't read ${folder}: it is a folder; ${help}` });
    const redirected = await finish(start(["validate", "-"], { path: folder, flags: "r" }));
    expect(redirected).toMatchObject({ exitCode: 2, err: `error: Can't read standard input: it is a folder; ${help}` });
  });

  it("can be a socket", async () => {
    const path = join(folder, "socket");
    const server = createServer().listen(path);
    onTestFinished(() => void server.close());
    await once(server, "listening");
    expect(await runCommand(["validate", path])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining(": it is a socket; "),
    });
  });

  it.runIf(process.getuid?.() !== 0)("can belong to another user", async () => {
    const path = await save("secret");
    await (await open(path)).chmod(0);
    expect(await runCommand(["validate", path])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("permission denied"),
    });
  });
});

describe("a source without an event", () => {
  it.each(["", "\n\n", "[]", "\u{feff}"])("fails: %j", async (content) => {
    const path = await save("empty", content);
    const { exitCode, err } = await runCommand(["validate", path]);
    expect([exitCode, err.split("\n")[0]]).toEqual([2, `No event was read: ${path} holds none.`]);
    expect((await runCommand(relay("-"), { stdin: content })).exitCode).toBe(2);
  });

  it("can be a closed standard input or /dev/null", async () => {
    const closed = ["-c", '"$0" "$1" validate - <&-', process.execPath, cli];
    expect(() => execFileSync("sh", closed, { stdio: "pipe" })).toThrow(/No event was read: standard input holds none/);
    expect((await runCommand(["validate", "/dev/null"])).exitCode).toBe(2);
  });
});

/** The open files of a process, on Linux. */
const openFilesOf = async ({ pid }: ChildProcess): Promise<readonly string[]> => {
  const names = await readdir(`/proc/${pid}/fd`);
  return Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => "")));
};

describe("a pipe", () => {
  const makePipe = (name: string): string => {
    const path = join(folder, name);
    execFileSync("mkfifo", [path]);
    return path;
  };

  it("is read until its writers have closed it", async () => {
    const path = makePipe("pipe");
    const ended = runCommand(relay(path));
    // Opening a pipe for writing waits for a reader.
    const writer = await open(path, "w");
    await writer.write(lines.slice(0, 5_000));
    await writer.write(lines.slice(5_000));
    await writer.close();
    const { exitCode, out } = await ended;
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 50 }]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("without a writer ends at the first %s", async (signal) => {
    const path = makePipe(`silent-${signal}`);
    const child = start(["validate", path]);
    const ended = finish(child);
    await expect.poll(() => openFilesOf(child)).toContain(path);
    const from = performance.now();
    child.kill(signal);
    const { exitCode, err } = await ended;
    expect(performance.now() - from).toBeLessThan(10_000);
    expect([exitCode, err.split("\n")[0]]).toEqual([2, expect.stringMatching(/^Interrupted; /)]);
  });
});

describe("a terminal", () => {
  it("gets a hint that events are read from it", async () => {
    const stdin = Object.assign(Readable.from([Buffer.from(lines)]), { isTTY: true });
    const { exitCode, err } = await runCommand(["validate", "-"], { stdin });
    expect([exitCode, err.split("\n")[0]]).toEqual([0, "Reading events from the terminal; end them with Ctrl-D."]);
  });
});

describe("gzip that fails", () => {
  // Few, because bytes before a damaged one are decompressed one by one.
  const packed = gzipSync(toLines(generateAirshipEvents({ seed: 5, count: 10 })));
  const damaged = Buffer.from(packed);
  damaged.writeUInt32LE(0, packed.length - 8);

  it.each([
    ["garbage behind it", Buffer.concat([packed, Buffer.from("garbage")]), "the gzip data is followed by other data"],
    ["a wrong checksum", damaged, "the gzip checksum is wrong"],
    ["no end", packed.subarray(0, -8), "unexpected end of file"],
  ])("with %s yields all its events first", async (_what, bytes, reason) => {
    const path = await save("failing.gz", bytes);
    const byPath = await runCommand(relay(path));
    const redirected = await runOn(path, relay("-"));
    for (const { exitCode, out, err } of [byPath, redirected]) {
      expect([exitCode, JSON.parse(out)]).toMatchObject([2, { received: 10, invalid: 0 }]);
      expect(err).toContain(`Input ended unexpectedly (${reason}); `);
    }
  });

  it("in the middle of an event yields those before it, and counts it as invalid", async () => {
    const path = await save("cut.gz", gzipSync(lines).subarray(0, -200));
    const { exitCode, out } = await runCommand(relay(path));
    const { received, invalid }: { received: number; invalid: number } = JSON.parse(out);
    const whole = gunzipSync(await readFile(path), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    expect([exitCode, invalid]).toEqual([2, whole.endsWith("\n") ? 0 : 1]);
    expect(received).toBe(whole.trimEnd().split("\n").length);
  });
});
