import { join } from "node:path";
import { foreignImagesOf } from "./foreign-requests.ts";
import { deadLinksOf } from "./links.ts";
import { type Page, repository } from "./page-files.ts";

/** Returns what is wrong with pages: links to missing files or headings, and what would be loaded from another host. */
export const pageProblemsOf = (pages: readonly Page[]): readonly string[] =>
  pages.flatMap(({ path, text }) => [
    ...deadLinksOf(join(repository, path), text).map((link) => `${path} links to ${link}, which doesn't exist`),
    ...foreignImagesOf(text).map((address) => `${path} loads ${address}: the site makes no request to another host`),
  ]);
