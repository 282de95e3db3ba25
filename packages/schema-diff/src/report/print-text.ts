import { changeKinds } from "../change-kinds.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { type Audience, bumpFor, type LocatedChange, pathInWords } from "./located-change.ts";
import { summarize } from "./summarize.ts";

/** More patches than this are counted by file instead of listed. */
const mostPatches = 10;

/** At most this many files are named. */
const mostFiles = 10;

const heads = ["bump", "breaking for", "backward", "forward", "change"];

const cellsOf = (change: LocatedChange, audience: Audience): readonly string[] => [
  bumpFor(change, audience),
  change.breakingFor,
  change.oldDataUnderNew,
  change.newDataUnderOld,
  `${change.change}: ${change.detail}`,
];

const pad = (cells: readonly string[], widths: readonly number[]): string =>
  `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();

const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  heads.map((head, index) =>
    index === heads.length - 1 ? 0 : Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );

const isPatch = ({ change }: LocatedChange): boolean =>
  changeKinds[change].bump === "patch" && !("breaksCodeOf" in changeKinds[change]);

const headOf = ({ pointer, changes: [first] }: ChangeGroup): string =>
  first === undefined ? "" : `${pathInWords(first)}${pointer === "" ? "" : `  #${pointer}`}`;

const countPatches = (patches: readonly LocatedChange[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { path } of patches) counts.set(path, (counts.get(path) ?? 0) + 1);
  const files = [...counts].map(([path, count]) => `  ${path}: ${count}`);
  const hidden = files.length - mostFiles;
  return [
    "",
    `patch: ${patches.length} changes without effect on data or types (--all lists them)`,
    ...files.slice(0, mostFiles),
    ...(hidden > 0 ? [`  and ${hidden} more files`] : []),
  ];
};

/** Prints changes for a terminal, grouped by property, the largest bump first. */
export const printText = (
  changes: readonly LocatedChange[],
  audience: Audience,
  isWhole: boolean,
): readonly string[] => {
  const { words } = summarize(changes, audience);
  if (changes.length === 0) return words;
  const patches = changes.filter(isPatch);
  const isCut = !isWhole && patches.length > mostPatches;
  const listed = isCut ? changes.filter((change) => !isPatch(change)) : changes;
  const rows = listed.map((change) => cellsOf(change, audience));
  const widths = widthsOf(rows);
  return [
    ...(listed.length === 0 ? [] : [pad(heads, widths)]),
    ...groupChanges(listed, audience).flatMap((group) => [
      headOf(group),
      ...group.changes.map((change) => pad(cellsOf(change, audience), widths)),
    ]),
    ...(isCut ? countPatches(patches) : []),
    "",
    ...words,
  ];
};
