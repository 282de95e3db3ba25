// Loads the generator from its sources, so that nothing here depends on a build of it, nor runs a stale one.
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../packages/codegen/", import.meta.url));

/** Bundles the generator as `dist/` would, beside it, since it reads files of its own package; the bundle is removed. */
export const loadCodegen = async () => {
  const bundles = `${folder}.bundle`;
  const outfile = `${bundles}/${process.pid}.mjs`;
  mkdirSync(bundles, { recursive: true });
  try {
    await build({
      entryPoints: [`${folder}src/index.ts`],
      outfile,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
};
