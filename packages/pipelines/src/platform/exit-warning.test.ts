import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPipelinesClient } from "../index.ts";
import { bundle } from "../testing/bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "pipelines-exit-"));
beforeAll(async () => writeFileSync(join(folder, "client.mjs"), await bundle("index.ts")));
afterAll(() => rmSync(folder, { recursive: true }));

// A transport that never answers, so events stay in the queue.
const prelude = `
import { createPipelinesClient } from "./client.mjs";
const event = (n) => ({ type: "track", event: "Email Opened", userId: "u" + n, properties: { email_id: "e" } });
const never = { send: () => new Promise(() => {}) };
const accepting = { send: async () => ({ status: "accepted" }) };
const create = (options) =>
  createPipelinesClient({ writeKey: "sk_secret_key", endpoint: "https://api.test", transport: never, ...options });
// Node may have a listener of its own.
const own = process.listenerCount("exit");
const listeners = () => process.listenerCount("exit") - own;
const fill = (client, count) => { for (let n = 0; n < count; n += 1) void client.track(event(n)); };
`;

const run = async (program: string, flags: readonly string[] = []) => {
  const file = join(folder, `run-${Math.random()}.mjs`);
  writeFileSync(file, prelude + program);
  const child = spawn(process.execPath, [...flags, file], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { stdout, stderr, code };
};
const warning = (events: string): string =>
  `@email-events/pipelines: the process exits while ${events} no outcome; ` +
  "await client.close() before process.exit(), or set warnOnExit: false.\n";

describe("a process that exits while a client holds events", () => {
  it.each([
    ["process.exit", "fill(create(), 3); process.exit(3);", 3],
    [
      "process.exit while a request is in flight",
      "fill(create({ lingerMs: 0 }), 3); setTimeout(() => process.exit(3), 20);",
      3,
    ],
    [
      "process.exit while it closes",
      "const c = create(); fill(c, 3); void c.close(); setTimeout(() => process.exit(3), 20);",
      3,
    ],
    ["more than one client", "for (let n = 0; n < 3; n += 1) fill(create(), 1); process.exit(3);", 3],
    [
      "one of many, the others closed",
      "await Promise.all(Array.from({ length: 20 }, () => create().close())); fill(create(), 3); process.exit(3);",
      3,
    ],
  ])("prints one line: %s", async (_, program, exitCode) => {
    const { stdout, stderr, code } = await run(program);
    expect(stderr).toBe(warning("3 events have"));
    expect([stdout, code]).toEqual(["", exitCode]);
  });

  it("prints it after an uncaught error, which isn't changed", async () => {
    const { stderr, code } = await run('fill(create(), 1); throw new Error("out of luck");');
    expect(stderr).toContain("Error: out of luck");
    expect(stderr).toContain(warning("1 event has"));
    expect(code).toBe(1);
  });

  it("prints it after an unhandled rejection", async () => {
    const { stderr, code } = await run(
      'fill(create(), 2); void Promise.reject(new Error("out of luck")); await new Promise(() => {});',
    );
    expect(stderr).toContain(warning("2 events have"));
    expect(code).toBe(1);
  });

  it("never prints a key or an address", async () => {
    const { stderr } = await run("fill(create(), 3); process.exit();");
    expect(stderr).not.toMatch(/sk_secret|api\.test|c2tfc2VjcmV0/);
  });

  it("prints it in a worker that exits", async () => {
    const program = `
      import { isMainThread, Worker } from "node:worker_threads";
      if (isMainThread) new Worker(new URL(import.meta.url));
      else { fill(create(), 3); process.exit(); }`;
    expect((await run(program)).stderr).toBe(warning("3 events have"));
  });

  it("ignores a closed stderr", async () => {
    const { code } = await run(
      'import { closeSync } from "node:fs"; fill(create(), 3); closeSync(2); process.exit(4);',
    );
    expect(code).toBe(4);
  });

  it.each([
    ["the option silences it", "fill(create({ warnOnExit: false }), 3); process.exit();"],
    ["everything was delivered and closed", "const c = create({ transport: accepting }); fill(c, 3); await c.close();"],
    [
      "everything was delivered, never closed",
      "const c = create({ transport: accepting }); fill(c, 3); await c.flush(); process.exit();",
    ],
    [
      "it was closed out of time, with a report",
      "const c = create(); fill(c, 3); await c.close({ timeoutMs: 10 }); process.exit();",
    ],
    [
      "its signal closed it",
      "const a = new AbortController(); const c = create({ signal: a.signal }); fill(c, 3); a.abort(); process.exit();",
    ],
    ["it holds none", "create(); process.exit();"],
    ["it holds none, and nothing else runs", "create();"],
  ])("prints nothing when %s", async (_, program) => {
    expect(await run(program)).toEqual({ stdout: "", stderr: "", code: 0 });
  });

  it("has one listener for all clients, and none when they are closed", async () => {
    const program = `
      const clients = Array.from({ length: 50 }, () => create());
      const some = listeners();
      await Promise.all(clients.map((client) => client.close()));
      console.log(some, listeners());`;
    expect(await run(program)).toEqual({ stdout: "1 0\n", stderr: "", code: 0 });
  });

  it("doesn't keep an unreferenced client or its listener in memory", async () => {
    const program = `
      const refs = [];
      (() => { for (let n = 0; n < 50; n += 1) refs.push(new WeakRef(create())); })();
      for (let n = 0; n < 100 && listeners() > 0; n += 1) { gc(); await new Promise((resolve) => setTimeout(resolve, 5)); }
      console.log(refs.filter((ref) => ref.deref()).length, listeners());`;
    expect(await run(program, ["--expose-gc"])).toEqual({ stdout: "0 0\n", stderr: "", code: 0 });
  });
});

it("isn't part of the fetch build", async () => {
  const code = await bundle("fetch.ts");
  expect(code).not.toContain("the process exits");
  expect(code).not.toContain("PROXY_ADDRESS");
  expect(() => createPipelinesClient({ writeKey: "key", warnOnExit: true })).not.toThrow();
});
