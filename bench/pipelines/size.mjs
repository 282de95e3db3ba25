// Prints what the client adds to a bundle on a platform that has only fetch: node size.mjs [--write]
// --write updates docs/benchmarks/client-size.md.
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeTable } from "../write-table.mjs";

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
  const count = (bytes) => `${bytes.toLocaleString("en")} bytes`;
  const line = `${count(minifiedBytes)} minified, ${count(gzippedBytes)} gzipped`;
  console.log(line);
  if (process.argv.includes("--write")) await writeTable("client-size", "size", line);
}
