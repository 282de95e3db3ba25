// What the client adds to a bundle on a platform that has fetch alone: node size.mjs
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const entry = new URL("../../packages/pipelines/dist/fetch.js", import.meta.url);
const { outputFiles } = await build({
  entryPoints: [entry.pathname],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  platform: "browser",
  write: false,
});
const [{ contents }] = outputFiles;
console.log(`${contents.length} bytes minified, ${gzipSync(contents, { level: 9 }).length} gzipped`);
