import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./page-files.ts";

const run = promisify(execFile);

/** Builds the page of `packages/playground` without a sandbox into `play/` of a site. */
export const buildPlay = async (site: string): Promise<void> => {
  const playground = join(repository, "packages/playground");
  const args = ["build", "--configLoader", "runner", "--logLevel", "warn", "--mode", "static"];
  // In a process of its own, because the site is built by another version of Vite.
  await run(join(playground, "node_modules/.bin/vite"), [...args, "--outDir", join(site, "play")], { cwd: playground });
};
