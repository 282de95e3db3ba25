import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@email-events/source"];

/** Set by `npm test`, whose check of types has the tests of types in its one program. No option of vitest reaches projects. */
const typesAreCheckedElsewhere = process.env.EMAIL_EVENTS_TYPES === "elsewhere";

/** Tests read the sources of every package, so they need no build. */
const project = (name: string, root: string) => ({
  resolve: { conditions: [...conditions, "module", "node"] },
  ssr: { resolve: { conditions: [...conditions, "module", "node"] } },
  test: {
    name,
    root,
    // The files of a project share processes: a process for each file takes a third of the time of all tests. A test
    // restores what it changes in its process; what needs a process of its own starts one.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    // Five and ten seconds by default, which aren't enough on a busy machine. They only end what hangs: a test of speed
    // counts steps or time of the processor.
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
    // One less by default, which leaves one of two processors idle.
    maxWorkers: availableParallelism(),
    projects: [
      ...readdirSync("packages").map((name) => project(name, `./packages/${name}`)),
      project("repository", "./scripts"),
      project("examples", "./examples"),
    ],
  },
});
