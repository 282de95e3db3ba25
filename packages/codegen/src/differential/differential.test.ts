import { resolve } from "node:path";
import { createSchemaSet, keywordsOf } from "@email-events/json-schema";
import { readSchemas, setOfOne, vocabularies } from "@email-events/json-schema/testing";
import { generate as fake } from "json-schema-faker";
import { describe, expect, it } from "vitest";
import { bundleSchema } from "../bundle/bundle-schema.ts";
import { type EmittedValidator, loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { compileEngines, type Engines } from "../testing/engines.ts";
import { createRandom, type Random } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";
import { mutate, randomValue } from "../testing/random-value.ts";

// A comparison is one result of ours beside one of another engine. DIFFERENTIAL=1000000 is the long mode.
const wanted = Number(process.env["DIFFERENTIAL"] ?? "6000");
const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? "4711");
const minutes = 60_000;

interface Tally {
  comparisons: number;
  valid: number;
  /** What the two other engines disagree about: there, ours must agree with one of them. */
  readonly split: string[];
  readonly wrong: string[];
}

const createTally = (): Tally => ({ comparisons: 0, valid: 0, split: [], wrong: [] });

const compare = (tally: Tally, schema: unknown, ours: EmittedValidator, engines: Engines, value: unknown): void => {
  const results = [engines.ajv(value), engines.hyperjump(value)].filter((result) => result !== undefined);
  const our = ours.is(value);
  const isExplained = ours.issuesOf(value).length > 0 !== our;
  tally.comparisons += results.length;
  tally.valid += our ? 1 : 0;
  const account = `${JSON.stringify(schema)} on ${JSON.stringify(value)}: ours ${our}, theirs ${results.join()}`;
  if (new Set(results).size > 1) tally.split.push(account);
  else if (results[0] !== our || !isExplained) tally.wrong.push(account);
};

const valuesFor = (random: Random, count: number): readonly unknown[] => {
  const base = Array.from({ length: Math.ceil(count / 3) }, () => randomValue(random));
  return [...base, ...base.map((value) => mutate(random, value)), ...base.map((value) => mutate(random, value))];
};

const report = (what: string, { comparisons, valid, split, wrong }: Tally): void => {
  if (process.env["DIFFERENTIAL"] === undefined) return;
  process.stdout.write(
    `${what}: ${comparisons} comparisons, ${valid} valid, ${split.length} split, ${wrong.length} wrong\n${split.slice(0, 5).join("\n")}\n`,
  );
};

describe("emitted validators, ajv and @hyperjump/json-schema", () => {
  it(
    "agree on random schemas",
    async () => {
      const random = createRandom(seed);
      const valuesEach = wanted > 100_000 ? 240 : 60;
      const tally = createTally();
      while (tally.comparisons < wanted) {
        const schema = randomDocument(random);
        const set = setOfOne(schema, { formats: "annotate" });
        const ours = loadValidator(emitValidators(set, "commonjs"), set.nameOf(set.roots[0]!));
        const engines = await compileEngines(schema);
        for (const value of valuesFor(random, valuesEach)) compare(tally, schema, ours, engines, value);
      }
      report("random schemas", tally);
      expect(tally.wrong.slice(0, 3)).toEqual([]);
      expect(tally.valid).toBeGreaterThan(wanted / 40);
      expect(tally.split.length).toBeLessThan(tally.comparisons / 50);
    },
    30 * minutes,
  );

  it.each(vocabularies)(
    "agree on fakes of the %s events, and on those with something changed",
    async (vocabulary) => {
      const folder = resolve(import.meta.dirname, "../../../../schemas", vocabulary);
      const set = createSchemaSet(await readSchemas(folder), { formats: "annotate" });
      const root = set.roots.find((node) => node.file === "event.schema.json")!;
      const schema = bundleSchema(set, root) as Readonly<Record<string, unknown>>;
      const ours = loadValidator(emitValidators(set, "commonjs"), set.nameOf(root));
      const engines = await compileEngines(schema);
      const random = createRandom(seed);
      const tally = createTally();
      for (let run = 0; tally.comparisons < wanted / 6; run += 1) {
        const isFake = run % 2 === 0;
        let value: unknown = isFake
          ? await fake(structuredClone(schema), { seed: seed + run })
          : random.pick(keywordsOf(root)?.examples ?? []);
        compare(tally, vocabulary, ours, engines, value);
        for (let change = 0; change < 8; change += 1) {
          value = mutate(random, value);
          compare(tally, vocabulary, ours, engines, value);
        }
      }
      report(vocabulary, tally);
      expect(tally.wrong.slice(0, 3)).toEqual([]);
      expect(tally.split).toEqual([]);
      expect(tally.valid).toBeGreaterThan(0);
    },
    30 * minutes,
  );
});
