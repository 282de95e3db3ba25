import { createReadStream, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { runInThisContext } from "node:vm";
import * as pipelines from "@email-events/pipelines";
import * as sandbox from "@email-events/sandbox";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as relay from "../src/index.ts";
import { main } from "../src/main.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-readme-"));
  const events = [...sandbox.generateAirshipEvents({ seed: 1, count: 100 })];
  await writeFile(join(folder, "events.ndjson"), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
});
afterAll(() => rm(folder, { recursive: true }));

const pages = ["../README.md", "../../../docs/running-the-relay.md"];
const readme = pages.map((page) => readFileSync(new URL(page, import.meta.url), "utf8")).join("\n");
const blocksOf = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, code]) => code ?? "");

const modules = new Map<string, object>([
  ["node:fs", { createReadStream: (name: string) => createReadStream(join(folder, name)) }],
  ["@email-events/pipelines", pipelines],
  ["@email-events/relay", relay],
  ["@email-events/sandbox", sandbox],
]);

/** Runs a code block and returns its output. */
const run = async (code: string): Promise<readonly string[]> => {
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const block: unknown = runInThisContext(`(async (require, console, exports) => {${outputText}\n})`);
  if (typeof block !== "function") throw new TypeError("a code block must be a function's body");
  const log = (...values: unknown[]): number => printed.push(values.map(String).join(" "));
  await block((name: string) => modules.get(name), { log }, {});
  return printed;
};

const commands = blocksOf("sh")
  .flatMap((block) => block.split("\n"))
  // Those that work on a state are run by `operate-docs.test.ts`.
  .flatMap((line) => /(?:^|\| )email-events ((?:relay|validate|map) .*)$/.exec(line)?.[1] ?? [])
  .map((line) => line.split(/\s+/));

const runCommand = async (words: readonly string[]) => {
  const argv = words.map((word) => (word.includes(".ndjson") ? join(folder, word) : word));
  const stderr = new PassThrough();
  const output = text(stderr);
  const io = { stdin: Readable.from([]), stdout: new PassThrough().resume(), stderr, env: {} };
  const exitCode = await main(argv, io);
  stderr.end();
  return { exitCode, err: await output };
};

describe("the README and the page of docs", () => {
  it("has code and commands", () => {
    expect([blocksOf("ts").length, commands.length]).toEqual([1, 8]);
  });

  it.each(blocksOf("ts"))("has a block with correct output: %#", async (code) => {
    const promised = [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, printed]) => printed);
    expect(promised.length).toBeGreaterThan(0);
    expect(await run(code)).toEqual(promised);
  });

  it.each(commands.filter((words) => !/ (us|eu)\b/.test(words.join(" "))))(
    "has a command that works: %s",
    async (...words) => {
      expect(await runCommand(words)).toMatchObject({ exitCode: 0 });
    },
  );

  it.each(commands.filter((words) => / (us|eu)\b/.test(words.join(" "))))(
    "has a command that needs only a key: %s",
    async (...words) => {
      expect(await runCommand(words)).toMatchObject({
        exitCode: 2,
        err: expect.stringMatching(/^error: Set PIPELINES_WRITE_KEY/),
      });
    },
  );
});
