import type { Invalid } from "@email-events/core";
import { sourceVocabularyNames, detectVocabulary, vocabularyNames } from "@email-events/diagnose/sources";
import { CommandError } from "../command-error.ts";
import { judgeItem, type Judged } from "../judging/judge.ts";
import type { RelayedEvent, TakeStep } from "../judging/step.ts";
import { buildMapSteps, type Steps } from "../judging/steps.ts";
import { createItemReader } from "../reading/item-reader.ts";
import { defaultMaxItemBytes } from "../reading/read-items.ts";
import { refuseForeignBytes } from "../reading/refuse-foreign-bytes.ts";
import type { JudgeRecordOptions } from "./judge-record-options.ts";

const invalid = (code: string, expected: string, received: string): Invalid => ({
  status: "invalid",
  issues: [{ pointer: "", code, expected, received }],
});

/** How records begin that hold no text. */
const beginnings: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], "gzip data; decompress it before it is put on the stream"],
  [
    [0xf3, 0x89, 0x9a, 0xc2],
    "an aggregated record of the Kinesis Producer Library; turn its aggregation off, or split the record first",
  ],
];

const findForeign = (bytes: Buffer): string | undefined => {
  const [, found] = beginnings.find(([start]) => start.every((value, index) => bytes[index] === value)) ?? [];
  if (found !== undefined) return found;
  try {
    refuseForeignBytes(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message.replace(/^The source is /, "");
    throw error;
  }
};

const unknown = invalid(
  "vocabulary",
  `an event of ${sourceVocabularyNames.join(" or ")}`,
  "an object whose vocabulary can't be detected; pass the option vocabulary",
);
const semantic = invalid(
  "vocabulary",
  `an event of ${sourceVocabularyNames.join(" or ")}`,
  'a semantic event; pass the option vocabulary as "semantic" to take it without mapping',
);

/** Judges each event in the vocabulary that it looks like. */
const detectStep =
  (steps: Steps<RelayedEvent>): TakeStep<RelayedEvent> =>
  (value, bytes) => {
    const vocabulary = typeof value === "object" && value !== null ? detectVocabulary(value) : undefined;
    if (vocabulary === undefined) return unknown;
    return vocabulary === "semantic" ? semantic : steps[vocabulary](value, bytes);
  };

/**
 * Makes what splits a record into events, and judges them.
 *
 * @throws TypeError for a vocabulary that doesn't exist, and for mapper options that can't work.
 */
export const createRecordJudge = ({ vocabulary, mapperOptions }: JudgeRecordOptions) => {
  if (vocabulary !== undefined && !vocabularyNames.includes(vocabulary))
    throw new TypeError(`The option vocabulary must be one of ${vocabularyNames.join(", ")}.`);
  const steps = buildMapSteps(mapperOptions);
  const step = vocabulary === undefined ? detectStep(steps) : steps[vocabulary];
  return (bytes: Buffer): readonly Judged<RelayedEvent>[] => {
    const foreign = findForeign(bytes);
    if (foreign !== undefined)
      return [{ item: { kind: "whole", line: 1, bytes }, step: invalid("encoding", "UTF-8", foreign) }];
    const reader = createItemReader(defaultMaxItemBytes);
    const items = [...reader.push(bytes), ...reader.end(false)];
    return items.map((item) => judgeItem(item, step, defaultMaxItemBytes));
  };
};
