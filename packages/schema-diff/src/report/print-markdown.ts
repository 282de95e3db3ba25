import { groupChanges } from "./group-changes.ts";
import { type Audience, bumpFor, type LocatedChange, pathInWords } from "./located-change.ts";
import { summarize } from "./summarize.ts";

const entities: readonly (readonly [string, string])[] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["@", "&commat;"],
  ["://", "&colon;//"],
];

/** Escapes text for a Markdown table cell: no markup, links or mentions. */
const escaped = (text: string): string =>
  entities
    .reduce((written, [characters, entity]) => written.replaceAll(characters, entity), text)
    .replaceAll(/[\\`*_{}[\]()#+!|~]/g, String.raw`\$&`);

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Prints changes as a Markdown table, grouped by property. */
export const printMarkdown = (changes: readonly LocatedChange[], audience: Audience): readonly string[] => {
  const { words } = summarize(changes, audience);
  if (changes.length === 0) return words;
  const rows = groupChanges(changes, audience).flatMap((group) =>
    group.changes.map((change) =>
      row([
        bumpFor(change, audience),
        change.breakingFor,
        escaped(`${pathInWords(change)}${group.pointer === "" ? "" : ` #${group.pointer}`}`),
        escaped(`${change.change}: ${change.detail}`),
      ]),
    ),
  );
  return [
    row(["bump", "breaking for", "where", "change"]),
    row(["---", "---", "---", "---"]),
    ...rows,
    "",
    ...words.map((line) => `${line}  `.trimEnd()),
  ];
};
