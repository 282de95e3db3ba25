// What the client adds to a bundle on a platform that has fetch alone: node size.mjs
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export const measureSize = async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL("../../packages/pipelines/dist/fetch.js", import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
  });
  const [{ contents }] = outputFiles;
  return { minifiedBytes: contents.length, gzippedBytes: gzipSync(contents, { level: 9 }).length };
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { minifiedBytes, gzippedBytes } = await measureSize();
  console.log(`${minifiedBytes} bytes minified, ${gzippedBytes} gzipped`);
}
