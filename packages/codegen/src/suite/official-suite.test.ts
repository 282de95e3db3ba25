import { describe, expect, it } from "vitest";
import type { FormatMode } from "../schema/formats.ts";
import { SchemaError } from "../schema/schema-error.ts";
import { createSchemaSet } from "../schema/schema-set.ts";
import { findSuite, readGroups, readRemotes, type SuiteGroup } from "../test-support/find-suite.ts";
import { libraryFor } from "../test-support/library-for.ts";
import { type EmittedValidator, loadValidator } from "../test-support/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";

const suite = findSuite();

/** The parts of the suite, and what `format` means in each. */
const parts: readonly { readonly folder: string; readonly formats: FormatMode }[] = [
  { folder: "draft2020-12", formats: "annotate" },
  { folder: "draft2020-12/optional/format", formats: "assert" },
  { folder: "draft7", formats: "annotate" },
  { folder: "draft7/optional/format", formats: "assert" },
];

const draft07 = "http://json-schema.org/draft-07/schema#";

const withDialect = (schema: unknown, folder: string): unknown =>
  folder.startsWith("draft7") && typeof schema === "object" ? { $schema: draft07, ...schema } : schema;

const compile = (group: SuiteGroup, formats: FormatMode, remotes: ReadonlyMap<string, unknown>) => {
  const schema = withDialect(group.schema, group.file);
  // Remote documents say $schema only where they differ from the tests that use them.
  const inDialect = [...remotes].map(([address, remote]) => [address, withDialect(remote, group.file)] as const);
  const library = libraryFor(schema, new Map(inDialect));
  const set = createSchemaSet(new Map([["case.schema.json", schema]]), { library, formats });
  const root = set.roots[0]!;
  return loadValidator(emitValidators(set, "commonjs"), set.nameOf(root));
};

interface Verdicts {
  readonly right: number;
  readonly refused: readonly string[];
  readonly wrong: readonly string[];
}

const judge = (group: SuiteGroup, validator: EmittedValidator): Verdicts => {
  const wrong = group.tests.filter(({ data, valid }) => {
    const issues = validator.issuesOf(data);
    return validator.is(data) !== valid || (issues.length === 0) !== valid;
  });
  const names = wrong.map((test) => `${group.file}: ${group.description}: ${test.description}`);
  return { right: group.tests.length - wrong.length, refused: [], wrong: names };
};

const run = (group: SuiteGroup, formats: FormatMode, remotes: ReadonlyMap<string, unknown>): Verdicts => {
  try {
    return judge(group, compile(group, formats, remotes));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const reason = `${group.file}: ${group.description}: ${error.message}`;
    return { right: 0, refused: group.tests.map(() => reason), wrong: [] };
  }
};

const total = (verdicts: readonly Verdicts[]): Verdicts => ({
  right: verdicts.reduce((sum, { right }) => sum + right, 0),
  refused: verdicts.flatMap(({ refused }) => refused),
  wrong: verdicts.flatMap(({ wrong }) => wrong),
});

const reason = suite ? "" : " (skipped: install libtest-json-schema-acceptance-perl or set JSON_SCHEMA_TEST_SUITE)";

describe.skipIf(suite === undefined)(`the official JSON Schema test suite${reason}`, () => {
  const remotes = suite ? readRemotes(suite) : new Map<string, unknown>();
  const runPart = (folder: string, formats: FormatMode): Verdicts =>
    total(suite ? readGroups(suite, folder).map((group) => run(group, formats, remotes)) : []);
  const results = new Map(parts.map(({ folder, formats }) => [folder, runPart(folder, formats)]));

  it.each([...results.keys()])("gives no wrong verdict in %s", (folder) => {
    expect(results.get(folder)?.right).toBeGreaterThan(100);
    expect(results.get(folder)?.wrong).toEqual([]);
  });

  it("refuses less than 3 % of the tests, each with the keyword's pointer", () => {
    const { right, refused } = total([...results.values()]);
    if (process.env["SUITE_REPORT"])
      process.stdout.write(`${right} right\n${[...new Set(refused)].join("\n")}\n${refused.length} refused\n`);
    expect(refused.length / (right + refused.length)).toBeLessThan(0.03);
  });
});
