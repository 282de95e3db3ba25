import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A schema of the official test suite with its test values. */
export interface SuiteGroup {
  /** Path of the file inside the suite's tests. */
  readonly file: string;
  readonly index: number;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

// The path of Debian's libtest-json-schema-acceptance-perl; JSON_SCHEMA_TEST_SUITE overrides it.
const debianFolder = "/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance";

/** The folder of the official JSON Schema test suite, if installed. */
export const findSuite = (): string | undefined =>
  [process.env["JSON_SCHEMA_TEST_SUITE"], debianFolder].find(
    (folder) => folder !== undefined && existsSync(join(folder, "tests", "draft2020-12")),
  );

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** The groups of one folder of tests, such as `draft2020-12` or `draft7/optional/format`. */
export const readGroups = (suite: string, folder: string): readonly SuiteGroup[] =>
  readdirSync(join(suite, "tests", folder))
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .flatMap((name) => {
      const groups = read(join(suite, "tests", folder, name)) as readonly SuiteGroup[];
      return groups.map((group, index) => ({ ...group, file: `${folder}/${name}`, index }));
    });

/** The documents that tests refer to under `http://localhost:1234/`, by address. */
export const readRemotes = (suite: string): ReadonlyMap<string, unknown> => {
  const folder = join(suite, "remotes");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return new Map(
    names.map((name) => {
      const path = relative(folder, join(folder, name)).split(sep).join("/");
      return [`http://localhost:1234/${path}`, read(join(folder, name))];
    }),
  );
};
