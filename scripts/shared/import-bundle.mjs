// Bundles modules of the workspace into a file for the time of its import.
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Bundles what `options` of esbuild name into `outfile`, imports it, and removes it. */
export const importBundle = async (outfile, options) => {
  mkdirSync(dirname(outfile), { recursive: true });
  try {
    await build({ ...options, outfile, bundle: true, platform: "node", format: "esm", logLevel: "warning" });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
};
