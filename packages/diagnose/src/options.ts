import { checkOptions, chooseOption } from "@email-events/core/mapping";
import { callTypes, type CallLimits, type CallType } from "@email-events/validator/pipelines";
import type { MapperOptions } from "./sources/mappings.ts";
import { checkVocabulary, type VocabularyName } from "./sources/detect-vocabulary.ts";

/** Options of a diagnosis; all have defaults. */
export interface DiagnoseOptions {
  /** The vocabulary of the events; by default the one that each looks like. */
  readonly vocabulary?: VocabularyName | undefined;
  /** Options of the mappers, by vocabulary. */
  readonly mapperOptions?: MapperOptions | undefined;
  /**
   * The endpoint that calls are sent to. Default `batch`, where each call needs a `type`. If it is given without
   * `vocabulary`, every event is read as a call, and its vocabulary isn't detected.
   */
  readonly endpoint?: CallType | "batch" | undefined;
  /** Whether the API accepts the write key. The events alone don't show it. Default true. */
  readonly isKeyAccepted?: boolean | undefined;
  /** Size limits of the API; by default the documented ones. */
  readonly limits?: CallLimits | undefined;
  /** The present time in Unix milliseconds. Without it, no time is called a future one. */
  readonly nowMs?: number | undefined;
  /** The largest event that is read, in bytes; 1,000,000 by default, as in the relay. */
  readonly maxEventBytes?: number | undefined;
  /** How many events are diagnosed; the others are counted. 100,000 by default. */
  readonly maxEvents?: number | undefined;
}

const names = {
  vocabulary: true,
  mapperOptions: true,
  endpoint: true,
  isKeyAccepted: true,
  limits: true,
  nowMs: true,
  maxEventBytes: true,
  maxEvents: true,
} as const satisfies { readonly [Name in keyof Required<DiagnoseOptions>]: true };

/** A limit that is NaN would be passed by every event, or by none. Infinity is no limit. */
const checkNumbers = (where: string, numbers: Readonly<Record<string, number | undefined>>): void => {
  for (const [name, value = 0] of Object.entries(numbers))
    if (typeof value !== "number" || !(value >= 0))
      throw new TypeError(`The option ${where}${name} must be a number from 0.`);
};

/**
 * Checks the options of a diagnosis. Those of mappers are checked where the mappers are created.
 *
 * @throws TypeError if an option is unknown, or has an invalid value.
 */
export const checkDiagnoseOptions = (options: DiagnoseOptions): void => {
  checkOptions("The diagnosis", options, Object.keys(names));
  checkVocabulary(options.vocabulary);
  const { endpoint, isKeyAccepted = true, limits, maxEventBytes, maxEvents, nowMs } = options;
  checkNumbers("", { maxEventBytes, maxEvents, nowMs });
  chooseOption("endpoint", endpoint, ["batch", ...callTypes]);
  if (typeof isKeyAccepted !== "boolean") throw new TypeError("The option isKeyAccepted must be true or false.");
  if (limits === undefined) return;
  checkOptions("The option limits", limits, ["maxCallBytes", "maxBatchBytes"]);
  checkNumbers("limits.", {
    maxCallBytes: limits.maxCallBytes ?? Number.NaN,
    maxBatchBytes: limits.maxBatchBytes ?? Number.NaN,
  });
};
