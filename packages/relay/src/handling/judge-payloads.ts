import type { RelayedEvent } from "../judging/step.ts";
import { createJudge, type Judged } from "../judging/judge.ts";
import type { MapperOptions } from "@email-events/diagnose/sources";
import { chooseMapStep } from "../judging/steps.ts";
import type { Item } from "../reading/item.ts";
import { defaultMaxItemBytes } from "../reading/read-items.ts";
import type { SourceName } from "../lifecycle/settings.ts";

/** The largest event that is judged, in bytes. */
export const maxEventBytes = defaultMaxItemBytes;

/** Judges events of one source, in their order, as `relay` does. */
export type JudgePayloads = (items: readonly Item[]) => readonly Judged<RelayedEvent>[];

const vocabularies = {
  airship: "airship",
  compliance: "airship",
  webhook: "bulk-tracking",
} as const satisfies Record<SourceName, string>;

/** Makes the judge of a source, whose vocabulary is known. */
export const createPayloadJudge = (source: SourceName, mapperOptions?: MapperOptions): JudgePayloads =>
  createJudge(chooseMapStep(vocabularies[source], mapperOptions), maxEventBytes).take;

type WholeItem = Extract<Item, { readonly kind: "whole" }>;

/** Returns a `Buffer` of the same memory; the bytes themselves where they are one. */
export const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Makes an item of the bytes of one event, without copying them. */
export const toItem = (bytes: Uint8Array): WholeItem => ({ kind: "whole", line: 0, bytes: toBuffer(bytes) });
