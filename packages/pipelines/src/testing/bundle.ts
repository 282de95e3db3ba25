import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles an entry of the package from its source, minified, as an application would. */
export const bundle = async (entry: "fetch.ts" | "index.ts", format: "esm" | "cjs" = "esm"): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    platform: entry === "fetch.ts" ? "browser" : "node",
    conditions: ["@email-events/source"],
    write: false,
  });
  return outputFiles[0]?.text ?? "";
};
