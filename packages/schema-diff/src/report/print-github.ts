import type { Bump } from "../change.ts";
import { groupChanges } from "./group-changes.ts";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";
import { summarize } from "./summarize.ts";

/** The level of the annotation for a bump; patches get none. */
const levels: Readonly<Record<Bump, string | undefined>> = { major: "error", minor: "notice", patch: undefined };

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const escapedText = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string => escapedText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const annotate = (change: LocatedChange, audience: Audience): readonly string[] => {
  const level = levels[bumpFor(change, audience)];
  if (level === undefined) return [];
  const { path, line, column, breakingFor, pointer, detail } = change;
  const at = line === undefined || column === undefined ? [] : [`line=${line}`, `col=${column}`];
  const title = breakingFor === "nobody" ? change.change : `${change.change}, breaking for ${breakingFor}`;
  const properties = [`file=${escapedProperty(path)}`, ...at, `title=${escapedProperty(title)}`].join(",");
  return [`::${level} ${properties}::${escapedText(pointer === "" ? detail : `#${pointer}: ${detail}`)}`];
};

/** Prints changes as annotations for GitHub workflows: major is an error, minor a notice. */
export const printGithub = (changes: readonly LocatedChange[], audience: Audience): readonly string[] => [
  ...groupChanges(changes, audience).flatMap((group) => group.changes.flatMap((change) => annotate(change, audience))),
  ...summarize(changes, audience).words,
];
