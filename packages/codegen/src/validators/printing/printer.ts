import type { Source } from "../../source-text/source.ts";
import type { Call } from "../code/call.ts";
import type { Declaration } from "../code/declaration.ts";
import type { Evaluated, ReadRule, SchemaRule } from "../rules/rule.ts";

/** Prints the checks of schemas, and names the functions of emitted code. */
export interface Printer {
  readonly ruleOf: ReadRule;
  /** The name after `check`. */
  readonly nameOf: (rule: SchemaRule) => string;
  /** Whether a schema describes a plain value (a text, a UUID, ...): equal ones share one function. */
  readonly isPlain: (rule: SchemaRule) => boolean;
  /** The check of a value by a schema; `true` if the schema allows everything. */
  readonly check: (rule: SchemaRule, call: Call) => Source;
  /** The same for a value that may be missing. */
  readonly checkOptional: (rule: SchemaRule, call: Call) => Source;
  /** Whether the verdicts of a schema are cached for the time of a call, since it would check one value too often. */
  readonly isKept: (rule: SchemaRule) => boolean;
  /** Whether a schema has a function of its own: a plain one has none, and neither has one that equals another. */
  readonly isPrinted: (rule: SchemaRule) => boolean;
  /** The function that checks a value by a schema. */
  readonly functionOf: (rule: SchemaRule) => Source;
  /** The name of the function that finds what a schema evaluates in a value. */
  readonly seenBy: (rule: SchemaRule, of: Evaluated) => string;
  /** The functions that several schemas share, once every schema is printed. */
  readonly shared: () => readonly Declaration[];
}
