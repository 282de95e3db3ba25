// Raises the versions and writes the changelogs. All packages have one version, so some have no changeset of their own:
// their changelogs say so.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillEmptySections } from "./fill-empty-sections.mjs";

const run = (...command) => {
  const { status } = spawnSync("npx", ["--no-install", ...command], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

run("changeset", "version", ...process.argv.slice(2));

for (const name of readdirSync("packages")) {
  const path = join("packages", name, "CHANGELOG.md");
  if (!existsSync(path)) continue;
  const text = readFileSync(path, "utf8");
  const filled = fillEmptySections(text);
  if (filled !== text) writeFileSync(path, filled);
}
