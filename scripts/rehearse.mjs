// Rehearses a release: clones a commit, versions, builds and publishes it to a registry on loopback, installs each package
// alone, uses it wherever it promises to work, and compares the table of the README with what it measured.
//
// `pnpm rehearse [--ref REF] [--port PORT] [--write]`; exit codes: 0 all works, 1 something doesn't, 2 it can't be tried.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { hasChromium } from "./shared/chromium.mjs";
import { formatFile } from "./shared/format-file.mjs";
import { startWithoutColors } from "./shared/without-colors.mjs";
import { exceeded } from "./rehearsal/ceilings.mjs";
import { checkRepository } from "./rehearsal/check-repository.mjs";
import { expectedFiles, inspectPack } from "./rehearsal/inspect-pack.mjs";
import { measure } from "./rehearsal/measure.mjs";
import { createPeersProject, createProject } from "./rehearsal/projects.mjs";
import { startRegistry } from "./rehearsal/registry.mjs";
import { readOptions } from "./rehearsal/read-options.mjs";
import { RehearsalError } from "./rehearsal/rehearsal-error.mjs";
import { releaseTo } from "./rehearsal/release-to.mjs";
import { forEach } from "./rehearsal/run.mjs";
import { staleCells, toTable, withTable } from "./rehearsal/table.mjs";
import { installTools } from "./rehearsal/tools.mjs";
import { tryBrowser } from "./rehearsal/try-browser.mjs";
import { tryRuntimes } from "./rehearsal/try-runtimes.mjs";
import { tryTypes } from "./rehearsal/try-types.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const readmePath = join(root, "README.md");

/** Runs a step, and prints how long it took. */
const say = async (title, action) => {
  const start = performance.now();
  const result = await action();
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${title}`);
  return result;
};

/** Installs and tries each published package, and returns its problems and what it costs. */
const tryAll = async ({ names, origin, parent, tools }) => {
  const alone = await say("install each package alone", () =>
    forEach(names, (name) => createProject({ name, origin, parent })),
  );
  const rows = await say("measure", () => forEach(alone, measure));
  const withPeers = await forEach(alone, (project) => createPeersProject(project, { origin, parent }));
  const projects = [...alone, ...withPeers.flat()];
  const inspect = (project) => inspectPack(project, [...expectedFiles, "CHANGELOG.md"]);
  const problems = [
    ...(await forEach(alone, inspect)).flat(),
    ...(await say("runtimes and programs", () => forEach(projects, (project) => tryRuntimes(project, tools)))).flat(),
    ...(await say("types", () => tryTypes(projects, tools))),
    ...(hasChromium ? await say("Chromium", () => tryBrowser(projects)) : []),
    ...exceeded(rows),
  ];
  if (!hasChromium) console.log("skipped: Chromium isn't installed (.ci/run installs it)");
  return { problems, rows };
};

const writeTable = async (rows) => {
  const text = withTable(readFileSync(readmePath, "utf8"), toTable(rows));
  writeFileSync(readmePath, await formatFile(readmePath, text));
};

const report = ({ problems, rows }) => {
  for (const problem of problems) console.error(`\n${problem}`);
  console.log(`\n${toTable(rows)}\n`);
  console.log(problems.length === 0 ? `${rows.length} packages work, each alone` : `problems: ${problems.length}`);
};

const rehearse = async () => {
  startWithoutColors();
  const { ref, port, isWriting } = readOptions(process.argv.slice(2));
  const commit = checkRepository(root, ref);
  const registry = await startRegistry(port);
  const folder = mkdtempSync(join(tmpdir(), "email-events-rehearsal-"));
  try {
    const { origin } = registry;
    const tools = { ...(await say("tools", () => installTools(root))), tsc: resolve(root, "node_modules/.bin/tsc") };
    await releaseTo({ root, commit, folder: join(folder, "clone"), origin, say });
    const tried = await tryAll({ names: registry.published(), origin, parent: join(folder, "users"), tools });
    const stale = isWriting ? [] : staleCells(readFileSync(readmePath, "utf8"), tried.rows);
    const hints = stale.map((cell) => `README.md is stale (pnpm rehearse --write): ${cell}`);
    const problems = [...tried.problems, ...hints];
    report({ ...tried, problems });
    if (isWriting && problems.length === 0) await writeTable(tried.rows);
    return problems.length === 0 ? 0 : 1;
  } finally {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

try {
  process.exitCode = await rehearse();
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = error instanceof RehearsalError ? 2 : 1;
}
