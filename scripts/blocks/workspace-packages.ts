import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../site/page-files.ts";

/** What of a `package.json` the pages need. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly packageManager?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

export const rootManifest = readManifest(repository);

/** A package of the workspace: the name of its folder, and its manifest. */
export const workspacePackages = readdirSync(join(repository, "packages"))
  .filter((folder) => existsSync(join(repository, "packages", folder, "package.json")))
  .map((folder) => ({ folder, manifest: readManifest(join(repository, "packages", folder)) }));

/** Returns the folder of the package whose program a word of a command names: its package, or the program itself. */
export const folderOfProgram = (word: string): string | undefined =>
  workspacePackages.find(
    ({ manifest }) => manifest.bin && (manifest.name === word || Object.hasOwn(manifest.bin, word)),
  )?.folder;

/** Returns the names of everything that a package depends on. */
export const dependenciesOf = ({
  dependencies = {},
  devDependencies = {},
  peerDependencies = {},
}: Manifest): readonly string[] => [dependencies, devDependencies, peerDependencies].flatMap(Object.keys);

/** Every package of others that the repository uses, which pages may tell readers to install. */
const others = new Set([rootManifest, ...workspacePackages.map(({ manifest }) => manifest)].flatMap(dependenciesOf));

/** Returns why a package can't be installed from the registry, as far as the repository can tell. */
export const findInstallProblem = (word: string): string | undefined => {
  const name = word.replace(/(?<=.)@[^/]*$/, "");
  const own = workspacePackages.find(({ manifest }) => manifest.name === name);
  if (own) return own.manifest.private === true ? `${name} isn't published` : undefined;
  if (name.startsWith("@email-events/")) return `there is no package ${name}`;
  return others.has(name) ? undefined : `the repository doesn't use ${name}, so nothing shows that it works`;
};
