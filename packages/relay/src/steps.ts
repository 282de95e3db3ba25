import { createAirshipMapper } from "@email-events/airship";
import { createBulkTrackingMapper } from "@email-events/bulk-tracking";
import type { SemanticEmailEvent } from "@email-events/core";
import { airship, bulkTracking, semantic } from "@email-events/validator";
import { CommandError } from "./command-error.ts";
import { buildMapStep, buildValidateStep, type TakeStep } from "./step.ts";
import { tellVocabulary, type Vocabulary } from "./vocabulary.ts";

/** A step per vocabulary; one that is missing can't be done. */
export type Steps<Event> = { readonly [V in Vocabulary]?: TakeStep<Event> };

/** Chooses the step for a whole source, given its first object. */
export type ChooseStep<Event> = (first: object) => TakeStep<Event>;

/** Validates the events of a vocabulary. */
export const validateSteps: Required<Steps<unknown>> = {
  airship: buildValidateStep(airship.parse),
  "bulk-tracking": buildValidateStep(bulkTracking.parse),
  semantic: buildValidateStep(semantic.parse),
};

/** Makes semantic events of the events of a vocabulary, with every option of the mappings at its default. */
export const buildMapSteps = (): Steps<SemanticEmailEvent> => ({
  airship: buildMapStep(airship.parse, createAirshipMapper()),
  "bulk-tracking": buildMapStep(bulkTracking.parse, createBulkTrackingMapper()),
});

/**
 * Makes a choice among steps: the named vocabulary's, or the one that the first event looks like.
 *
 * @throws CommandError from the choice when the vocabulary can't be told.
 */
export const chooseFrom =
  <Event>(steps: Steps<Event>, named?: Vocabulary): ChooseStep<Event> =>
  (first) => {
    const vocabulary = named ?? tellVocabulary(first);
    const step = vocabulary === undefined ? undefined : steps[vocabulary];
    if (step !== undefined) return step;
    const names = Object.keys(steps).join(" or ");
    throw new CommandError(`The first event doesn't tell its vocabulary; give --vocabulary ${names}.`);
  };
