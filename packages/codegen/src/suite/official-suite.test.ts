import { createSchemaSet, type FormatMode, SchemaError, type SourceDialect } from "@email-events/json-schema";
import { convertDocument } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { findSuite, readGroups, readRemotes, type SuiteGroup } from "../testing/find-suite.ts";
import { libraryFor } from "../testing/library-for.ts";
import { type EmittedValidator, loadValidator } from "../testing/load-validators.ts";
import { emitValidators } from "../validators/emit-validators.ts";

const suite = findSuite();

/** The parts of the suite, and what `format` means in each. */
const parts: readonly { readonly folder: string; readonly formats: FormatMode }[] = [
  { folder: "draft2020-12", formats: "annotate" },
  { folder: "draft2020-12/optional/format", formats: "assert" },
  { folder: "draft7", formats: "annotate" },
  { folder: "draft7/optional/format", formats: "assert" },
  { folder: "draft2019-09", formats: "annotate" },
  { folder: "draft6", formats: "annotate" },
  { folder: "draft4", formats: "annotate" },
];

/** The dialect of the tests in a folder, by the folder's first name. */
const dialects: ReadonlyMap<string, SourceDialect> = new Map([
  ["draft2019-09", "2019-09"],
  ["draft7", "draft-07"],
  ["draft6", "draft-06"],
  ["draft4", "draft-04"],
]);

const dialectOf = (folder: string): SourceDialect => dialects.get(folder.split("/")[0] ?? "") ?? "2020-12";

/** A document as it is read: converted, with the vendors' metaschemas of the tests left for the checks to refuse. */
const inDialect = (schema: unknown, dialect: SourceDialect): unknown => {
  const isOfVendor = new Set<string>();
  const converted = convertDocument(schema, {
    dialect,
    hidesContains: true,
    onVendorDialect: (pointer, $schema) => void isOfVendor.add($schema),
  });
  return isOfVendor.size > 0 ? schema : converted;
};

/** Remote documents in the dialect of the tests that use them: they say $schema only where they differ. */
const remotesIn = (remotes: ReadonlyMap<string, unknown>, dialect: SourceDialect): ReadonlyMap<string, unknown> =>
  new Map([...remotes].map(([address, remote]) => [address, inDialect(remote, dialect)]));

const compile = (group: SuiteGroup, formats: FormatMode, remotes: ReadonlyMap<string, unknown>) => {
  const schema = inDialect(group.schema, dialectOf(group.file));
  const library = libraryFor(schema, remotes);
  const set = createSchemaSet(new Map([["case.schema.json", schema]]), { library, formats });
  const root = set.roots[0]!;
  return loadValidator(emitValidators(set, "commonjs"), set.nameOf(root));
};

interface Tally {
  readonly right: number;
  readonly refused: readonly string[];
  readonly wrong: readonly string[];
}

const testGroup = (group: SuiteGroup, validator: EmittedValidator): Tally => {
  const wrong = group.tests.filter(({ data, valid }) => {
    const issues = validator.issuesOf(data);
    return validator.is(data) !== valid || (issues.length === 0) !== valid;
  });
  const names = wrong.map((test) => `${group.file}: ${group.description}: ${test.description}`);
  return { right: group.tests.length - wrong.length, refused: [], wrong: names };
};

const run = (group: SuiteGroup, formats: FormatMode, remotes: ReadonlyMap<string, unknown>): Tally => {
  try {
    return testGroup(group, compile(group, formats, remotes));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const reason = `${group.file}: ${group.description}: ${error.message}`;
    return { right: 0, refused: group.tests.map(() => reason), wrong: [] };
  }
};

const total = (tallies: readonly Tally[]): Tally => ({
  right: tallies.reduce((sum, { right }) => sum + right, 0),
  refused: tallies.flatMap(({ refused }) => refused),
  wrong: tallies.flatMap(({ wrong }) => wrong),
});

const reason = suite ? "" : " (skipped: install libtest-json-schema-acceptance-perl or set JSON_SCHEMA_TEST_SUITE)";

describe.skipIf(suite === undefined)(`the official JSON Schema test suite${reason}`, () => {
  const remotes = suite ? readRemotes(suite) : new Map<string, unknown>();
  const runPart = (folder: string, formats: FormatMode): Tally => {
    const converted = remotesIn(remotes, dialectOf(folder));
    return total(suite ? readGroups(suite, folder).map((group) => run(group, formats, converted)) : []);
  };
  const results = new Map(parts.map(({ folder, formats }) => [folder, runPart(folder, formats)]));

  it.each([...results.keys()])("gives no wrong result in %s", (folder) => {
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
