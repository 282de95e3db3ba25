// Loads a module of a package from its sources, so that no build is needed and none can be stale. Packages of the
// workspace are found by their folders: a new one isn't linked yet.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importBundle } from "./import-bundle.mjs";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));
const bundles = fileURLToPath(new URL("../.bundle/", import.meta.url));

/** The file that a name such as `@email-events/core/mapping` stands for. */
const sourceOf = (path) => {
  const [, folder, rest = ""] = /^@email-events\/([^/]+)(\/.*)?$/.exec(path);
  const { exports } = JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8"));
  return join(packages, folder, exports[`.${rest}`]["@email-events/source"]);
};

const fromFolders = {
  name: "from-folders",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@email-events\// }, ({ path }) => ({ path: sourceOf(path) }));
  },
};

/** Bundles an export of a package of the workspace, and imports it. */
export const loadSources = (name) =>
  importBundle(join(bundles, `${name.replaceAll(/[^\w-]/g, "-")}-${process.pid}.mjs`), {
    stdin: { contents: `export * from ${JSON.stringify(name)};`, resolveDir: packages },
    plugins: [fromFolders],
  });
