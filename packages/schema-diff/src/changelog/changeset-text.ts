import { createHash } from "node:crypto";
import parseChangeset from "@changesets/parse";
import type { Bump } from "../change.ts";
import { compareBumps } from "../classify-change.ts";

/** What a changeset has to say. */
export interface PlannedChangeset {
  readonly packages: readonly string[];
  readonly bump: Bump;
  /** What the schemas were compared with: a tag or commit, as git names it. */
  readonly base: string;
  /** Markdown list items; none where no schema differs from the base any more. */
  readonly items: readonly string[];
}

/** A changeset that can't be changed. The message says what to do. */
export class ChangesetError extends Error {
  override readonly name = "ChangesetError";
}

const intro = "Schema changes:";

/**
 * A comment of the front matter records what was written: the bump, the base, and a digest of each line. Changelogs don't
 * have it. By it, the next run removes only lines of its own, and doesn't write again what a person has reworded or
 * deleted. Lines that were written for another base stay.
 */
const recordStart = "# Written by gate --write:";

const digestOf = (line: string): string => createHash("sha256").update(line.trim()).digest("hex").slice(0, 8);

interface Parts {
  readonly front: readonly string[];
  readonly body: readonly string[];
  readonly written: ReadonlySet<string>;
  readonly writtenBump: string | undefined;
}

const trimmed = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return first === -1 ? [] : lines.slice(first, last + 1);
};

/** The lines of a changeset, and the index of the line that ends its front matter. */
const linesOf = (text: string): { readonly lines: readonly string[]; readonly end: number } => {
  const lines = trimmed(text.replace(/^\uFEFF/, "").split(/\r?\n/));
  if (lines.some((line) => /^(?:<{7}|>{7}) /.test(line))) {
    throw new ChangesetError("has a merge conflict; resolve it, and run this again");
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === "---");
  if (lines[0]?.trim() !== "---" || end === -1) {
    throw new ChangesetError("has no front matter between two lines of ---; add it, or delete the file");
  }
  return { lines, end };
};

/** A base as one word: git's names have spaces, as in `HEAD@{1 day ago}`. */
const inRecord = (base: string): string => base.replaceAll(/\s+/g, "_");

const split = (text: string, base: string): Parts => {
  const { lines, end } = linesOf(text);
  const front = lines.slice(1, end);
  const record = front.find((line) => line.startsWith(recordStart));
  const [bump, since, ...digests] = record?.slice(recordStart.length).trim().split(/\s+/) ?? [];
  return {
    front: front.filter((line) => line !== record),
    body: trimmed(lines.slice(end + 1)),
    written: new Set(since === inRecord(base) ? digests : []),
    writtenBump: bump,
  };
};

/** Those of some list items that another changeset doesn't have already, for the same base. */
export const untold = (items: readonly string[], other: string, base: string): readonly string[] => {
  const { written } = split(other, base);
  return items.filter((item) => !written.has(digestOf(item)));
};

const largerOf = (one: Bump, other: string): string =>
  other === "major" || other === "minor" || other === "patch" ? (compareBumps(one, other) > 0 ? one : other) : one;

/** Sets the bump of the packages; one that a person has raised stays. */
const setBumps = (front: readonly string[], plan: PlannedChangeset, writtenBump: string | undefined) => {
  const given = new Map<string, number>();
  const changed = front.map((line, index) => {
    const [, name = "", bump = ""] = /^\s*["']?([^"']+?)["']?\s*:\s*["']?(\w+)["']?\s*(?:#.*)?$/.exec(line) ?? [];
    if (!plan.packages.includes(name)) return line;
    given.set(name, index);
    return `"${name}": ${bump === writtenBump ? plan.bump : largerOf(plan.bump, bump)}`;
  });
  return [...changed, ...plan.packages.filter((name) => !given.has(name)).map((name) => `"${name}": ${plan.bump}`)];
};

/** Removes lines, and the second of two empty lines that then meet. */
const without = (lines: readonly string[], isRemoved: (line: string) => boolean): readonly string[] => {
  const kept: string[] = [];
  let isAfterRemoved = false;
  for (const line of lines) {
    if (isRemoved(line)) {
      isAfterRemoved = true;
    } else if (!isAfterRemoved || line.trim() !== "" || kept.at(-1)?.trim() !== "") {
      kept.push(line);
      isAfterRemoved &&= line.trim() === "";
    }
  }
  return trimmed(kept);
};

/** The index of the last line of the list; -1 where there is neither the list nor its introduction. */
const endOfList = (lines: readonly string[], wanted: readonly string[]): number => {
  const last = lines.findLastIndex((line) => wanted.includes(line.trimEnd()));
  if (lines[last] !== intro) return last;
  // Nothing of this plan is there yet; a list may be there that was written for another base.
  const rest = lines.slice(last + 1);
  const end = rest.findIndex((line) => line.trim() !== "" && !line.startsWith("- "));
  const list = end === -1 ? rest : rest.slice(0, end);
  return last + 1 + list.findLastIndex((line) => line.trim() !== "");
};

/** Merges the list into the body: lines of earlier runs go, handwritten ones stay where they are. */
const mergeBody = (body: readonly string[], items: readonly string[], written: ReadonlySet<string>) => {
  const wanted = items.length === 0 ? [] : [intro, ...items];
  const kept = without(body, (line) => !wanted.includes(line.trimEnd()) && written.has(digestOf(line)));
  const known = kept.length === 0 ? new Set<string>() : written;
  const added = wanted.filter((line) => !kept.includes(line) && !known.has(digestOf(line)));
  if (added.length === 0) return kept;
  const last = endOfList(kept, wanted);
  if (last !== -1 && kept[last] !== intro) return [...kept.slice(0, last + 1), ...added, ...kept.slice(last + 1)];
  const [before, after] = last === -1 ? [kept, []] : [kept.slice(0, last + 1), trimmed(kept.slice(last + 1))];
  const list = added[0] === intro ? [intro, "", ...added.slice(1)] : added;
  const blocks = [before, list, after].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
};

/**
 * Parses a changeset.
 *
 * @throws ChangesetError with a message that begins behind the name of the file
 */
export const parseReleases = (text: string): ReturnType<typeof parseChangeset>["releases"] => {
  try {
    return parseChangeset(text).releases;
  } catch (cause) {
    // Throws where the reason is another one.
    linesOf(text);
    const expected = "it names a package and major, minor, patch or none in each line";
    throw new ChangesetError(
      `has a front matter that changesets can't read: ${expected}; correct it, or delete the file`,
      {
        cause,
      },
    );
  }
};

const checked = (text: string): string => {
  parseReleases(text);
  return text;
};

/**
 * Returns the text of a changeset with the planned bump and list.
 *
 * Handwritten text, packages and larger bumps of the existing text stay, and so does what a person has reworded. The same
 * plan gives the same text again.
 *
 * @param existing the text of the file; `undefined` where there is none
 * @returns `undefined` where nothing remains to say: the file has no reason any more
 * @throws ChangesetError when the existing text isn't a changeset
 */
export const changesetText = (existing: string | undefined, plan: PlannedChangeset): string | undefined => {
  const { front, body, written, writtenBump } = split(existing ?? "---\n---\n", plan.base);
  const merged = mergeBody(body, plan.items, written);
  if (merged.length === 0) return undefined;
  if (plan.items.length === 0 && written.size === 0) return existing;
  const record = [recordStart, plan.bump, inRecord(plan.base), ...[intro, ...plan.items].map(digestOf)].join(" ");
  const head = [...setBumps(front, plan, writtenBump), ...(plan.items.length === 0 ? [] : [record])];
  return checked(["---", ...head, "---", "", ...merged, ""].join("\n"));
};
