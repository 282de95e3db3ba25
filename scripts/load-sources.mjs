// Loads a module of a package from its sources, so that no build is needed and none can be stale. Packages of the
// workspace are found by their folders: a new one isn't linked yet.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const bundles = fileURLToPath(new URL("./.bundle/", import.meta.url));

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
export const loadSources = async (name) => {
  const outfile = join(bundles, `${name.replaceAll(/[^\w-]/g, "-")}-${process.pid}.mjs`);
  mkdirSync(bundles, { recursive: true });
  try {
    await build({
      stdin: { contents: `export * from ${JSON.stringify(name)};`, resolveDir: packages },
      outfile,
      bundle: true,
      plugins: [fromFolders],
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
};
