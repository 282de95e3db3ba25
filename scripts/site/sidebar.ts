import { posix } from "node:path";
import { linksOf } from "./links.ts";
import type { Page } from "./page-files.ts";
import { placeOf } from "./places.ts";

/** The sections of the sidebar. Each has the pages that its pattern matches. */
const sections: readonly { readonly text: string; readonly pages: RegExp; readonly collapsed?: boolean }[] = [
  { text: "Start", pages: /^docs\/README\.md$/ },
  { text: "Tasks", pages: /^docs\/tasks\// },
  { text: "Migration", pages: /^docs\/migration\// },
  { text: "Guides", pages: /^docs\/(?!README)[^/]+\.md$/ },
  { text: "Events", pages: /^docs\/events\//, collapsed: true },
  { text: "OpenAPI", pages: /^docs\/openapi\// },
  { text: "Packages", pages: /^packages\//, collapsed: true },
  { text: "Examples", pages: /^examples\//, collapsed: true },
  { text: "Decisions", pages: /^docs\/decisions\//, collapsed: true },
  { text: "Benchmarks", pages: /^docs\/benchmarks\//, collapsed: true },
  { text: "Project", pages: /^[A-Z]+\.md$/, collapsed: true },
];

const titleOf = ({ path, text }: Page): string =>
  /^# (.*)$/m
    .exec(text)?.[1]
    ?.replaceAll("`", "")
    .replace(/^@email-events\//, "") ?? path;

const isIndex = ({ path }: Page): boolean => path.endsWith("/README.md") && path.startsWith("docs/");

/** Sorts pages as the index of their folder links to them, and those that it doesn't link to by title. */
const sortPages = (pages: readonly Page[]): readonly Page[] => {
  const index = pages.find(isIndex);
  const order = index ? linksOf(index.text).map((link) => posix.join(posix.dirname(index.path), link)) : [];
  const rankOf = (page: Page): number => {
    if (page === index) return -1;
    const rank = order.indexOf(page.path);
    return rank === -1 ? order.length : rank;
  };
  return pages.toSorted((a, b) => rankOf(a) - rankOf(b) || titleOf(a).localeCompare(titleOf(b)));
};

/** Returns the sidebar of the site. Every page is in the first section that matches it; empty sections are left out. */
export const buildSidebar = (pages: readonly Page[]) => {
  const shown = pages.filter(({ path }) => placeOf(path) !== undefined);
  const sectionOf = ({ path }: Page) => sections.find((section) => section.pages.test(path));
  return sections.flatMap((section) => {
    const items = sortPages(shown.filter((page) => sectionOf(page) === section)).map((page) => ({
      text: titleOf(page),
      link: `/${placeOf(page.path)}`,
    }));
    return items.length === 0 ? [] : [{ text: section.text, collapsed: section.collapsed ?? false, items }];
  });
};
