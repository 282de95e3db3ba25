import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceVocabularyNames } from "@email-events/diagnose/sources";
import { reportOf, runCommand } from "../src/testing/run-command.ts";

describe("the examples of the vendors' pages and of real streams", () => {
  const examples = join(import.meta.dirname, "../../../schemas/examples");
  const valid = sourceVocabularyNames.flatMap((vocabulary) =>
    readdirSync(join(examples, vocabulary), { recursive: true, encoding: "utf8" })
      .filter((path) => /(^|\/)valid\.[^/]*\.json$/.test(path))
      .map((path) => join(examples, vocabulary, path)),
  );

  it("exist", () => {
    expect(valid.length).toBeGreaterThan(40);
  });

  it.each(valid)("are validated and relayed: %s", async (file) => {
    expect(await runCommand(["validate", file])).toMatchObject({ exitCode: 0, out: "" });
    const { exitCode, out } = await runCommand(["relay", "--from", file, "--to", "sandbox", "--report", "json"]);
    expect([exitCode, reportOf(out)]).toMatchObject([0, { received: 1, unrecognized: 0, invalid: 0, rejected: 0 }]);
  });
});
