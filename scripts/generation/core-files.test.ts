import { join } from "node:path";
import { expect, it } from "vitest";
import { coreFiles } from "./core-files.mjs";
import { repository } from "./vocabularies.mjs";

const folder = join(repository, "packages/core/src/generated");

it("says what a vocabulary lacks whose events have no names", async () => {
  await expect(coreFiles({ vocabularies: ["airship", "lone"], folder })).rejects.toThrow(
    /^schemas\/lone\/event\.schema\.json: make it a oneOf of events/,
  );
});
