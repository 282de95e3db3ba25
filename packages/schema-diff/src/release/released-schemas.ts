import {
  convertFolder,
  createIntake,
  fileOfAddress,
  type IntakeOptions,
  isDocumentName,
  isSchemaName,
  isYaml,
  packagesFolder,
  parseJson,
  parseYaml,
} from "@email-events/json-schema";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";
import { git, lines } from "./git.ts";

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

/** The names below a folder at a commit, from the folder that git runs in; none where the commit has no such folder. */
const listAt = async (root: string, commit: string, folder: string): Promise<readonly string[]> => {
  const listed = await git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", `${folder || "."}/`);
  if (listed === undefined) throw new Error(`git can't list ${folder} at ${commit}.`);
  return lines(listed);
};

/**
 * Whether a branch, a tag or another commit has a folder, which is part of its repository.
 *
 * @throws UnknownCommitError
 */
export const isFolderAt = async (folder: string, ref: string): Promise<boolean> =>
  (await git(folder, "cat-file", "-t", `${await findCommit(folder, ref)}:./`))?.trim() === "tree";

/**
 * Finds a schema of a commit whose folder has none there, as when the folder was moved since; `undefined` where the folder
 * has schemas, and where the commit has none at all.
 */
export const findSchemasElsewhere = async (
  root: string,
  commit: string,
  folder: string,
): Promise<string | undefined> => {
  if ((await listAt(root, commit, folder)).some((path) => isSchemaName(path))) return undefined;
  return (await listAt(root, commit, ".")).find((path) => isSchemaName(path));
};

/** Reads the schemas of a folder, and the files in it that they refer to, as they were at a commit. */
export const readSchemasAt = async (
  root: string,
  commit: string,
  folder: string,
  options?: IntakeOptions,
): Promise<SchemaDocuments> => {
  const prefix = folder === "." || folder === "" ? "" : `${folder}/`;
  const paths = (await listAt(root, commit, folder)).filter((path) => isSchemaName(path));
  const read = async (path: string): Promise<unknown> => {
    const text = await git(root, "show", `${commit}:./${prefix}${path}`);
    if (text === undefined) return undefined;
    return isYaml(path) ? parseYaml(text, path) : parseJson(text, path);
  };
  const originals = new Map(
    await Promise.all(
      paths.map(async (path) => {
        const file = path.slice(prefix.length);
        const document = await read(file);
        if (document === undefined) throw new Error(`git can't show ${path} at ${commit}.`);
        return [file, document] as const;
      }),
    ),
  );
  const { documents, library } = await convertFolder(createIntake(options), originals, (address) => {
    const file = fileOfAddress(address);
    const isOwn = file !== undefined && isDocumentName(file) && !file.startsWith(packagesFolder);
    return isOwn ? { file, read: () => read(file) } : undefined;
  });
  return new Map([...documents, ...library]);
};
