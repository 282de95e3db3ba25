// All tests, for `npm test`. Packages share processes and one graph of modules, which takes 17 seconds less than a graph
// for each package. The tests of types aren't here: scripts/check-types.mjs has them in its program.
import { relative, sep } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { maxWorkers, processOptions, resolution, testSettings } from "./vitest.settings.ts";

const everything = "{packages/*,scripts,examples}/**/*.test.ts";
const generator = "packages/codegen/**/*.test.ts";

/**
 * Files of many seconds, which would leave processors idle if they came last, in the order in which they begin. Those that
 * mostly wait, for processes and for time, come beside others that compute. Those that start hundreds of processes come
 * while a worker is still small: a fork copies the worker's page tables.
 */
const long = [
  "scripts/vocabulary.test.ts",
  "jetstream/src/cluster.test.ts",
  "relay/test/queue-chaos.test.ts",
  "scripts/release.test.ts",
  "schema-diff/src/release/gate.test.ts",
  "schema-diff/src/release/write-changeset.test.ts",
  "schema-diff/src/release/find-last-release.test.ts",
  "relay/src/sources/sources.test.ts",
  "scripts/repository/readmes.test.ts",
  "sandbox/src/page/page.test.ts",
  "sandbox/src/page/page-tools.test.ts",
  "relay/test/run-kill.test.ts",
  "relay/src/reading/read-items.test.ts",
  "relay/test/deliver.test.ts",
  "relay/src/reading/framing.test.ts",
  "pipelines/src/transport/answers.test.ts",
  "schema-diff/src/soundness.test.ts",
  "json-schema/src/regex/pattern-cost.test.ts",
  "jetstream/src/consuming/consume.test.ts",
  "pipelines/test/sigstop.test.ts",
  "sandbox/src/page/static-page.test.ts",
  "codegen/src/source-text/outside-text.test.ts",
  "codegen/src/names/taken-names.test.ts",
  "codegen/src/suite/official-suite.test.ts",
  "codegen/src/zod/emit-zod.test.ts",
  "codegen/src/hostile-schemas.test.ts",
];

/** The place of a file among the long ones, which is behind them for all others. */
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = long.findIndex((path) => moduleId.endsWith(path));
  return rank < 0 ? long.length : rank;
};

/** Where a file lies: `packages/relay/src`. Files beside each other are alike: in some places most compute, in others most wait. */
const areaOf = ({ moduleId }: TestSpecification): string =>
  relative(import.meta.dirname, moduleId)
    .split(sep)
    .slice(0, 3)
    .join("/");

/** Spreads the files of each area over the whole time, so that those that wait don't come together and leave processors idle. */
const spread = (files: readonly TestSpecification[]): readonly TestSpecification[] => {
  const areas = new Map<string, TestSpecification[]>();
  for (const file of files) areas.set(areaOf(file), [...(areas.get(areaOf(file)) ?? []), file]);
  const placed = [...areas.values()].flatMap((area) =>
    area.map((file, index) => ({ file, place: (index + 0.5) / area.length })),
  );
  return placed.toSorted((one, other) => one.place - other.place).map(({ file }) => file);
};

class LongFilesFirst extends BaseSequencer {
  override sort(files: readonly TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(spread(files).toSorted((one, other) => rankOf(one) - rankOf(other)));
  }
}

/** Settings of a project, whose files share so many processes; projects run one after the other. */
const project = (name: string, place: number, workers: number, include: string, exclude: readonly string[] = []) => ({
  ...resolution,
  test: {
    ...testSettings,
    name,
    include: [include],
    exclude: ["**/node_modules/**", "**/dist/**", ...exclude],
    execArgv: processOptions,
    sequence: { groupOrder: place },
    maxWorkers: workers,
  },
});

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    projects: [
      // One more than there are processors, since many of its tests wait.
      project("packages", 0, maxWorkers + 1, everything, [generator]),
      // By itself, because its tests grow the heap of a process most.
      project("generator", 1, maxWorkers, generator),
    ],
  },
});
