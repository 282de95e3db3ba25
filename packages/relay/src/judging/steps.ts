import { createAirshipMapper } from "@email-events/airship";
import { createBulkTrackingMapper } from "@email-events/bulk-tracking";
import type { SemanticEmailEvent } from "@email-events/core";
import { airship, bulkTracking, semantic } from "@email-events/validator";
import { CommandError } from "../command-error.ts";
import { buildMapStep, normalizeStep, type TakeStep } from "./step.ts";
import { tellVocabulary, type Vocabulary } from "./vocabulary.ts";

/** A step per vocabulary. */
export type Steps<Event> = Readonly<Record<Vocabulary, TakeStep<Event>>>;

/** How the step for a whole source is chosen. */
export interface Choice<Event> {
  readonly steps: Steps<Event>;
  /** The vocabulary that the user named. */
  readonly named?: Vocabulary | undefined;
  /** What to say of a vocabulary that has to be named, when events look like it. */
  readonly onlyNamed?: { readonly [V in Vocabulary]?: string };
}

/** Validates the events of a vocabulary. */
export const validateSteps: Steps<unknown> = {
  airship: airship.parse,
  "bulk-tracking": bulkTracking.parse,
  semantic: semantic.parse,
};

/** Makes semantic events of the events of a vocabulary, with every option of the mappings at its default. */
export const buildMapSteps = (): Steps<SemanticEmailEvent> => ({
  airship: buildMapStep(airship.parse, createAirshipMapper()),
  "bulk-tracking": buildMapStep(bulkTracking.parse, createBulkTrackingMapper()),
  semantic: normalizeStep,
});

/** Chooses among the steps that make semantic events. Events that are semantic already are taken only when named so. */
export const chooseMapStep = (named: Vocabulary | undefined): Choice<SemanticEmailEvent> => ({
  steps: buildMapSteps(),
  named,
  onlyNamed: {
    semantic: "These are semantic events already; pass --vocabulary semantic to take them without mapping.",
  },
});

/** The names of the vocabularies that a choice finds out by itself. */
const detectable = <Event>({ steps, onlyNamed = {} }: Choice<Event>): readonly string[] =>
  Object.keys(steps).filter((name) => !(name in onlyNamed));

/** A choice that can't be made. */
export const cannotDetect = <Event>(choice: Choice<Event>): CommandError =>
  new CommandError(`Can't detect the vocabulary; pass --vocabulary ${detectable(choice).join(" or ")}.`);

/** The step for a source. */
export interface Chosen<Event> {
  readonly vocabulary: Vocabulary;
  readonly step: TakeStep<Event>;
}

/**
 * Chooses the step of the named vocabulary, or of the one that an event looks like.
 *
 * @returns `undefined` when the vocabulary can't be detected from the event.
 * @throws CommandError when the vocabulary that it looks like has to be named.
 */
export const chooseStep = <Event>(choice: Choice<Event>, event: object): Chosen<Event> | undefined => {
  const vocabulary = choice.named ?? tellVocabulary(event);
  if (vocabulary === undefined) return undefined;
  const sentence = choice.named === undefined ? choice.onlyNamed?.[vocabulary] : undefined;
  if (sentence !== undefined) throw new CommandError(sentence);
  return { vocabulary, step: choice.steps[vocabulary] };
};
