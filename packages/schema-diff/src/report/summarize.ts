import type { Bump } from "../change.ts";
import { isBreakingFor, largestBump } from "../classify-change.ts";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";

/** The result of a diff for one audience. */
export interface Summary {
  readonly breaking: number;
  readonly bump: Bump | undefined;
  readonly words: readonly string[];
}

const audienceInWords: Readonly<Record<Audience, string>> = {
  both: "producers or consumers",
  consumer: "consumers",
  producer: "producers",
};

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Summarizes changes for one audience, and counts those that are breaking only for the other. */
export const summarize = (changes: readonly LocatedChange[], audience: Audience): Summary => {
  const breaking = changes.filter((change) => isBreakingFor(change, audience)).length;
  const bump = largestBump(changes.map((change) => ({ bump: bumpFor(change, audience) })));
  if (bump === undefined) return { breaking, bump, words: ["No changes."] };
  const others = changes.filter((change) => change.breakingFor !== "nobody").length - breaking;
  const role = audienceInWords[audience];
  const required = `${counted(changes.length, "change")} ${changes.length === 1 ? "requires" : "require"} a ${bump} version.`;
  const verb = breaking === 1 ? "is" : "are";
  return {
    breaking,
    bump,
    words: [
      audience === "both" ? required : `For ${role}, ${required}`,
      breaking === 0 ? `Nothing is breaking for ${role}.` : `${breaking} ${verb} breaking for ${role}.`,
      ...(others === 0
        ? []
        : [`${counted(others, "change")} breaking only for ${audience === "producer" ? "consumers" : "producers"}.`]),
    ],
  };
};
