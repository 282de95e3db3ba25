import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hostileSchemas, type Schema, temporaryFolder } from "@email-events/json-schema/testing";
import { build } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCaseRunner, type CaseRun } from "./testing/case-runner.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

const frontEnd = join(packageFolder, "../json-schema");

/** Ends a schema's process whatever happens. How long it may take is said in time of the processor, which others' load leaves alone. */
const mostMs = { wall: 60_000, processor: 5000 };

const mostMegabytes = 500;

/** The command line as one file, with what it reads beside it. */
const buildMain = async (): Promise<string> => {
  const folder = await temporaryFolder();
  for (const name of ["dist", "node_modules"]) await mkdir(join(folder, name));
  for (const [owner, name] of [
    [packageFolder, "runtime"],
    [packageFolder, "package.json"],
    [packageFolder, "node_modules/json-schema-to-typescript"],
    [packageFolder, "node_modules/commander"],
    [packageFolder, "node_modules/prettier"],
    [frontEnd, "metaschemas"],
    [frontEnd, "node_modules/yaml"],
  ] as const)
    await symlink(join(owner, name), join(folder, name));
  const outfile = join(folder, "dist/main.mjs");
  const entry = join(packageFolder, "src/main.ts");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    conditions: ["@email-events/source"],
    platform: "node",
    format: "esm",
    external: ["json-schema-to-typescript", "prettier", "yaml", "commander"],
  });
  return outfile;
};

/** The same with something changed deep inside, which a diff has to find. */
const changed = (schema: Schema): unknown => {
  const text = JSON.stringify(schema);
  const edited = text.replace('"type":"string"', '"type":"string","maxLength":9').replace(/"(min\w+)":3\b/, '"$1":4');
  return edited === text ? { allOf: [schema, { maxItems: 3 }] } : JSON.parse(edited);
};

const tasks = {
  types: ["--emit", "types,names"],
  validators: ["--emit", "validators", "--types-from", "./types.js"],
  zod: ["--emit", "zod"],
  schemas: ["--emit", "schemas"],
} as const;

/** HOSTILE_SCHEMAS=all runs every schema, which takes an hour; otherwise some of them, each with some of the tasks. */
const isAll = process.env["HOSTILE_SCHEMAS"] === "all";

const chosen: ReadonlyMap<string, readonly string[]> = new Map([
  ["20 times anyOf", ["validators", "diff"]],
  ["20 times reference", ["validators", "zod"]],
  ["80 times bases", ["types", "zod"]],
  ["80 times oneOf", ["diff"]],
  ["allOf and oneOf", ["diff"]],
  ["80 times properties", ["diff"]],
  ["80 times unevaluatedChoice", ["diff"]],
  ["branches in branches", ["diff"]],
  ["bounds as branches", ["diff"]],
  ["nested choices", ["diff"]],
  ["a long tuple", ["types"]],
  ["nested pairs", ["types"]],
  ["meanings without end", ["validators"]],
  ["many slow patterns", ["validators"]],
  ["a pattern of powers", ["validators"]],
]);

const cases = [...hostileSchemas()].flatMap(([name, schema]) =>
  [...Object.keys(tasks), "diff"]
    .filter((task) => isAll || chosen.get(name)?.includes(task))
    .map((task) => ({ name, schema, task })),
);

const isTooMuch = ({ ms, megabytes }: CaseRun): boolean => ms >= mostMs.processor || megabytes >= mostMegabytes;

describe("schemas that are hard to walk", () => {
  it(
    "take less than five seconds and 500 MB, or are refused with a place",
    async () => {
      const runner = createCaseRunner(await buildMain(), mostMs.wall);
      onTestFinished(() => runner.close());
      for (const { name, schema, task } of cases) {
        const folder = await temporaryFolder({ "old/a.schema.json": changed(schema), "new/a.schema.json": schema });
        const [old, schemas, out] = ["old", "new", "out"].map((part) => join(folder, part));
        const flags: readonly string[] = task === "diff" ? [] : tasks[task as keyof typeof tasks];
        const args =
          task === "diff" ? ["diff", old, schemas] : ["generate", "--schemas", schemas, "--out", out, ...flags];
        const label = `${name}, ${task}`;
        const shared = await runner.run(args.map(String));
        // What the cases before left in the process isn't this one's: alone, it has to do with what is allowed.
        const result = shared === "ended" || isTooMuch(shared) ? await runner.runAlone(args.map(String)) : shared;
        if (result === "ended") throw new Error(`${label} took more than ${mostMs.wall} ms or all memory`);
        expect(result.ms, label).toBeLessThan(mostMs.processor);
        expect(result.megabytes, label).toBeLessThan(mostMegabytes);
        const isRefused = result.exitCode > (task === "diff" ? 1 : 0);
        if (isRefused) expect(result.errors.join("\n"), label).toMatch(/(?:^|\/)a\.schema\.json(?:#\/.*)?: /);
      }
    },
    isAll ? 7_200_000 : 600_000,
  );
});
