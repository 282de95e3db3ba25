import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isRelative } from "./links.ts";
import { repository } from "./page-files.ts";

/** Where a page of the repository is on the site: patterns of paths, and what the path becomes. The first match counts. */
const places: readonly (readonly [page: RegExp, place: string])[] = [
  [/^docs\/(.*\/)?README\.md$/, "$1index.md"],
  [/^docs\/(.+\.md)$/, "$1"],
  [/^packages\/([^/]+)\/README\.md$/, "packages/$1.md"],
  [/^examples\/(.*\/)?README\.md$/, "examples/$1index.md"],
  [/^(?:ARCHITECTURE|CONTRIBUTING|RELEASING|SECURITY)\.md$/, "project/$&"],
];

/** Returns the path of a page on the site, or `undefined` for a page that the site doesn't have. */
export const placeOf = (page: string): string | undefined => {
  const place = places.find(([pattern]) => pattern.test(page));
  return place && page.replace(...place).toLowerCase();
};

const readRepositoryUrl = (): string => {
  const manifest: { repository?: { url?: string } } = JSON.parse(
    readFileSync(join(repository, "packages/core/package.json"), "utf8"),
  );
  const url = manifest.repository?.url ?? "https://github.com/email-events/email-events";
  return url.replace(/^git\+/, "").replace(/\.git$/, "");
};

/** Returns the address of a file or folder on the git host. Readers can follow it; the site loads nothing from it. */
const hostedUrlOf = (path: string): string => `${readRepositoryUrl()}/blob/HEAD/${path}`;

/**
 * Returns a link of a page as the site needs it. Pages link to files of the repository: other pages of the site, and files
 * that only the git host shows.
 *
 * @throws Error when the file doesn't exist.
 */
export const toSiteLink = (page: string, link: string): string => {
  if (!isRelative(link) || link.startsWith("#")) return link;
  const [path = "", anchor] = link.split("#");
  const target = posix.join(posix.dirname(page), decodeURIComponent(path)).replace(/\/$/, "");
  if (!existsSync(join(repository, target))) throw new Error(`${page} links to ${link}, which doesn't exist`);
  const readme = `${target}/README.md`;
  const file = existsSync(join(repository, readme)) ? readme : target;
  const place = placeOf(file);
  return (place === undefined ? hostedUrlOf(target) : `/${place}`) + (anchor === undefined ? "" : `#${anchor}`);
};
