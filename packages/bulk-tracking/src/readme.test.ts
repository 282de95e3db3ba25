import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as bulkTracking from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code ?? "");

const show = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Runs a code block with the package at hand; gives what it prints. */
const run = (code: string): string[] => {
  const printed: string[] = [];
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const block = runInThisContext(`(require, console, exports) => {${outputText}\n}`) as (...scope: unknown[]) => void;
  const require = (name: string): unknown => (name === "@email-events/bulk-tracking" ? bulkTracking : undefined);
  block(require, { log: (...values: unknown[]) => printed.push(values.map(show).join(" ")) }, {});
  return printed;
};

describe("the README", () => {
  it("has code", () => {
    expect(blocks).toHaveLength(2);
  });

  it.each(blocks)("prints what it says: %#", (code) => {
    const promised = [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, text]) => text);
    expect(promised.length).toBeGreaterThan(0);
    expect(run(code)).toEqual(promised);
  });
});
