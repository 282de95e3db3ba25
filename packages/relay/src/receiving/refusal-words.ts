import type { StreamName } from "../lifecycle/settings.ts";

const secretNames = {
  airship: "AIRSHIP_TOKEN",
  compliance: "AIRSHIP_MASTER_SECRET",
} as const satisfies Record<StreamName, string>;

/** The sentences of the stream's refusals that name its options, each with what the user of a command line can check. */
const sentences = (name: StreamName, offsetsOption: string): readonly (readonly [string, string])[] => [
  ["Check appKey and token (or masterSecret).", `Check AIRSHIP_APP_KEY and ${secretNames[name]}.`],
  ["Check region or endpoint.", "Check --airship-region or --airship-url."],
  ["Check filters and partition.", "Check --airship-partition."],
  [
    "Check that the token is entitled to the types of the filters.",
    `Check that ${secretNames[name]} is entitled to all types of events of the stream.`,
  ],
  [
    "choose resumeOffset or start yourself.",
    `to give up what is behind it, run "email-events offset forget ${name} ${offsetsOption}" and start with --airship-start.`,
  ],
];

/** Says a refusal of Airship in the words of the command line. */
export const toCommandWords = (name: StreamName, offsetsOption: string, message: string): string =>
  sentences(name, offsetsOption).reduce((text, [theirs, ours]) => text.replace(theirs, () => ours), message);
