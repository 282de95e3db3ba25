// The tests by package: `vitest run --project NAME`. All of them at once have a configuration of their own, `npm test`'s.
import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { maxWorkers, resolution, testSettings } from "./vitest.settings.ts";

/** Set where the check of types has the tests of types in its one program. No option of vitest reaches projects. */
const typesAreCheckedElsewhere = process.env.EMAIL_EVENTS_TYPES === "elsewhere";

const project = (name: string, root: string) => ({
  ...resolution,
  test: {
    ...testSettings,
    name,
    root,
    include: ["**/*.test.ts"],
    typecheck: {
      enabled: !typesAreCheckedElsewhere,
      checker: "tsc",
      include: ["**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
      ignoreSourceErrors: false,
    },
  },
});

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      ...readdirSync("packages").map((name) => project(name, `./packages/${name}`)),
      project("repository", "./scripts"),
      project("examples", "./examples"),
    ],
  },
});
