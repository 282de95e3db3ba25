// Prints what the client adds to a bundle on a platform that has only fetch: node size.mjs [--write]
// --write updates docs/benchmarks/client-size.md.
import { pathToFileURL } from "node:url";
import { bundleSize } from "../bundle-size.mjs";
import { writeTable } from "../write-table.mjs";

export const measureSize = () => bundleSize("pipelines/dist/fetch.js", { target: "es2022", platform: "browser" });

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { minifiedBytes, gzippedBytes } = await measureSize();
  const count = (bytes) => `${bytes.toLocaleString("en")} bytes`;
  const line = `${count(minifiedBytes)} minified, ${count(gzippedBytes)} gzipped`;
  console.log(line);
  if (process.argv.includes("--write")) await writeTable("client-size", "size", line);
}
