import { existsSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@email-events/source"];

/**
 * Projects whose files share a process, which is faster. The others test signals, exits and warnings of the process
 * itself.
 */
const sharing = new Set([
  "airship-stream",
  "cli",
  "codegen",
  "core",
  "json-schema",
  "sandbox",
  "schema-diff",
  "store",
  "validator",
]);

/** Whether a package maps a vocabulary, by its tag: those are pure. */
const isMapping = (name: string): boolean =>
  existsSync(`packages/${name}/turbo.json`) &&
  /"tags": \["mapping"\]/.test(readFileSync(`packages/${name}/turbo.json`, "utf8"));

const isSharing = (name: string): boolean => sharing.has(name) || (name !== "repository" && isMapping(name));

/** Tests read the sources of every package, so they need no build. */
const project = (name: string, root: string) => ({
  resolve: { conditions: [...conditions, "module", "node"] },
  ssr: { resolve: { conditions: [...conditions, "module", "node"] } },
  test: {
    name,
    root,
    isolate: !isSharing(name),
    // Five seconds by default, which isn't enough on a busy machine.
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
    // One less by default, which leaves one of two processors idle.
    maxWorkers: availableParallelism(),
    projects: [
      ...readdirSync("packages").map((name) => project(name, `./packages/${name}`)),
      project("repository", "./scripts"),
      project("examples", "./examples"),
    ],
  },
});
