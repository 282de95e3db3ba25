import type { Source } from "../../source-text/source.ts";
import type { Call } from "../code/call.ts";
import type { Declaration } from "../code/declaration.ts";
import type { Evaluated, ReadRule, SchemaRule } from "../rules/rule.ts";

/** What all that is printed shares: the names of functions, and how schemas are called. */
export interface Printer {
  readonly ruleOf: ReadRule;
  /** The name after `check`. */
  readonly nameOf: (rule: SchemaRule) => string;
  /** Whether a schema is a plain value (a text, a UUID, ...), whose function all places that ask for the same share. */
  readonly isPlain: (rule: SchemaRule) => boolean;
  /** The check of a value by a schema; `true` where the schema asks for nothing. */
  readonly check: (rule: SchemaRule, call: Call) => Source;
  /** The same for a value that may be missing. */
  readonly checkOptional: (rule: SchemaRule, call: Call) => Source;
  /** Whether the verdicts of a schema are kept for the time of a call, since it is asked about one value again and again. */
  readonly isKept: (rule: SchemaRule) => boolean;
  /** Whether a schema has a function that is printed for it: a plain one has none, nor has one that is like another. */
  readonly isPrinted: (rule: SchemaRule) => boolean;
  /** The function that checks a value by a schema. */
  readonly functionOf: (rule: SchemaRule) => Source;
  /** The name of the function that tells what of a value the demands of a schema look at. */
  readonly seenBy: (rule: SchemaRule, of: Evaluated) => string;
  /** The functions that several schemas share, once every schema is printed. */
  readonly shared: () => readonly Declaration[];
}
