// What a rehearsal needs of the repository. It is a clone of a commit, so nothing but commits can be rehearsed.
import { execFileSync } from "node:child_process";
import { RehearsalError } from "./rehearsal-error.mjs";

/** Variables that would send git to another repository. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));

/** Runs git, and returns what it printed; nothing if it failed. */
const ask = (root, ...args) => {
  try {
    const options = { cwd: root, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("git", args, options).trim();
  } catch {
    return undefined;
  }
};

const rules = [
  {
    isBroken: (root) => ask(root, "rev-parse", "--show-cdup") !== "",
    problem: () => "this folder isn't the root of a git repository; run the rehearsal in a clone (git clone URL)",
  },
  {
    isBroken: (root) => ask(root, "rev-parse", "--is-shallow-repository") !== "false",
    problem: () => "the history is shallow, so releases can't be compared; run git fetch --unshallow --tags first",
  },
  {
    isBroken: (root, ref) => commitOf(root, ref) === undefined,
    problem: (ref) => `there is no commit ${JSON.stringify(ref)}; pass a branch, tag or commit that git log finds`,
  },
  {
    isBroken: (root) => ask(root, "status", "--porcelain") !== "",
    problem: () => "there are changes without a commit (git status shows them); commit or stash them first",
  },
];

/** Returns the id of a commit; nothing if there is none of the name. */
const commitOf = (root, ref) =>
  ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`) || undefined;

/**
 * Returns the commit to rehearse.
 *
 * @throws RehearsalError if the repository can't be rehearsed
 */
export const checkRepository = (root, ref) => {
  const broken = rules.find(({ isBroken }) => isBroken(root, ref));
  if (broken) throw new RehearsalError(broken.problem(ref));
  return commitOf(root, ref);
};
