import { fileURLToPath } from "node:url";
import { sourceVocabularyNames } from "@email-events/diagnose/sources";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";

const entry = fileURLToPath(new URL("../src/records/index.ts", import.meta.url));

test("the handler of records loads no part of the program that a function has no use for", () => {
  const { metafile } = buildSync({
    entryPoints: [entry],
    bundle: true,
    conditions: ["@email-events/source"],
    format: "esm",
    platform: "node",
    metafile: true,
    write: false,
  });
  const inputs = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const packages = inputs.flatMap((path) => /(?:^|\/)packages\/([^/]+)\//.exec(path)?.[1] ?? path);
  expect([...new Set(packages)].toSorted()).toEqual(
    [...sourceVocabularyNames, "core", "diagnose", "node:buffer", "node:crypto", "relay", "validator"].toSorted(),
  );
  const rooms = inputs.flatMap((path) => /packages\/relay\/src\/([^/]+)\//.exec(path)?.[1] ?? []);
  expect([...new Set(rooms)].toSorted()).toEqual(["destination", "judging", "reading", "records", "report"]);
});
