import { checkOptions } from "@email-events/core/mapping";
import { createSourceMapper, type MappedCall } from "../sources/create-source-mapper.ts";
import type { MapperOptions } from "../sources/mappings.ts";
import { detectVocabulary, type VocabularyName } from "../sources/detect-vocabulary.ts";
import { traceMapping, type Trace } from "./trace-mapping.ts";

/** Options of a trace; all have defaults. */
export interface TraceOptions {
  /** The vocabulary of the event; by default the one that it looks like. */
  readonly vocabulary?: VocabularyName | undefined;
  /** Options of the mappers, by vocabulary. */
  readonly mapperOptions?: MapperOptions | undefined;
}

const names = { vocabulary: true, mapperOptions: true } as const satisfies {
  readonly [Name in keyof Required<TraceOptions>]: true;
};

/** A trace, and the vocabulary that the event was read in. */
export interface EventTrace extends Trace<MappedCall> {
  readonly vocabulary: VocabularyName;
}

/**
 * Finds from which source property each property of the mapped event comes, and what is left behind.
 *
 * @returns `undefined` for an event whose vocabulary can't be detected.
 * @throws TypeError for an unknown option, an unknown vocabulary, and for options that a mapper refuses.
 */
export const traceEvent = (event: object, options: TraceOptions = {}): EventTrace | undefined => {
  checkOptions("The trace", options, Object.keys(names));
  const vocabulary = options.vocabulary ?? detectVocabulary(event);
  if (vocabulary === undefined) return undefined;
  return { vocabulary, ...traceMapping(event, createSourceMapper(vocabulary, options.mapperOptions)) };
};
