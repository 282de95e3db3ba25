import { relative } from "node:path";
import { defineConfig } from "vitepress";
import { anchorOf } from "../../scripts/site/anchors.ts";
import { buildPlay } from "../../scripts/site/build-play.ts";
import { pageProblemsOf } from "../../scripts/site/page-problems.ts";
import { readPages, repository } from "../../scripts/site/page-files.ts";
import { placeOf, toSiteLink } from "../../scripts/site/places.ts";
import { buildSidebar } from "../../scripts/site/sidebar.ts";
import { siteProblemsOf } from "../../scripts/site/site-problems.ts";

const pages = readPages();

const refuse = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new Error(problems.join("\n"));
};

export default defineConfig({
  title: "email-events",
  description: "A typed bridge from email platforms' own events to Customer.io's semantic email events.",
  // The site also has pages outside of docs/: the READMEs of packages and examples, the architecture.
  srcDir: "..",
  srcExclude: pages.map(({ path }) => path).filter((path) => placeOf(path) === undefined),
  rewrites: (page) => placeOf(page) ?? page,
  markdown: {
    anchor: { slugify: anchorOf },
    config: (markdown) => {
      markdown.core.ruler.push("site-links", ({ tokens, env }) => {
        const page = relative(repository, env.realPath ?? env.path).replaceAll("\\", "/");
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const link = token.type === "link_open" ? token.attrGet("href") : null;
          if (link !== null) token.attrSet("href", toSiteLink(page, link));
        }
      });
    },
  },
  vite: { plugins: [{ name: "page-problems", apply: "build", buildStart: () => refuse(pageProblemsOf(pages)) }] },
  buildEnd: async ({ outDir }) => {
    await buildPlay(outDir);
    refuse(siteProblemsOf(outDir));
  },
  themeConfig: {
    // It isn't a page of the site's own router.
    nav: [{ text: "Why doesn't my event arrive?", link: "/play/", target: "_self" }],
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: buildSidebar(pages),
  },
});
