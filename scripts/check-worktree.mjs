// Stops a release of anything but a commit with its history: what is published must be what a tag names.
import { execFileSync } from "node:child_process";

/** The output of git; `undefined` when it fails. */
const git = (...args) => {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
};

const changedFiles = () => (git("status", "--porcelain") ?? "").split("\n").filter((line) => line !== "");

/** Returns what keeps this folder from being released, and what to do about it; `undefined` if nothing does. */
const findProblem = () => {
  if (git("rev-parse", "--is-inside-work-tree") !== "true") {
    return "this isn't a git repository; release from a clone of it";
  }
  if (git("rev-parse", "--is-shallow-repository") === "true") {
    return "this clone is shallow; run git fetch --unshallow --tags first";
  }
  const changed = changedFiles();
  if (changed.length === 0) return undefined;
  const files = changed.length === 1 ? "1 file has" : `${changed.length} files have`;
  return `${files} uncommitted changes; commit or stash them first (git status lists them)`;
};

const problem = findProblem();
if (problem !== undefined) {
  console.error(`error: ${problem}. Nothing was published.`);
  process.exitCode = 2;
}
