import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { buildCli } from "./build-cli.ts";
import { freePort } from "./free-port.ts";
import { temporaryFolder } from "./start-run.ts";

/** A page whose commands are tried in their order. */
export interface Page {
  readonly text: string;
  /** Returns its code blocks in a language, in their order. */
  readonly blocks: (language: string) => readonly string[];
}

const toPage = (content: string): Page => ({
  text: content,
  blocks: (language) =>
    [...content.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, code]) => code ?? ""),
});

/** Reads a page of `docs/`. */
export const readPage = (name: string): Page =>
  toPage(readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), "utf8"));

const withFreePorts = async (page: Page, ports: readonly string[]): Promise<Page> => {
  let content = page.text;
  for (const port of ports) content = content.replaceAll(port, String(await freePort()));
  return toPage(content);
};

/** Puts both programs into a folder of their own, as they are named on a page. */
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

/** What a page is tried with. */
export interface TryOptions {
  /** The ports that it names; each is replaced by a free one. */
  readonly ports: readonly string[];
  /** The language of a block, the last of which is written to a file, and the file's name. */
  readonly file: { readonly language: string; readonly name: string };
}

/** Runs the commands of a page in a folder of their own. What they started is killed at the end. */
export const tryPage = async (page: Page, { ports, file }: TryOptions) => {
  const folder = await temporaryFolder();
  const bin = await install(folder);
  const current = await withFreePorts(page, ports);
  await writeFile(join(folder, file.name), current.blocks(file.language).at(-1) ?? "");
  const script = ["set -e", "trap 'kill -9 $(jobs -p) 2> kill.log || true' EXIT", ...current.blocks("sh")];
  const child = spawn("bash", ["-c", script.join("\n")], {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, NODE_PATH: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill());
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = await once(child, "exit");
  const [out, err] = await output;
  return { folder, exitCode, out, err };
};
