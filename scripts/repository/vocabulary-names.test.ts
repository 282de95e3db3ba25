import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { listSources, toPascalCase } from "../generation/vocabularies.mjs";

const repository = join(import.meta.dirname, "../..");

/** A folder that belongs to one vocabulary: its mapping package, or a source of its service, as `mail-tracker-webhook/`. */
const isOwnFolder = (segment: string): boolean =>
  listSources().some((name) => segment === name || segment.startsWith(`${name}-`));

/** A file with what only one vocabulary needs: `vocabularies/mail-tracker.ts`. */
const isOwnFile = (path: string): boolean => listSources().some((name) => path.endsWith(`/vocabularies/${name}.ts`));

/**
 * What names services: `run`, `ingest` and their settings, whose sources and options are called after them (`--source airship`), and
 * the sandbox's command that stands for the tracking service.
 */
const isOfService = (path: string): boolean =>
  /^(?:packages\/relay\/src\/(?:(?:lifecycle|handling|receiving|running)\/|config\/|commands\/(?:operate\/|run|ingest|source-inputs))|packages\/sandbox\/src\/commands\/send\.ts$|scripts\/demo)/.test(
    path,
  );

/** What names packages, one by one: the reports of their APIs, and what the rehearsal promises of each. */
const isOfPackages = (path: string): boolean =>
  /^scripts\/(?:api-reports|rehearsal\/(?:ceilings|promises))\.mjs$/.test(path);

/** What may name a vocabulary: generated files, what belongs to one vocabulary, and tests, which try each one's behaviour. */
const isFree = (path: string): boolean =>
  /\/generated\/|\/testing\/|\.test(-d)?\.ts$|\/node_modules\//.test(path) ||
  isOwnFile(path) ||
  isOfService(path) ||
  isOfPackages(path) ||
  path.split("/").slice(0, -1).some(isOwnFolder);

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.m?tsx?$|\.mjs$/.test(path) && !path.endsWith(".d.mts"));

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

/** The name of a vocabulary, its constant, and what is named after its events or its mapper; not its service's stream. */
const patterns = listSources().flatMap((name) => {
  const pascal = toPascalCase(name);
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return [
    `(?<![\\w-])(?:${name}|${camel})(?![\\w-])`,
    `(?:${pascal}|${camel})\\w*(?:Events?|EventMap|EventNames?|EventTag|Mapper|MapperOptions|Mapping)\\b`,
  ];
});
const naming = new RegExp(patterns.join("|"));

const names = (path: string): boolean => {
  const text = readFileSync(join(repository, path), "utf8");
  return naming.test(text) && naming.test(codeOf(text));
};

describe("the code written by hand", () => {
  it("is all looked at", () => {
    expect(sources.length).toBeGreaterThan(300);
  });

  it.each([
    '"airship"',
    "bulkTracking.parse",
    "airshipEventNames",
    "createBulkTrackingMapper",
    '"@email-events/airship"',
  ])("names a vocabulary by %s", (code) => {
    expect(code).toMatch(naming);
  });

  it("names none by the stream of its service", () => {
    expect('export { createAirshipStreamSandbox } from "./airship-stream/create-sandbox.ts"').not.toMatch(naming);
  });

  it("names a source vocabulary in the list alone", () => {
    expect(sources.filter(names)).toEqual(["packages/diagnose/src/sources/source-list.ts"]);
  });
});
