import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { store } from "../recipes/store.ts";
import { events, gzip } from "../src/testing/post.ts";

/** The path of the binary. */
const workerd: { readonly default: string } = createRequire(import.meta.url)("workerd");

const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
);
`;

/** Starts the worker's recipe, as it is bundled for release; the port is read from what the server reports. */
const start = async (folder: string): Promise<{ child: ChildProcess; url: string }> => {
  await build({
    entryPoints: [new URL("../recipes/worker.ts", import.meta.url).pathname],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["@email-events/source"],
  });
  await writeFile(join(folder, "config.capnp"), config);
  const child = spawn(workerd.default, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const [line] = (await once(createInterface(child.stdio[3] as NodeJS.ReadableStream), "line")) as [string];
  const { port } = JSON.parse(line) as { port: number };
  return { child, url: `http://127.0.0.1:${port}/` };
};

describe("in a Worker", () => {
  let folder: string;
  let running: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "email-events-workerd-"));
    running = await start(folder);
  });

  afterAll(async () => {
    running.child.kill();
    await rm(folder, { recursive: true });
  });

  const list = JSON.stringify(events);
  const packed = gzip(list);
  const damaged = Uint8Array.from(packed);
  damaged[damaged.length - 5] = (damaged.at(-5) ?? 0) ^ 1;

  it.each([
    ["a list", list, 200, { accepted: 3, setAside: [] }],
    ["gzip", packed, 200, { accepted: 3, setAside: [] }],
    ["what isn't JSON", "not json", 200, { accepted: 0, setAside: [{ index: 0 }] }],
    // As the README says: some runtimes read them.
    ["gzip of two members", new Uint8Array([...packed, ...gzip(list)]), 200, { accepted: 0, setAside: [{ index: 0 }] }],
    ["damaged gzip", damaged, 200, { accepted: 0, setAside: [{ index: 0 }] }],
  ])("answers %s", async (_, body, status, answer) => {
    const headers = { authorization: `Bearer ${store.secret}` };
    const response = await fetch(running.url, { method: "POST", headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(answer);
  });

  it("refuses a wrong secret", async () => {
    const headers = { authorization: "Bearer no" };
    expect((await fetch(running.url, { method: "POST", headers, body: list })).status).toBe(401);
  });
});
