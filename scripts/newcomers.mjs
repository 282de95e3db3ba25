// Walks the paths of newcomers as the READMEs say, block by block, from packs in empty folders, and the first change of
// CONTRIBUTING.md in a clone. Needs a build. `node scripts/newcomers.mjs airship codegen sharing contributing` walks only these.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmptyFolder, StoppedError } from "./newcomers/empty-folder.mjs";
import { serveRegistry } from "./newcomers/registry.mjs";
import { walkContributing } from "./newcomers/walk-contributing.mjs";
import { walkSharing } from "./newcomers/walk-sharing.mjs";
import { readBlocks } from "./newcomers/read-blocks.mjs";
import { walkPage } from "./newcomers/walk-page.mjs";
import { readCommandLine } from "./shared/read-command-line.mjs";
import { startWithoutColors } from "./shared/without-colors.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
startWithoutColors();

/** Examples that need an account, a server or a file, which their packages' tests have: they are compiled. */
const compiledOnly = new Set([
  "pipelines",
  "relay",
  "store",
  "airship-stream",
  "jetstream",
  "map-airship-events",
  "receive-webhooks",
  "send-from-a-function",
]);

/** Task pages that begin with a folder of your own. The others run a program or change this repository. */
const tasks = [
  "extend-an-event",
  "map-airship-events",
  "my-event-does-not-show-up",
  "receive-webhooks",
  "send-from-a-function",
  "share-types",
  "test-with-the-sandbox",
];

const published = readdirSync("packages").filter(
  (name) => JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8")).private !== true,
);

/** The pages that begin with an empty folder. */
const pages = [
  { name: "start", path: "README.md", isRun: true },
  ...published.map((name) => ({ name, path: `packages/${name}/README.md`, isRun: !compiledOnly.has(name) })),
  ...tasks.map((name) => ({ name, path: `docs/tasks/${name}.md`, isRun: !compiledOnly.has(name) })),
];

const { named } = readCommandLine([], [...pages.map(({ name }) => name), "sharing", "contributing"]);
const isAsked = (name) => named.length === 0 || named.includes(name);

const pack = (folder) => {
  const { status, stderr } = spawnSync("npx", ["--yes", "pnpm@12.21.0", "-r", "pack", "--pack-destination", folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`packing ended with ${status}\n${stderr}`);
};

/** Runs a walk, and says how it ended. */
const walk = async (path, action) => {
  const start = performance.now();
  try {
    const result = await action();
    console.log(`${path}: ${result}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    console.error(`${path} stops a newcomer in ${error.message}\n`);
    return false;
  }
};

const share = async (work, origin) => {
  const [schema] = readBlocks(readFileSync("packages/codegen/README.md", "utf8")).filter(
    ({ language }) => language === "json",
  );
  const page = readFileSync("packages/core/README.md", "utf8");
  await walkSharing(join(work, "sharing"), origin, { page, schema: schema.code });
  return "types are shared";
};

const walkPages = async (chosen, work) => {
  mkdirSync(join(work, "packs"));
  pack(join(work, "packs"));
  const registry = await serveRegistry(join(work, "packs"));
  try {
    const results = [];
    for (const { name, path, isRun } of chosen) {
      const walked = async () => {
        const folder = await createEmptyFolder(join(work, name), registry.origin);
        return `${await walkPage(folder, readFileSync(path, "utf8"), { isRun })} examples`;
      };
      results.push(await walk(path, walked));
    }
    if (isAsked("sharing")) results.push(await walk("packages/core/README.md", () => share(work, registry.origin)));
    return results;
  } finally {
    registry.close();
  }
};

const walkFirstChange = (work) =>
  walk("CONTRIBUTING.md", async () => {
    mkdirSync(join(work, "contributing"));
    await walkContributing(readFileSync("CONTRIBUTING.md", "utf8"), join(work, "contributing"), process.cwd());
    return "the first change";
  });

const work = mkdtempSync(join(tmpdir(), "email-events-newcomers-"));
try {
  const chosen = pages.filter(({ name }) => isAsked(name));
  const results = chosen.length === 0 && !isAsked("sharing") ? [] : await walkPages(chosen, work);
  if (isAsked("contributing")) results.push(await walkFirstChange(work));
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
