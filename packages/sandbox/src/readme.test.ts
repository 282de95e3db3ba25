import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as sandbox from "./index.ts";
import { main } from "./main.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocksOf = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, code]) => code ?? "");

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Runs a code block and returns its output. */
const run = async (code: string): Promise<readonly string[]> => {
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const block: unknown = runInThisContext(`(async (require, console, exports) => {${outputText}\n})`);
  if (typeof block !== "function") throw new TypeError("a code block must be a function's body");
  await block(() => sandbox, { log: (...values: unknown[]) => printed.push(values.map(shown).join(" ")) }, {});
  return printed;
};

const commands = blocksOf("sh")
  .flatMap((block) => block.split("\n"))
  .flatMap((line) => /^npx email-events-sandbox ([^>]*)/.exec(line)?.[1]?.trim() ?? [])
  .map((line) => line.split(/\s+/));

describe("the README", () => {
  it("has code and commands", () => {
    expect([blocksOf("ts").length, commands.length]).toEqual([3, 4]);
  });

  it.each(blocksOf("ts"))("has a block with correct output: %#", async (code) => {
    const promised = [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, text]) => text);
    expect(promised.length).toBeGreaterThan(0);
    expect(await run(code)).toEqual(promised);
  });

  it.each(commands)("has a command that works: %s", async (...words) => {
    const argv = words.map((word) => (word === "1000000" ? "10" : /^418\d$/.test(word) ? "0" : word));
    const stdout = new PassThrough();
    const exitCode = await main(argv, { stdout, stderr: new PassThrough(), signal: AbortSignal.abort() });
    expect(exitCode).toBe(0);
  });
});
