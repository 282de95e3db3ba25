import { join } from "node:path";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { expect, it, onTestFinished } from "vitest";
import { createCaseRunner } from "./case-runner.ts";

const main = `
  let count = 0;
  export const main = async ([word], { error }) => {
    if (word === "end") process.exit(0);
    if (word === "hang") await new Promise(() => {});
    error(word);
    return (count += 1);
  };
`;

const runnerOf = async (mostMs: number) => {
  const folder = await temporaryFolder({ "main.mjs": main });
  const runner = createCaseRunner(join(folder, "main.mjs"), mostMs);
  onTestFinished(() => runner.close());
  return runner;
};

it("runs cases in one process, until one ends it", async () => {
  const { run, runAlone } = await runnerOf(20_000);
  expect(await run(["a"])).toMatchObject({ exitCode: 1, errors: ["a"] });
  expect(await run(["b"])).toMatchObject({ exitCode: 2, errors: ["b"] });
  expect(await run(["end"])).toBe("ended");
  expect(await run(["c"])).toMatchObject({ exitCode: 1, errors: ["c"] });
  expect(await runAlone(["d"])).toMatchObject({ exitCode: 1, errors: ["d"] });
});

it("ends the process of a case that doesn't end", async () => {
  const { run } = await runnerOf(100);
  expect(await run(["hang"])).toBe("ended");
});
