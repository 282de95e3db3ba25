import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { listSources } from "./generation/vocabularies.mjs";

const repository = join(import.meta.dirname, "..");

/** What may name a vocabulary: generated files, what belongs to one vocabulary, and tests, which try each one's behaviour. */
const isFree = (path: string): boolean =>
  /\/generated\/|\/vocabularies\/|\/testing\/|\.test(-d)?\.ts$|\/node_modules\//.test(path) ||
  listSources().some((name) => path.startsWith(`packages/${name}/`));

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.m?ts$|\.mjs$/.test(path) && !path.endsWith(".d.mts"));

const sources = [
  ...readdirSync(join(repository, "packages")).flatMap((name) => filesBelow(`packages/${name}/src`)),
  ...filesBelow("scripts"),
  ...readdirSync(repository).filter((path) => path.endsWith(".ts")),
].filter((path) => !isFree(path));

/** A text without its comments, which may give examples. */
const codeOf = (text: string): string => {
  const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(text, { compilerOptions }).outputText;
};

const words = listSources().flatMap((name) => [name, name.replaceAll("-", "")]);
const naming = new RegExp(words.join("|"), "i");

const names = (path: string): boolean => {
  const text = readFileSync(join(repository, path), "utf8");
  return naming.test(text) && naming.test(codeOf(text));
};

describe("the code written by hand", () => {
  it("is all looked at", () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(words).toContain("bulktracking");
  });

  it("names a source vocabulary in the relay's list alone", () => {
    const list = "packages/relay/src/judging/source-list.ts";
    expect(sources.filter(names)).toEqual([list]);
  });
});
