import type { Bump } from "../change.ts";
import { isBreakingFor, largestBump } from "../classify-change.ts";
import { type Audience, bumpFor, type LocatedChange } from "./located-change.ts";

/** What a diff comes to for one audience. */
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

/** Says what changes come to for one audience, and what they are to the other one. */
export const summarize = (changes: readonly LocatedChange[], audience: Audience): Summary => {
  const breaking = changes.filter((change) => isBreakingFor(change, audience)).length;
  const bump = largestBump(changes.map((change) => ({ bump: bumpFor(change, audience) })));
  if (bump === undefined) return { breaking, bump, words: ["No changes."] };
  const others = changes.filter((change) => change.breakingFor !== "nobody").length - breaking;
  const whom = audienceInWords[audience];
  const asked = `${counted(changes.length, "change")} ${changes.length === 1 ? "asks" : "ask"} for a ${bump} version.`;
  const verb = breaking === 1 ? "is" : "are";
  return {
    breaking,
    bump,
    words: [
      audience === "both" ? asked : `For ${whom}, ${asked}`,
      breaking === 0 ? `Nothing is breaking for ${whom}.` : `${breaking} ${verb} breaking for ${whom}.`,
      ...(others === 0
        ? []
        : [`${counted(others, "change")} breaking only for ${audience === "producer" ? "consumers" : "producers"}.`]),
    ],
  };
};
