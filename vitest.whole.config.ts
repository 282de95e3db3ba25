// All tests, for `npm test`. Packages share processes and one graph of modules, which takes 17 seconds less than a graph
// for each package. The tests of types aren't here: scripts/check-types.mjs has them in its program.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { maxWorkers, resolution, testSettings } from "./vitest.settings.ts";

const everything = "{packages/*,scripts,examples}/**/*.test.ts";
const generator = "packages/codegen/**/*.test.ts";

/**
 * Files of many seconds, which would leave one of two processors idle if they came last. Those of packages mostly wait
 * for processes: they come first of all, while the other checks use the processors.
 */
const long = [
  "scripts/vocabulary.test.ts",
  "scripts/release.test.ts",
  "scripts/readmes.test.ts",
  "relay/test/queue-chaos.test.ts",
  "jetstream/src/cluster.test.ts",
  "sandbox/src/page/page.test.ts",
  "sandbox/src/page/page-tools.test.ts",
  "relay/test/run-kill.test.ts",
  "relay/src/sources/sources.test.ts",
  "pipelines/src/transport/answers.test.ts",
  "pipelines/src/platform/exit-warning.test.ts",
  "pipelines/test/sigstop.test.ts",
  "codegen/src/source-text/outside-text.test.ts",
  "codegen/src/names/taken-names.test.ts",
  "codegen/src/suite/official-suite.test.ts",
  "codegen/src/zod/emit-zod.test.ts",
  "codegen/src/hostile-schemas.test.ts",
];

/** Files of a project stay together, because its processes end with the last of them in a row. */
const rankOf = ({ project, moduleId }: TestSpecification): number =>
  (project.name === "packages" ? 0 : 2) + (long.some((path) => moduleId.endsWith(path)) ? 0 : 1);

class LongFilesFirst extends BaseSequencer {
  override sort(files: readonly TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => rankOf(one) - rankOf(other)));
  }
}

const project = (name: string, include: string, exclude: readonly string[]) => ({
  ...resolution,
  test: { ...testSettings, name, include: [include], exclude: ["**/node_modules/**", "**/dist/**", ...exclude] },
});

export default defineConfig({
  test: {
    maxWorkers,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      project("packages", everything, [generator]),
      // By itself, because its tests grow the heap of a process most.
      project("generator", generator, []),
    ],
  },
});
