import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

const conditions = ["@email-events/source"];

/** Tests read the sources of every package: no build stands between an edit and its test. */
const project = (name: string, root: string) => ({
  resolve: { conditions: [...conditions, "module", "node", "import", "default"] },
  ssr: { resolve: { conditions: [...conditions, "module", "node", "import", "default"] } },
  test: {
    name,
    root,
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
    projects: [
      ...readdirSync("packages").map((name) => project(name, `./packages/${name}`)),
      project("repository", "./scripts"),
    ],
  },
});
