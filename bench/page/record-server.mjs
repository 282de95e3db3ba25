// A sandbox in a process of its own, from sources, with the record of requests or without it. Answers a message with the
// CPU that it took so far, in microseconds.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const sandbox = new URL("../../packages/sandbox/", import.meta.url).pathname;
const isRecorded = process.argv[2] === "recorded";

/** Replaces the log of requests by one that keeps nothing, as before there was one. */
const withoutRecord = {
  name: "without-record",
  setup: ({ onLoad }) =>
    onLoad({ filter: /inspection\/(?:request-log|mask-key)\.ts$/ }, ({ path }) => ({
      contents: path.endsWith("request-log.ts")
        ? "export const createRequestLog = () => ({ run: '', add: () => undefined, clear: () => undefined });"
        : "export const createKeyMask = () => ({ body: (bytes) => bytes, errors: (errors) => errors });",
    })),
};

const folder = mkdtempSync(join(tmpdir(), "bench-page-record-"));
const outfile = join(folder, "sandbox.mjs");
await build({
  entryPoints: [join(sandbox, "src/index.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  conditions: ["@email-events/source"],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: isRecorded ? [] : [withoutRecord],
  logLevel: "error",
});
const { createSandbox } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });
const { url } = await createSandbox({});
process.on("message", () => {
  const { system, user } = process.cpuUsage();
  process.send({ cpuUs: system + user });
});
process.on("disconnect", () => process.exit());
process.send({ url });
