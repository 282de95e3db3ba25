// Compilers and runtimes that the repository doesn't depend on, because they are large: installed once, below
// node_modules/.cache.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { newestNode, runtimeVersions, typescriptVersions } from "./promises.mjs";
import { run } from "./run.mjs";

const packages = [
  ...Object.entries(typescriptVersions).map(([floor, version]) => `typescript-${floor}@npm:typescript@${version}`),
  ...Object.entries(runtimeVersions).map(([name, version]) => `${name}@${version}`),
  `node@${newestNode}`,
];

/** Installs the tools if they aren't there, and returns where each is. */
export const installTools = async (root) => {
  const key = createHash("sha256").update(packages.join("\n")).digest("hex").slice(0, 12);
  const cache = join(root, "node_modules/.cache/email-events-rehearsal");
  const folder = join(cache, key);
  if (!existsSync(folder)) {
    const unfinished = join(cache, `${key}-${process.pid}`);
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, "package.json"), '{ "private": true }\n');
    await run("npm", ["install", "--no-audit", "--no-fund", "--silent", ...packages], { cwd: unfinished });
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  const modules = join(folder, "node_modules");
  const require = createRequire(join(root, "packages/bulk-tracking-webhook/package.json"));
  return {
    node: join(modules, "node/bin/node"),
    bun: join(modules, ".bin/bun"),
    deno: join(modules, ".bin/deno"),
    workerd: require("workerd").default,
    typescript: (floor) => join(modules, `typescript-${floor}`),
  };
};
