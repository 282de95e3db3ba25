import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { buildCli } from "../src/testing/build-cli.ts";
import { freePort } from "../src/testing/free-port.ts";
import { temporaryFolder } from "../src/testing/start-run.ts";

/** `TRY_A_RUN=1` runs the commands: a dozen processes, and an outage. */
const isTried = process.env["TRY_A_RUN"] === "1";

const page = readFileSync(new URL("../../../docs/try-a-run.md", import.meta.url), "utf8");
const blocksOf = (language: string, from = page): readonly string[] =>
  [...from.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, code]) => code ?? "");

/** The page with ports that are free. */
const withFreePorts = async (): Promise<string> => {
  let result = page;
  for (const port of ["4180", "4181", "8080", "9090"]) result = result.replaceAll(port, String(await freePort()));
  return result;
};

/** Puts both programs into a folder of their own, as they are named on the page. */
const install = async (folder: string): Promise<string> => {
  const bin = join(folder, "bin");
  await mkdir(bin);
  for (const name of ["email-events", "email-events-sandbox"] as const) {
    const program = await buildCli(bin, name);
    await writeFile(join(bin, name), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`);
    await chmod(join(bin, name), 0o755);
  }
  return bin;
};

describe("the page about trying a run", () => {
  it("has settings that are valid", async () => {
    const path = join(await temporaryFolder(), "relay.yaml");
    await writeFile(path, blocksOf("yaml")[0] ?? "");
    expect(await readConfig(path)).toMatchObject({ sources: ["airship", "webhook"], state: "relay.state" });
  });

  if (!isTried) return;

  it("has commands that work in their order", { timeout: 120_000 }, async () => {
    const folder = await temporaryFolder();
    const bin = await install(folder);
    const current = await withFreePorts();
    await writeFile(join(folder, "relay.yaml"), blocksOf("yaml", current)[0] ?? "");
    const script = [
      "set -e",
      "trap 'kill -9 $STREAM $API $RELAY 2> kill.log || true' EXIT",
      ...blocksOf("sh", current),
    ];
    const child = spawn("bash", ["-c", script.join("\n")], {
      cwd: folder,
      env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, NODE_PATH: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill());
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [exitCode] = await once(child, "exit");
    const [out, err] = await output;
    expect([exitCode, err]).toEqual([0, expect.not.stringContaining("error:")]);
    expect(out).toContain('{"confirmed":2000,');
    expect(out).toMatch(/webhook {2}invalid: \/timestamp: expected Unix milliseconds from 2020-01-01/);
    const log = await readFile(join(folder, "relay.log"), "utf8");
    expect([log.match(/destination: recovered/g)?.length, log.includes("nora@example.com")]).toEqual([1, false]);
  });
});
