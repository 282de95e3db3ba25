import {
  convertFolder,
  createIntake,
  fileOfAddress,
  type IntakeOptions,
  isDocumentName,
  isSchemaName,
  isYaml,
  namesJsonSchema,
  packagesFolder,
  parseJson,
  parseYaml,
  SchemaError,
} from "@email-events/json-schema";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";
import { git, lines, readObjects } from "./git.ts";
import { splitGivenPath } from "./given-path.ts";

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

/** A file at a commit: its path from the folder that git runs in, and git's id for its content. */
interface Listed {
  readonly path: string;
  readonly id: string;
}

/** The files below a folder at a commit; none where the commit has no such folder. Packages are left out, as on disk. */
const listAt = async (root: string, commit: string, folder: string): Promise<readonly Listed[]> => {
  const listed = await git(root, "ls-tree", "-r", "-z", commit, "--", `${folder || "."}/`);
  if (listed === undefined) throw new Error(`git can't list ${folder} at ${commit}.`);
  return listed.split("\0").flatMap((entry) => {
    const [, id, path] = /^\d+ \w+ (\w+)\t(.*)$/s.exec(entry) ?? [];
    return id === undefined || path === undefined || path.split("/").includes("node_modules") ? [] : [{ path, id }];
  });
};

const parse = (text: string, path: string, name: string): unknown =>
  isYaml(path) ? parseYaml(text, name) : parseJson(text, name);

/** The JSON and YAML files below a folder at a commit that may have a `$schema` of JSON Schema. */
const findCandidates = async (
  root: string,
  commit: string,
  folder: string,
  listed: readonly Listed[],
): Promise<readonly Listed[]> => {
  // One process, while a folder may hold thousands of other JSON files.
  const words = ["--no-full-name", "-l", "-z", "-F", "-e", "json-schema.org"];
  const found = lines(await git(root, "grep", ...words, commit, "--", `${folder || "."}/`));
  const paths = new Set(found.map((path) => path.slice(commit.length + 1)));
  return listed.filter(({ path }) => paths.has(path) && isDocumentName(path));
};

const isSchemaText = (text: string, path: string): boolean => {
  try {
    return namesJsonSchema(parse(text, path, path));
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
};

/** The schemas below a folder at a commit: the files that `readSchemaFolder` takes for schemas. */
const listSchemasAt = async (root: string, commit: string, folder: string): Promise<readonly Listed[]> => {
  const listed = await listAt(root, commit, folder);
  const named = listed.filter(({ path }) => isSchemaName(path));
  if (named.length > 0) return named;
  const candidates = await findCandidates(root, commit, folder, listed);
  const texts = await readObjects(
    root,
    candidates.map(({ id }) => id),
  );
  return candidates.filter(({ path, id }) => {
    const text = texts?.get(id);
    return text !== undefined && isSchemaText(text, path);
  });
};

/**
 * Whether a commit has a folder, or one schema, that is part of its repository.
 *
 * @param ref a branch, a tag or another name of the commit
 * @throws UnknownCommitError
 */
export const isAtCommit = async (path: string, ref: string): Promise<boolean> => {
  const { folder, file = "" } = await splitGivenPath(path);
  const type = await git(folder, "cat-file", "-t", `${await findCommit(folder, ref)}:./${file}`);
  return type?.trim() === (file === "" ? "tree" : "blob");
};

/** Finds a schema of a commit, in any folder, as where its folder was moved since; `undefined` where it has none. */
export const findAnySchema = async (root: string, commit: string): Promise<string | undefined> =>
  (await listSchemasAt(root, commit, "."))[0]?.path;

/**
 * Reads the schemas of a folder, and the files in it that they refer to, as they were at a commit.
 *
 * @param only the name of the one schema in the folder that is read
 */
export const readSchemasAt = async (
  root: string,
  commit: string,
  folder: string,
  options?: IntakeOptions,
  only?: string,
): Promise<SchemaDocuments> => {
  const prefix = folder === "." || folder === "" ? "" : `${folder}/`;
  const listed =
    only === undefined
      ? await listSchemasAt(root, commit, folder)
      : (await listAt(root, commit, folder)).filter(({ path }) => path === `${prefix}${only}`);
  const texts = await readObjects(
    root,
    listed.map(({ id }) => id),
  );
  const originals = new Map(
    listed.map(({ path, id }) => {
      const text = texts?.get(id);
      if (text === undefined) throw new Error(`git can't show ${path} at ${commit}.`);
      const file = path.slice(prefix.length);
      return [file, parse(text, path, file)];
    }),
  );
  const read = async (file: string): Promise<unknown> => {
    const path = `${prefix}${file}`;
    const text = await git(root, "show", `${commit}:./${path}`);
    return text === undefined ? undefined : parse(text, path, file);
  };
  const { documents, library } = await convertFolder(createIntake(options), originals, (address) => {
    const file = fileOfAddress(address);
    const isOwn = file !== undefined && isDocumentName(file) && !file.startsWith(packagesFolder);
    return isOwn ? { file, read: () => read(file) } : undefined;
  });
  return new Map([...documents, ...library]);
};
