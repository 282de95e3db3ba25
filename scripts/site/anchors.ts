import { proseOf } from "./prose.ts";

/** Returns the anchor of a heading's text, as on the git host, so that one link works there and on the site. */
export const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

/** Returns the anchors of a page's headings, as on GitHub: a repeated one gets a number. */
export const anchorsOf = (text: string): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  const anchors = [...proseOf(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = anchorOf(heading);
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(anchors);
};
