// A release as the real one goes, from a clone to another registry.
import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";

/** The folder of the pnpm that the repository asks for. */
const pnpmFolder = async (root) =>
  dirname((await run("npx", ["--yes", "-p", "pnpm@12.21.0", "which", "pnpm"], { cwd: root })).trim());

const clone = async (root, commit, folder) => {
  await run("git", ["clone", "--quiet", "--no-checkout", root, folder]);
  await run("git", ["checkout", "--quiet", "--detach", commit], { cwd: folder });
};

/** Sends packages of the clone to a registry on loopback, which takes any token. */
const pointAt = (folder, origin) =>
  appendFileSync(
    join(folder, ".npmrc"),
    `\n@email-events:registry=${origin}/\n${origin.replace("http:", "")}/:_authToken=rehearsal\n`,
  );

/**
 * Clones a commit, versions and builds it, and publishes every package to a registry. Nothing is published before
 * everything is built.
 *
 * @param say - called with each step
 */
export const releaseTo = async ({ root, commit, folder, origin, say }) => {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", CI: "1" };
  env.PATH = `${await pnpmFolder(root)}:${env.PATH}`;
  const inClone = { cwd: folder, env };
  const bin = (name) => join(folder, "node_modules/.bin", name);
  await say("clone", () => clone(root, commit, folder));
  await say("install", () => run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], inClone));
  await say("version", () => run(process.execPath, ["scripts/version.mjs"], inClone));
  await say("build", () =>
    run(bin("turbo"), ["run", "build", "--output-logs=errors-only", "--concurrency=2"], inClone),
  );
  await say("changeset publish", () => {
    pointAt(folder, origin);
    // There is no provenance without a CI that signs it.
    const publishing = { ...env, NPM_CONFIG_PROVENANCE: "false", npm_config_registry: `${origin}/` };
    return run(bin("changeset"), ["publish", "--no-git-tag"], { cwd: folder, env: publishing });
  });
};
