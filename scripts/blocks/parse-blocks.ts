import type { Page } from "../site/page-files.ts";

/** What a page says about a block, in a comment on the line above it: `<!-- not run: it needs a cluster -->`. */
export interface Marker {
  readonly kind: string;
  /** What follows the colon; `""` without one. */
  readonly argument: string;
}

/** A block of code in a page. */
export interface Block {
  /** Path of the page, with `/`. */
  readonly page: string;
  /** Number of the line of its fence, from 1. */
  readonly line: number;
  /** First word behind the fence, in lower case; `""` without one. */
  readonly language: string;
  readonly code: string;
  readonly markers: readonly Marker[];
}

/** The fence that opens a block: at least three backticks or tildes, indented in a list. */
const opening = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/;

const toMarker = (line: string): Marker | undefined => {
  const [, kind, argument = ""] = /^\s*<!--\s*([a-z ]+?)\s*(?::\s*(.*?))?\s*-->\s*$/.exec(line) ?? [];
  return kind === undefined ? undefined : { kind, argument };
};

/** Returns the markers that end above a line: a comment on each line, and blank lines between them. */
const markersAbove = (lines: readonly string[], fence: number): readonly Marker[] => {
  const markers: Marker[] = [];
  for (let index = fence - 1; index >= 0; index -= 1) {
    const line = lines[index] ?? "";
    const marker = toMarker(line);
    if (marker) markers.unshift(marker);
    else if (line.trim() !== "") break;
  }
  return markers;
};

/** Returns the blocks of a page. A block that isn't closed goes on to the end of the page, as on the git host. */
export const parseBlocks = ({ path, text }: Page): readonly Block[] => {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent, fence, info = ""] = opening.exec(lines[index] ?? "") ?? [];
    if (indent === undefined || fence === undefined) continue;
    const closing = new RegExp(`^\\s*${fence[0]}{${fence.length},}\\s*$`);
    const start = index;
    index += 1;
    while (index < lines.length && !closing.test(lines[index] ?? "")) index += 1;
    const code = lines.slice(start + 1, index).map((line) => line.replace(new RegExp(`^\\s{0,${indent.length}}`), ""));
    blocks.push({
      page: path,
      line: start + 1,
      language: info.split(/[\s{]/)[0]?.toLowerCase() ?? "",
      code: code.map((line) => `${line}\n`).join(""),
      markers: markersAbove(lines, start),
    });
  }
  return blocks;
};

/** The markers that hold for a whole page. */
const ofPages = new Set(["drawings", "page tested by"]);

/** Returns the markers of a page, such as `<!-- drawings: trees of folders -->`, wherever they are. */
export const pageMarkersOf = ({ text }: Page): readonly Marker[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const marker = toMarker(line);
    return marker && ofPages.has(marker.kind) ? [marker] : [];
  });
