import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { compare, valid } from "semver";
import {
  createIntake,
  fileOfAddress,
  followReferences,
  type IntakeOptions,
  isDocumentName,
  isSchemaName,
  isYaml,
  packagesFolder,
  parseJson,
  parseYaml,
} from "@email-events/json-schema";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";

const run = promisify(execFile);

/** Enough for any handwritten schema file. */
const maxBuffer = 64 * 1024 * 1024;

/** Runs git in a folder; `undefined` when it fails. */
const git = async (root: string, ...args: readonly string[]): Promise<string | undefined> => {
  try {
    // A string, not a stream.
    // oxlint-disable-next-line no-restricted-properties
    const { stdout } = await run("git", ["-C", root, ...args], { maxBuffer, timeout: 60_000 });
    return stdout;
  } catch {
    return undefined;
  }
};

const lines = (text: string | undefined): readonly string[] =>
  text?.split(/[\n\0]/).filter((line) => line !== "") ?? [];

/** The last release of a package, according to a repository and its origin. */
export type LastRelease =
  | { readonly kind: "never released" }
  | { readonly kind: "undetermined"; readonly reason: string }
  | { readonly kind: "released"; readonly tag: string; readonly version: string; readonly commit: string };

const latest = (tags: readonly string[], packageName: string): { tag: string; version: string } | undefined =>
  tags
    .flatMap((tag) => {
      const version = tag.startsWith(`${packageName}@`) ? tag.slice(packageName.length + 1) : "";
      return valid(version) === null ? [] : [{ tag, version }];
    })
    .toSorted((one, other) => compare(one.version, other.version))
    .at(-1);

const askOrigin = async (root: string, packageName: string): Promise<LastRelease> => {
  if (!lines(await git(root, "remote")).includes("origin")) return { kind: "never released" };
  const refs = await git(root, "ls-remote", "--tags", "--refs", "origin", `refs/tags/${packageName}@*`);
  if (refs === undefined) {
    return { kind: "undetermined", reason: "this clone has no release tag and origin doesn't answer" };
  }
  const found = latest(
    lines(refs).map((line) => line.replace(/^.*\trefs\/tags\//, "")),
    packageName,
  );
  if (!found) return { kind: "never released" };
  // FETCH_HEAD, so that no tag is created in the clone.
  const fetched = await git(root, "fetch", "--quiet", "--depth", "1", "--no-tags", "origin", `refs/tags/${found.tag}`);
  const commit = fetched === undefined ? undefined : await git(root, "rev-parse", "FETCH_HEAD^{commit}");
  if (commit === undefined) return { kind: "undetermined", reason: `${found.tag} can't be fetched from origin` };
  return { kind: "released", ...found, commit: commit.trim() };
};

/**
 * Finds the last release by its tag, `NAME@VERSION`. A shallow clone, or one without such a tag, asks its origin.
 *
 * @param currentVersion the version in the package's manifest; at `0.0.0` a package was never released
 */
export const findLastRelease = async (
  root: string,
  packageName: string,
  currentVersion: string,
): Promise<LastRelease> => {
  const isRepository = (await git(root, "rev-parse", "--is-inside-work-tree"))?.trim() === "true";
  const found = latest(lines(await git(root, "tag", "--list", `${packageName}@*`)), packageName);
  const isShallow = (await git(root, "rev-parse", "--is-shallow-repository"))?.trim() === "true";
  if (currentVersion === "0.0.0" && !found) return { kind: "never released" };
  if (!isRepository) return { kind: "undetermined", reason: "this isn't a git repository" };
  if (!found && isShallow && !lines(await git(root, "remote")).includes("origin")) {
    return { kind: "undetermined", reason: "this clone is shallow, and has no release tag and no origin" };
  }
  if (!found || isShallow) {
    const asked = await askOrigin(root, packageName);
    if (!found || asked.kind === "released") return asked;
  }
  return { kind: "released", ...found, commit: `refs/tags/${found.tag}` };
};

/** The root of the repository that contains a folder; `undefined` where there is none. */
export const findRepository = async (folder: string): Promise<string | undefined> =>
  (await git(folder, "rev-parse", "--show-toplevel"))?.replace(/\r?\n$/, "");

/** A commit that git can't find in the repository of a folder. */
export class UnknownCommitError extends Error {
  override readonly name = "UnknownCommitError";
}

/**
 * Finds the commit that a branch, a tag or another name stands for, in the repository that a folder is part of.
 *
 * @throws UnknownCommitError
 */
export const findCommit = async (folder: string, ref: string): Promise<string> => {
  if ((await git(folder, "rev-parse", "--is-inside-work-tree"))?.trim() !== "true") {
    throw new UnknownCommitError(`${folder} isn't part of a git repository, which --against needs.`);
  }
  const found = await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  if (found === undefined) {
    throw new UnknownCommitError(`git knows no commit "${ref}" here; fetch it, or name a branch, a tag or a commit.`);
  }
  return found.trim();
};

/** Finds the commit at which the current branch left another one, here or at origin; HEAD where that isn't known. */
export const findBranchPoint = async (root: string, branch: string): Promise<string | undefined> => {
  for (const name of [`origin/${branch}`, branch]) {
    const found = await git(root, "merge-base", "HEAD", name);
    if (found !== undefined) return found.trim();
  }
  return (await git(root, "rev-parse", "--verify", "--quiet", "HEAD"))?.trim();
};

/** Reads the schemas of a folder, and the files in it that they refer to, as they were at a commit. */
export const readSchemasAt = async (
  root: string,
  commit: string,
  folder: string,
  options?: IntakeOptions,
): Promise<SchemaDocuments> => {
  const intake = createIntake(options);
  const listed = await git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", `${folder}/`);
  const prefix = folder === "." ? "" : `${folder}/`;
  const paths = lines(listed).filter((path) => isSchemaName(path));
  const read = async (path: string): Promise<unknown> => {
    const text = await git(root, "show", `${commit}:./${prefix}${path}`);
    if (text === undefined) return undefined;
    return intake.convert(path, isYaml(path) ? parseYaml(text, path) : parseJson(text, path));
  };
  const documents = new Map(
    await Promise.all(
      paths.map(async (path) => {
        const file = path.slice(prefix.length);
        const document = await read(file);
        if (document === undefined) throw new Error(`git can't show ${path} at ${commit}.`);
        return [file, document] as const;
      }),
    ),
  );
  const beside = await followReferences(documents, (address) => {
    const file = fileOfAddress(address);
    const isOwn = file !== undefined && isDocumentName(file) && !file.startsWith(packagesFolder);
    return isOwn ? { file, read: () => read(file) } : undefined;
  });
  return new Map([...documents, ...beside]);
};
