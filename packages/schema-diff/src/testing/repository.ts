import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeInto } from "@email-events/json-schema/testing";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

/** A git repository in a temporary folder. */
export interface Repository {
  readonly root: string;
  /** The folder around it, where a test may put a clone. */
  readonly folder: string;
  /** Runs git in it, and returns what git prints. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes a file of it. A value that isn't a string is written as JSON. */
  readonly write: (path: string, content: unknown) => Promise<void>;
  /** Commits every file. */
  readonly commit: () => void;
}

/** Runs git in a folder, and returns what git prints. */
export const gitIn = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "schema-diff-"));

/** Returns the repository of the folder that there is at each call. */
const repositoryIn = (currentFolder: () => string): Repository => {
  const currentRoot = (): string => join(currentFolder(), "repository");
  const git = (...args: readonly string[]): string => gitIn(currentRoot(), ...args);
  return {
    get root() {
      return currentRoot();
    },
    get folder() {
      return currentFolder();
    },
    git,
    write: (path, content) => writeInto(currentRoot(), path, content),
    commit: () => {
      git("add", "-A", "-f");
      git("commit", "-q", "-m", "Change");
    },
  };
};

const create = async (prepare: (repository: Repository) => Promise<void>): Promise<string> => {
  const folder = await newFolder();
  const repository = repositoryIn(() => folder);
  await mkdir(repository.root);
  repository.git("init", "-q", "-b", "main", "--template=");
  await prepare(repository);
  return folder;
};

/** Makes a repository for all tests of a file. */
export const useOneRepository = (prepare: (repository: Repository) => Promise<void>): Repository => {
  let folder: string;
  beforeAll(async () => {
    folder = await create(prepare);
  });
  afterAll(() => rm(folder, { recursive: true }));
  return repositoryIn(() => folder);
};

/** Makes a repository for each test of a file: a copy of one, because git takes longer to make it. */
export const useRepository = (prepare: (repository: Repository) => Promise<void>): Repository => {
  const original = useOneRepository(prepare);
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
    await cp(original.root, join(folder, "repository"), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));
  return repositoryIn(() => folder);
};
