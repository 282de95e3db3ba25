import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { anchorsOf } from "./anchors.ts";
import { proseOf } from "./prose.ts";

/** How Markdown writes links and images: in place, with or without a title; by reference; as HTML. */
const links: readonly RegExp[] = [
  /\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)/g,
  /^ {0,3}\[[^\]^][^\]]*\]:\s*<?([^\s<>]+)>?/gm,
  /<(?:a|img)\b[^>]*?\s(?:href|src)\s*=\s*["']?([^\s"'>]+)/gi,
];

/** Returns the links and images of a page. */
export const linksOf = (text: string): readonly string[] => {
  const prose = proseOf(text).replaceAll(/`[^`\n]*`/g, "");
  return links.flatMap((pattern) => Array.from(prose.matchAll(pattern), ([, link = ""]) => link));
};

/** Whether a link is a path or an anchor, not an address. */
export const isRelative = (link: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(link);

/** Returns the links of a page to missing files or headings. `path` is absolute. */
export const deadLinksOf = (path: string, text: string): readonly string[] =>
  linksOf(text)
    .filter(isRelative)
    .filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), decodeURIComponent(file));
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const page = target.endsWith(".md") ? target : join(target, "README.md");
      return !existsSync(page) || !anchorsOf(readFileSync(page, "utf8")).has(anchor);
    });
