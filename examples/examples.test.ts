import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { createSandbox, type Sandbox } from "@email-events/sandbox";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const folder = import.meta.dirname;
const condition = "@email-events/source";

const secret = "a secret of at least 32 characters";

/** As the reference page of bulk tracking has it. */
const click = {
  type: "click",
  event_id: "c-1",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
  url: "https://books.example.com/spring",
};

const bounce = {
  id: "e-1",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name: "delivery" },
};

const request = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
  body: JSON.stringify(body),
});

let sandbox: Sandbox;
const children: ChildProcess[] = [];
const work = mkdtempSync(join(tmpdir(), "email-events-examples-"));

beforeAll(async () => {
  sandbox = await createSandbox({ writeKey: "test-key" });
  // Examples read them where they are imported.
  Object.assign(process.env, environment());
});

beforeEach(() => sandbox.reset());

afterAll(async () => {
  for (const child of children) child.kill();
  await sandbox.close();
  rmSync(work, { recursive: true });
});

const environment = () => ({
  WEBHOOK_SECRET: secret,
  PIPELINES_WRITE_KEY: "test-key",
  PIPELINES_ENDPOINT: sandbox.url,
  PORT: "0",
});

/** The binary of a runtime, which a package for this platform brings; `undefined` where there is none. */
const findBinary = (runtime: string, names: readonly string[], file: string): string | undefined => {
  const require = createRequire(createRequire(import.meta.url).resolve(`${runtime}/package.json`));
  for (const name of names) {
    try {
      return join(require.resolve(`${name}/package.json`), "..", file);
    } catch {
      // Another platform's.
    }
  }
  return undefined;
};

const { platform, arch } = process;

const deno = findBinary("deno", [`@deno/${platform}-${arch}-glibc`, `@deno/${platform}-${arch}`], "deno");

const bunArch = arch === "arm64" ? "aarch64" : arch;
const bun = findBinary("bun", [`@oven/bun-${platform}-${bunArch}`], "bin/bun");

const findWorkerd = (): string | undefined => {
  try {
    const found: { readonly default: string } = createRequire(import.meta.url)("workerd");
    return found.default;
  } catch {
    return undefined;
  }
};

const workerd = findWorkerd();

/** Starts a program, and resolves to the first text that it prints of a form. */
const start = async (
  program: string,
  args: readonly string[],
  port: RegExp,
  stream: "stderr" | "stdout" | "control",
) => {
  const stdio = ["ignore", "pipe", "pipe", "pipe"] as const;
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment(), NO_COLOR: "1" },
    stdio: [...stdio],
  });
  children.push(child);
  const said = child.stdio[stream === "control" ? 3 : stream === "stdout" ? 1 : 2];
  const [failed, lines]: [string[], string[]] = [[], []];
  child.stderr?.on("data", (text: Buffer) => void failed.push(String(text)));
  for await (const line of createInterface(said as NodeJS.ReadableStream)) {
    lines.push(line);
    const [, found] = port.exec(line) ?? [];
    if (found !== undefined) return `http://127.0.0.1:${found}/events`;
  }
  throw new Error(`${program} ended: ${[...lines, ...failed].join("\n")}`);
};

/** Bundles an example with the sources of the packages, as packages are bundled for release. */
const bundle = async (entry: string): Promise<string> => {
  const outfile = join(work, `${entry.replace("/", "-")}.js`);
  await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "neutral",
    external: ["node:*"],
    conditions: [condition],
    // What a published package gives to every platform but Node.
    alias: { "@email-events/pipelines": "@email-events/pipelines/fetch" },
  });
  return outfile;
};

const startWorker = async (): Promise<string> => {
  const worker = basename(await bundle("worker/worker.ts"));
  const bindings = ["WEBHOOK_SECRET", "PIPELINES_WRITE_KEY", "PIPELINES_ENDPOINT"] as const;
  const settings = bindings.map((name) => `(name = "${name}", text = "${environment()[name]}")`).join(", ");
  writeFileSync(
    join(work, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [(name = "main", worker = .worker), (name = "internet", network = (allow = ["local"]))],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
    );
    const worker :Workerd.Worker = (
      modules = [(name = "worker", esModule = embed "${worker}")],
      bindings = [${settings}],
      compatibilityDate = "2026-11-01",
    );`,
  );
  return start(workerd ?? "", ["serve", join(work, "config.capnp"), "--control-fd=3"], /"port":(\d+)/, "control");
};

const startExpress = async (): Promise<string> => {
  const { server } = await import("./express/server.ts");
  if (!server.listening) await once(server, "listening");
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
};

const runs: Readonly<Record<string, { readonly isHere: boolean; readonly send: () => Promise<Response> }>> = {
  express: { isHere: true, send: async () => fetch(await startExpress(), request([click])) },
  next: {
    isHere: true,
    // As Next.js calls it. Next.js itself isn't run.
    send: async () => (await import("./next/route.ts")).POST(new Request("http://127.0.0.1/events", request([click]))),
  },
  worker: { isHere: workerd !== undefined, send: async () => fetch(await startWorker(), request([click])) },
  deno: {
    isHere: deno !== undefined,
    send: async () => {
      const rights = ["--allow-env", "--allow-net=127.0.0.1"];
      const flags = ["--no-check", "--no-remote", "--port=0", "--host=127.0.0.1"];
      const server = await bundle("deno/server.ts");
      const url = await start(deno ?? "", ["serve", ...rights, ...flags, server], /127\.0\.0\.1:(\d+)/, "stderr");
      return fetch(url, request([click]));
    },
  },
  bun: {
    isHere: bun !== undefined,
    send: async () => {
      const url = await start(bun ?? "", [`--conditions=${condition}`, "bun/server.ts"], /:(\d+)\/?$/, "stdout");
      return fetch(url, request([click]));
    },
  },
};

describe.each(Object.entries(runs))("the example for %s", (_, { isHere, send }) => {
  test.skipIf(!isHere)("takes an event, and delivers it", async () => {
    const response = await send();
    expect([response.status, await response.json()]).toEqual([200, { accepted: 1, setAside: [] }]);
    expect(sandbox.events()).toMatchObject([{ event: "Email Link Clicked", userId: "nora@example.com" }]);
  });
});

describe("the example for lambda", () => {
  test("delivers the events of a batch, and sets aside what never can be delivered", async () => {
    const { handler } = await import("./lambda/handler.ts");
    const errors = vi.spyOn(console, "error").mockReturnValue();
    const bodies = [JSON.stringify(bounce), "no JSON", JSON.stringify({ type: "OFFSET_UPDATE", offset: "7" })];
    const answer = await handler({ Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body })) });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(sandbox.events()).toMatchObject([{ event: "Email Delivered", userId: "nora@example.com" }]);
    expect(errors.mock.calls).toMatchObject([[{ recordId: "m-1", status: "invalid" }]]);
    errors.mockRestore();
  });
});

describe("an example", () => {
  const files = [
    "deliver.ts",
    "express/server.ts",
    "next/route.ts",
    "lambda/handler.ts",
    "worker/worker.ts",
    "deno/server.ts",
    "bun/server.ts",
  ];

  test.each(files)("%s has at most 60 lines, and is shown in a README as it is", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`\`\`\`ts example=${file}\n${text}\`\`\`\n`);
  });
});
