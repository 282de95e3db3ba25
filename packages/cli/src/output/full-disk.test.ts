import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

const pathTo = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "full-disk-"));
  await build({
    entryPoints: { sandbox: pathTo("../../../sandbox/src/cli.ts"), codegen: pathTo("../../../codegen/src/cli.ts") },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    conditions: ["@email-events/source"],
    define: { "import.meta.url": JSON.stringify(pathToFileURL(join(folder, "cli.cjs")).href) },
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    logLevel: "error",
  });
});
afterAll(() => rm(folder, { recursive: true }));

const start = (program: string, argv: readonly string[], fullFd: 1 | 2) => {
  const full = openSync("/dev/full", "w");
  const pipeTo = (fd: number) => (fd === fullFd ? full : "pipe");
  const child = spawn(process.execPath, [join(folder, `${program}.cjs`), ...argv], {
    stdio: ["ignore", pipeTo(1), pipeTo(2)],
  });
  closeSync(full);
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

describe("standard output on a full disk", () => {
  it.each([
    ["sandbox", "--help"],
    ["sandbox", "generate", "--count", "2000"],
    ["sandbox", "serve", "--port", "0"],
    ["sandbox", "stream", "--port", "0"],
    ["codegen", "--version"],
    ["codegen", "diff", pathTo("../../../../schemas/airship"), pathTo("../../../../schemas/bulk-tracking")],
    ["codegen", "diff", "--json", pathTo("../../../../schemas/airship"), pathTo("../../../../schemas/airship")],
  ])("ends %s %s with one line and exit code 2", async (program, ...argv) => {
    const child = start(program, argv, 1);
    const [[exitCode], err] = await Promise.all([once(child, "exit"), child.stderr && text(child.stderr)]);
    expect([exitCode, err]).toEqual([2, "error: Can't write to standard output (ENOSPC).\n"]);
  });
});

describe("a file that can store only the beginning", () => {
  // A file size limit truncates a write like a full disk.
  it.each([
    ["sandbox", "generate", "--count", "20000"],
    ["codegen", "diff", pathTo("../../../../schemas/airship"), pathTo("../../../../schemas/bulk-tracking")],
  ])("ends %s %s with one line and exit code 2", async (program, ...argv) => {
    const path = join(folder, `${program}.out`);
    await writeFile(path, "x".repeat(1_000));
    const output = openSync(path, "a");
    const words = ["-c", 'ulimit -f 1; exec "$@"', "bash", process.execPath, join(folder, `${program}.cjs`), ...argv];
    const child = spawn("bash", words, { stdio: ["ignore", output, "pipe"] });
    closeSync(output);
    onTestFinished(() => void child.kill("SIGKILL"));
    const [[exitCode], err] = await Promise.all([once(child, "exit"), child.stderr && text(child.stderr)]);
    expect([exitCode, err]).toEqual([2, "error: Can't write to standard output (EFBIG).\n"]);
  });
});

describe("standard error on a full disk", () => {
  it("doesn't end a server at its first request", async () => {
    const child = start("sandbox", ["serve", "--port", "0"], 2);
    const [greeting] = await once(child.stdout ?? child, "data");
    const [url = ""] = /http:\S+(?=;)/.exec(String(greeting)) ?? [];
    for (let round = 0; round < 3; round += 1) {
      expect((await fetch(`${url}/v1/track`, { method: "POST", body: "{}" })).status).toBe(200);
    }
    const rest = child.stdout ? text(child.stdout) : "";
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
    expect(await rest).toContain('"requests":3');
  });

  it("changes nothing else", async () => {
    const child = start("codegen", ["--version"], 2);
    const [[exitCode], out] = await Promise.all([once(child, "exit"), child.stdout && text(child.stdout)]);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^\d/)]);
  });
});
