import { groupChanges } from "./group-changes.ts";
import { type Audience, bumpFor, type LocatedChange, pathInWords } from "./located-change.ts";
import { code, inMarkdown } from "./markdown.ts";
import { summarize } from "./summarize.ts";

/** A pipe ends a cell, in code too. */
const cell = (markdown: string): string => markdown.replaceAll("|", String.raw`\|`);

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** Prints changes as a Markdown table, grouped by property. */
export const printMarkdown = (changes: readonly LocatedChange[], audience: Audience): readonly string[] => {
  const { words } = summarize(changes, audience);
  if (changes.length === 0) return words;
  const rows = groupChanges(changes, audience).flatMap(({ pointer, changes: members }) =>
    members.map((change) => {
      const where = `${pathInWords(change)}${pointer === "" ? "" : ` #${pointer}`}`;
      const what = `${change.change}: ${inMarkdown(change.detail)}`;
      return row([bumpFor(change, audience), change.breakingFor, code(where, where.length), what]);
    }),
  );
  return [
    row(["bump", "breaking for", "where", "change"]),
    row(["---", "---", "---", "---"]),
    ...rows,
    "",
    ...words.map((line) => `${line}  `.trimEnd()),
  ];
};
