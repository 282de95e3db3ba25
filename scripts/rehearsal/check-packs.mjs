// What a registry's users would trip over in a pack: publint reads its manifest, attw resolves its types.
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Resolutions of compilers that don't know `exports`; the packages promise none of them. */
const unsupported = new Set(["node10"]);

/** Entries that only this repository resolves, by the condition for sources, are no part of the pack. */
const hasImport = ([, target]) => typeof target !== "object" || target.import !== undefined;

const manifestProblems = async (tarball) => {
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
};

const typeProblems = async (bytes, manifest) => {
  const entries = Object.entries(manifest.exports);
  const { types, problems } = await checkPackage(createPackageFromTarballData(bytes), {
    excludeEntrypoints: entries.filter((entry) => !hasImport(entry)).map(([subpath]) => subpath),
  });
  if (!types) return ["has no types"];
  return problems
    .filter(({ resolutionKind }) => !unsupported.has(resolutionKind))
    .map((problem) => JSON.stringify(problem));
};

/** Resolves to one line for each problem of a pack. */
export const problemsOf = async (path, manifest) => {
  const bytes = new Uint8Array(readFileSync(path));
  const problems = [...(await manifestProblems(bytes.buffer)), ...(await typeProblems(bytes, manifest))];
  return problems.map((problem) => `${manifest.name}: ${problem}`);
};
