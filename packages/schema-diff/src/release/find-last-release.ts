import { join, sep } from "node:path";
import { compare, prerelease, valid } from "semver";
import { git, lines } from "./git.ts";
import { parseVersion } from "./read-version.ts";

/** A published version, and the commit it was made from. */
export interface Release {
  readonly kind: "released";
  readonly tag: string;
  readonly version: string;
  readonly commit: string;
}

/** The last release of a package, according to a repository and its origin. */
export type LastRelease =
  | { readonly kind: "never released" }
  | { readonly kind: "undetermined"; readonly reason: string; readonly remedy: string }
  | Release;

/** A package of a repository; its folder is a path from the root. */
export interface ReleasedPackage {
  readonly root: string;
  readonly packageName: string;
  readonly packageFolder: string;
  /** The version in the manifest, or "". At `0.0.0` a package was never released, unless a tag says otherwise. */
  readonly currentVersion: string;
}

type Found = { readonly tag: string; readonly version: string };

/** The version of a package that was never released. */
export const unreleased = "0.0.0";

const undetermined = (reason: string, remedy = "Fetch the release tags."): LastRelease => ({
  kind: "undetermined",
  reason,
  remedy,
});

const releasesIn = (tags: readonly string[], prefixes: readonly string[]): readonly Found[] =>
  tags.flatMap((tag) =>
    prefixes.flatMap((prefix) => {
      const version = tag.startsWith(prefix) ? tag.slice(prefix.length) : "";
      return valid(version) === null ? [] : [{ tag, version }];
    }),
  );

/** The release of the highest version. A pre-release promises nothing to anybody, so it counts only where there is no other. */
const latest = (releases: readonly Found[]): Found | undefined => {
  const stable = releases.filter(({ version }) => prerelease(version) === null);
  return (stable.length > 0 ? stable : releases).toSorted((one, other) => compare(one.version, other.version)).at(-1);
};

/** What release tags begin with: changesets tags `v1.2.3` where the package is the whole repository. */
const tagPrefixes = (packageName: string, isWholeRepository: boolean): readonly string[] =>
  isWholeRepository ? [`${packageName}@`, "v"] : [`${packageName}@`];

const versionAt = async (folder: string, commit: string): Promise<string | undefined> => {
  const text = await git(folder, "show", `${commit}:./package.json`);
  try {
    return text === undefined ? undefined : parseVersion(text);
  } catch {
    return undefined;
  }
};

/**
 * Whether HEAD, or the working tree, is the commit of the first release: it raises the version from `0.0.0`, and its tag is
 * made when it is published. At any later commit a missing tag is a fault.
 */
const isFirstRelease = async ({ root, packageFolder }: ReleasedPackage): Promise<boolean> => {
  const folder = join(root, packageFolder);
  const versions = await Promise.all(["HEAD", "HEAD^"].map((commit) => versionAt(folder, commit)));
  return versions.includes(unreleased);
};

const withoutTag = async (of: ReleasedPackage, prefixes: readonly string[], places: string): Promise<LastRelease> => {
  if (of.currentVersion === unreleased || (await isFirstRelease(of))) return { kind: "never released" };
  const [version, end] =
    of.currentVersion === "" ? ["no version", "*"] : [`version ${of.currentVersion}`, of.currentVersion];
  const tags = prefixes.map((prefix) => `${prefix}${end}`).join(" or ");
  return undetermined(
    `${of.packageName} has ${version}, and there is no tag ${tags}${places}`,
    "Create or fetch the tag, or name the commit of the release with --against.",
  );
};

const hasOrigin = async (root: string): Promise<boolean> => lines(await git(root, "remote")).includes("origin");

const askOrigin = async (of: ReleasedPackage, prefixes: readonly string[]): Promise<LastRelease> => {
  const { root } = of;
  if (!(await hasOrigin(root))) return withoutTag(of, prefixes, "");
  const patterns = prefixes.map((prefix) => `refs/tags/${prefix}*`);
  const refs = await git(root, "ls-remote", "--tags", "--refs", "origin", ...patterns);
  if (refs === undefined) return undetermined("this clone has no release tag and origin doesn't answer");
  const tags = lines(refs).map((line) => line.replace(/^.*\trefs\/tags\//, ""));
  const found = latest(releasesIn(tags, prefixes));
  if (!found) return withoutTag(of, prefixes, " here or at origin");
  // FETCH_HEAD, so that no tag is created in the clone.
  const fetched = await git(root, "fetch", "--quiet", "--depth", "1", "--no-tags", "origin", `refs/tags/${found.tag}`);
  const commit = fetched === undefined ? undefined : await git(root, "rev-parse", "FETCH_HEAD^{commit}");
  if (commit === undefined) return undetermined(`${found.tag} can't be fetched from origin`);
  return { kind: "released", ...found, commit: commit.trim() };
};

/**
 * The releases before the current commit: on a branch for fixes of an older version, a later version isn't one. A version up
 * to the current one always is, since a tag may be on a branch that was squashed.
 */
const releasesBefore = async (
  { root, currentVersion }: ReleasedPackage,
  prefixes: readonly string[],
): Promise<readonly Found[]> => {
  const list = async (...which: readonly string[]) =>
    lines(await git(root, "tag", ...which, "--list", ...prefixes.map((prefix) => `${prefix}*`)));
  const releases = releasesIn(await list(), prefixes);
  if (valid(currentVersion) === null) return releases;
  const merged = new Set(await list("--merged", "HEAD"));
  const before = releases.filter(({ tag, version }) => merged.has(tag) || compare(version, currentVersion) <= 0);
  return before.length > 0 ? before : releases;
};

/**
 * Finds the last release by its tag: `NAME@VERSION`, or `vVERSION` where the package is in the root of its repository. A
 * shallow clone, or one without such a tag, asks its origin.
 */
export const findLastRelease = async (of: ReleasedPackage): Promise<LastRelease> => {
  const { root, packageName, packageFolder, currentVersion } = of;
  const answers = await git(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix");
  const [isRepository, isShallow] = [0, 1].map((at) => lines(answers)[at] === "true");
  // The path from the root of the repository, which is no line there.
  const path = lines(answers)[2] ?? "";
  const prefixes = tagPrefixes(packageName, isRepository === true && join(sep, path, packageFolder) === sep);
  const found = latest(await releasesBefore(of, prefixes));
  if (currentVersion === unreleased && !found) return { kind: "never released" };
  if (!isRepository) return undetermined("this isn't a git repository");
  if (!found && isShallow && !(await hasOrigin(root))) {
    return undetermined("this clone is shallow, and has no release tag and no origin");
  }
  if (!found || isShallow) {
    const asked = await askOrigin(of, prefixes);
    if (!found || asked.kind === "released") return asked;
  }
  return { kind: "released", ...found, commit: `refs/tags/${found.tag}` };
};
