// Loads the generator from its sources, so that no build is needed and none can be stale.
import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { importBundle } from "./import-bundle.mjs";

const folder = fileURLToPath(new URL("../../packages/codegen/", import.meta.url));

/** Prettier with its results kept. */
const layouts = new URL("../generation/layouts.mjs", import.meta.url).href;

const isOwn = (name) => name.startsWith("@email-events/");

/** Marks requests of the plugin itself, to avoid recursion. */
const asks = Symbol("asks");

/**
 * Bundles the packages of this repository into one file; others stay external. Keeps `import.meta.url` of each source,
 * which sources use to find files of their package.
 */
const fromSources = (keepsLayouts) => ({
  name: "from-sources",
  setup: ({ onResolve, onLoad, resolve }) => {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (keepsLayouts && path === "prettier") return { path: layouts, external: true };
      if (isOwn(path) || pluginData === asks) return undefined;
      if (isBuiltin(path)) return { path, external: true };
      const { path: file, errors } = await resolve(path, { kind, importer, resolveDir, pluginData: asks });
      return errors.length > 0 ? { errors } : { path: pathToFileURL(file).href, external: true };
    });
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)), loader: "ts" };
    });
  },
});

/**
 * Bundles the generator, and imports it.
 *
 * @param keepsLayouts - whether emitted code is laid out by `layouts.mjs`, for schemas that are generated from again
 */
export const loadCodegen = ({ keepsLayouts = false } = {}) =>
  importBundle(`${folder}.bundle/${process.pid}.mjs`, {
    entryPoints: [`${folder}src/index.ts`],
    conditions: ["@email-events/source"],
    plugins: [fromSources(keepsLayouts)],
  });
