import type { UnknownFormats } from "./check/check-keyword.ts";
import type { FormatMode } from "./check/formats.ts";

/** How the documents of a schema set are checked and named. */
export interface SchemaSetOptions {
  /** Referenced documents, by address or path; only what is referred to is declared. */
  readonly library?: ReadonlyMap<string, unknown> | undefined;
  /** Whether `format` is an assertion (the default) or an annotation. */
  readonly formats?: FormatMode | undefined;
  /** How formats that validators can't check are treated; as annotations by default. */
  readonly unknownFormats?: UnknownFormats | undefined;
  /** Whether emitted code executes patterns (the default), so that they must be valid and fast. */
  readonly runsPatterns?: boolean | undefined;
  /** Places at or below which slow patterns are allowed: `FILE#POINTER`, or the pointer alone. */
  readonly allowPatterns?: readonly string[] | undefined;
  /** Chosen names of types by place: `FILE#POINTER`, or `#POINTER` where only one file has it. */
  readonly typeNames?: ReadonlyMap<string, string> | undefined;
}
