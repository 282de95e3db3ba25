import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@email-events/source"];

/**
 * Projects whose files may share a process, which saves starting one for each and importing the same again. The others
 * test signals, exits and warnings of the process itself.
 */
const sharing = new Set([
  "airship",
  "bulk-tracking",
  "codegen",
  "core",
  "json-schema",
  "sandbox",
  "schema-diff",
  "store",
  "validator",
]);

/** Tests read the sources of every package: no build stands between an edit and its test. */
const project = (name: string, root: string) => ({
  resolve: { conditions: [...conditions, "module", "node", "import", "default"] },
  ssr: { resolve: { conditions: [...conditions, "module", "node", "import", "default"] } },
  test: {
    name,
    root,
    isolate: !sharing.has(name),
    // Five seconds by default, which a busy machine takes for what is fast on a free one.
    testTimeout: 20_000,
    include: ["**/*.test.ts"],
    typecheck: {
      enabled: true,
      checker: "tsc",
      include: ["**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
      ignoreSourceErrors: false,
    },
  },
});

export default defineConfig({
  test: {
    // One less by default, which leaves one of two processors idle while tests wait for servers and processes.
    maxWorkers: availableParallelism(),
    projects: [
      ...readdirSync("packages").map((name) => project(name, `./packages/${name}`)),
      project("repository", "./scripts"),
    ],
  },
});
