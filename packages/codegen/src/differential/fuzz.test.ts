import { refusalOf, setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { mark } from "../source-text/testing/hostile-texts.ts";
import { make } from "../source-text/testing/make.ts";
import { syntaxOf } from "../source-text/testing/syntax.ts";
import { type EmittedValidator, loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";
import { hostileDocuments } from "../testing/hostile-schema.ts";
import { hostileValue } from "../testing/hostile-value.ts";
import { createRandom, type Random } from "../testing/random.ts";
import { randomDocument } from "../testing/random-schema.ts";

// FUZZ=100000 is the long mode: so many hostile schemas, and twenty times as many hostile values.
const wanted = Number(process.env["FUZZ"] ?? "100");
const seed = Number(process.env["FUZZ_SEED"] ?? "4711");
const minutes = 60_000;

const report = (what: string): void => {
  if (process.env["FUZZ"] !== undefined) process.stdout.write(`${what}\n`);
};

describe("hostile schemas", () => {
  it(
    "are refused with one line, or generated from without a word of theirs becoming code",
    async () => {
      const random = createRandom(seed);
      let [files, refused] = [0, 0];
      for (let run = 0; run < wanted; run += 1) {
        const documents = hostileDocuments(random);
        const made = await make({ documents });
        refused += made.refusals.length;
        for (const line of made.refusals) expect(line).toMatch(/(?:\.schema\.json| in all\))(?:#\/[^]*)?: [^]+$/);
        for (const [path, text] of made.files) {
          const { complaints, foreign } = syntaxOf(path, text);
          files += 1;
          expect({ documents, path, complaints, foreign }).toEqual({ documents, path, complaints: [], foreign: [] });
          expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]|<\/script/iu);
        }
      }
      report(`${wanted} schemas, ${files} files with ${mark} in them as text, ${refused} refusals`);
      expect(files).toBeGreaterThan(wanted / 2);
    },
    600 * minutes,
  );
});

/** The validator of a random schema whose values may hold more of the same. */
const randomValidator = (random: Random): EmittedValidator => {
  for (;;) {
    const schema = { ...randomDocument(random), properties: { next: { $ref: "#" } }, items: { $ref: "#" } };
    let validator: EmittedValidator | undefined;
    refusalOf(() => {
      const set = setOfOne(schema, { formats: "annotate" });
      validator = loadValidator(emitValidators(set, "commonjs"), set.nameOf(set.roots[0]!));
    });
    if (validator) return validator;
  }
};

describe("deep values", () => {
  it(
    "are read in time that their size gives, by any schema that refers to itself",
    () => {
      const random = createRandom(seed);
      let most = 0;
      for (let run = 0; run < wanted; run += 1) {
        const { is, issuesOf } = randomValidator(random);
        let reads = 0;
        const wrap = random.pick([
          (below: unknown): unknown => ({ next: below }),
          (below: unknown): unknown => [below],
          (below: unknown): unknown => ({ a: "kind-a", next: [below], b: 1 }),
        ]);
        let value: unknown = {
          get a() {
            reads += 1;
            return 1;
          },
        };
        for (let level = 0; level < 100; level += 1) value = wrap(value);
        is(value);
        issuesOf(value);
        most = Math.max(most, reads);
      }
      report(`the part deepest in ${wanted} values was read at most ${most} times`);
      expect(most).toBeLessThan(1000);
    },
    600 * minutes,
  );
});

describe("hostile values", () => {
  it(
    "are judged and explained, and never throw",
    () => {
      const random = createRandom(seed);
      let [values, valid, slowest] = [0, 0, 0];
      for (let run = 0; run < wanted; run += 1) {
        const { is, issuesOf } = randomValidator(random);
        for (let each = 0; each < 20; each += 1) {
          const value = hostileValue(random);
          const start = performance.now();
          const isValid = is(value);
          const issues = issuesOf(value);
          slowest = Math.max(slowest, performance.now() - start);
          values += 1;
          valid += isValid ? 1 : 0;
          expect(typeof isValid).toBe("boolean");
          expect(issues.length).toBeLessThanOrEqual(20);
          for (const { pointer, expected, received } of issues) {
            expect([typeof pointer, typeof expected]).toEqual(["string", "string"]);
            expect(received.length).toBeLessThan(400);
          }
        }
      }
      report(`${values} values, ${valid} valid, the slowest took ${slowest.toFixed(0)} ms`);
      expect(valid).toBeGreaterThan(0);
    },
    600 * minutes,
  );
});
