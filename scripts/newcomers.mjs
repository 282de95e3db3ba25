// Walks the paths of newcomers as the READMEs say, block by block, from packs in empty folders. Needs a build.
// `node scripts/newcomers.mjs airship codegen` walks only these.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmptyFolder, StoppedError } from "./newcomers/empty-folder.mjs";
import { serveRegistry } from "./newcomers/registry.mjs";
import { walkPage } from "./newcomers/walk-page.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Examples that need an account, a server or a file, which their packages' tests have: they are compiled. */
const compiledOnly = new Set(["pipelines", "relay", "store", "airship-stream"]);

const published = readdirSync("packages").filter(
  (name) => JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8")).private !== true,
);

/** The pages that begin with an empty folder. */
const pages = [
  { name: "start", path: "README.md", isRun: true },
  ...published.map((name) => ({ name, path: `packages/${name}/README.md`, isRun: !compiledOnly.has(name) })),
];

const pack = (folder) => {
  const { status, stderr } = spawnSync("npx", ["--yes", "pnpm@12.21.0", "-r", "pack", "--pack-destination", folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`packing ended with ${status}\n${stderr}`);
};

const walk = async ({ name, path, isRun }, work, origin) => {
  const start = performance.now();
  try {
    const folder = await createEmptyFolder(join(work, name), origin);
    const count = await walkPage(folder, readFileSync(path, "utf8"), { isRun });
    console.log(`${path}: ${count} examples, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    console.error(`${path} stops a newcomer in ${error.message}\n`);
    return false;
  }
};

const asked = process.argv.slice(2);
const chosen = pages.filter(({ name }) => asked.length === 0 || asked.includes(name));
const work = mkdtempSync(join(tmpdir(), "email-events-newcomers-"));
try {
  mkdirSync(join(work, "packs"));
  pack(join(work, "packs"));
  const registry = await serveRegistry(join(work, "packs"));
  try {
    const results = [];
    for (const page of chosen) results.push(await walk(page, work, registry.origin));
    process.exitCode = results.every(Boolean) ? 0 : 1;
  } finally {
    registry.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
