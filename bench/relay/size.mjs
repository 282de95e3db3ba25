import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The size of the webhook handler with all it needs, minified and gzipped, in bytes. */
export const handlerBytes = async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL("../../packages/bulk-tracking-webhook/dist/index.js", import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
};
