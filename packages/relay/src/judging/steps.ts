import { checkOptions } from "@email-events/core/mapping";
import { semantic, sourceVocabularies } from "@email-events/validator";
import { CommandError } from "../command-error.ts";
import {
  type MapperOptions,
  type SourceVocabulary,
  type VocabularyName,
  customNamesOf,
  mappings,
  sourceVocabularyNames,
  detectVocabulary,
} from "@email-events/diagnose/sources";
import { buildMapStep, normalizeStep, type RelayedEvent, type TakeStep } from "./step.ts";

/** A step per vocabulary. */
export type Steps<Event> = Readonly<Record<VocabularyName, TakeStep<Event>>>;

/** How the step for a whole source is chosen. */
export interface Choice<Event> {
  readonly steps: Steps<Event>;
  /** The vocabulary that the user named. */
  readonly named?: VocabularyName | undefined;
  /** What to say of a vocabulary that has to be named, when events look like it. */
  readonly onlyNamed?: { readonly [V in VocabularyName]?: string };
}

/** Makes a step for each source vocabulary. */
const stepsOf = <Event>(
  stepOf: (name: SourceVocabulary) => TakeStep<Event>,
): Record<SourceVocabulary, TakeStep<Event>> =>
  // `fromEntries` forgets that there is one for each name.
  Object.fromEntries(sourceVocabularyNames.map((name) => [name, stepOf(name)])) as Record<
    SourceVocabulary,
    TakeStep<Event>
  >;

/** Validates the events of a vocabulary. */
export const validateSteps: Steps<unknown> = {
  ...stepsOf<unknown>((name) => sourceVocabularies[name].parse),
  semantic: semantic.parse,
};

const buildStep = <V extends SourceVocabulary>(name: V, options: MapperOptions[V]): TakeStep<RelayedEvent> =>
  buildMapStep(
    sourceVocabularies[name].parse,
    mappings[name].createMapper(options ?? {}),
    customNamesOf(mappings[name].options, options),
  );

/**
 * Creates the steps that map the events of each vocabulary to semantic events.
 *
 * @param options - Options of the mappers, by vocabulary; each option has its default.
 * @throws TypeError for an unknown vocabulary in the options, and for options that a mapper refuses.
 */
export const buildMapSteps = (options: MapperOptions = {}): Steps<RelayedEvent> => {
  checkOptions("The option mapperOptions", options, sourceVocabularyNames);
  return { ...stepsOf((name) => buildStep(name, options[name])), semantic: normalizeStep };
};

/** Chooses among the steps that make semantic events. Events that are semantic already are taken only when named so. */
export const chooseMapStep = (named: VocabularyName | undefined, options?: MapperOptions): Choice<RelayedEvent> => ({
  steps: buildMapSteps(options),
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
  readonly vocabulary: VocabularyName;
  readonly step: TakeStep<Event>;
}

/**
 * Chooses the step of the named vocabulary, or of the one that an event looks like.
 *
 * @returns `undefined` when the vocabulary can't be detected from the event.
 * @throws CommandError when the vocabulary that it looks like has to be named.
 */
export const chooseStep = <Event>(choice: Choice<Event>, event: object): Chosen<Event> | undefined => {
  const vocabulary = choice.named ?? detectVocabulary(event);
  if (vocabulary === undefined) return undefined;
  const sentence = choice.named === undefined ? choice.onlyNamed?.[vocabulary] : undefined;
  if (sentence !== undefined) throw new CommandError(sentence);
  return { vocabulary, step: choice.steps[vocabulary] };
};
