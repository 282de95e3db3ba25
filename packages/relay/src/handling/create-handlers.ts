import type { MapperOptions } from "@email-events/diagnose/sources";
import { sourceNames, type SourceName } from "../lifecycle/settings.ts";
import type { ChunkHandler } from "./handle-chunk.ts";
import { createNoteLog } from "./note-log.ts";
import { createPayloadJudge } from "./judge-payloads.ts";

/** What the handlers of all sources share. */
export interface HandlersParts extends Pick<ChunkHandler, "dedupe" | "deliver"> {
  readonly mapperOptions?: MapperOptions | undefined;
  /** Prints a line to the log. */
  readonly print: (line: string) => void;
}

/** Creates a handler for each source, and returns what finds it by name; an unknown source has that of the webhook. */
export const createHandlers = (parts: HandlersParts): ((source: string) => ChunkHandler) => {
  const { mapperOptions, dedupe, deliver, print } = parts;
  const logNotes = createNoteLog(print);
  const create = (source: SourceName): ChunkHandler => ({
    source,
    judge: createPayloadJudge(source, mapperOptions),
    dedupe,
    deliver,
    onNotes: (notes) => logNotes(source, notes),
  });
  const handlers = { airship: create("airship"), compliance: create("compliance"), webhook: create("webhook") };
  return (source) => handlers[sourceNames.find((name) => name === source) ?? "webhook"];
};
