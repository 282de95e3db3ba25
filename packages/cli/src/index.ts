export { defineCommand, type Command, type Definition } from "./command.ts";
export { codeOf } from "./output/error-code.ts";
export type { Entry, Group } from "./group.ts";
export type { Given, Input, Inputs, Quote, ValuesOf } from "./input.ts";
export {
  argument,
  choice,
  flag,
  readChoice,
  repeated,
  required,
  text,
  value,
  withDefault,
  type ReadText,
} from "./inputs.ts";
export { listWords } from "./list-words.ts";
export { number, type NumberRange } from "./number.ts";
export { openStdout } from "./output/open-stdout.ts";
export { parse } from "./parse.ts";
export type { Call, Program } from "./program.ts";
export { suggest } from "./suggest.ts";
export { UsageError } from "./usage-error.ts";
export { watchOutputs, type Outlets, type OutputWatch } from "./output/watch-outputs.ts";
export { writeText, type Written } from "./output/write-text.ts";
