import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Bundles the built entry of a package with all that it needs.
 *
 * @param entry - The path below `packages/`, such as `pipelines/dist/fetch.js`.
 * @param options - Options of esbuild: the platform, and what else decides what is bundled.
 * @returns Its size in bytes: minified, and gzipped as well.
 */
export const bundleSize = async (entry, options) => {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../packages/${entry}`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    ...options,
  });
  const [{ contents }] = outputFiles;
  return { minifiedBytes: contents.length, gzippedBytes: gzipSync(contents, { level: 9 }).length };
};
