import type { SchemaNode, SchemaSet } from "@email-events/json-schema";
import * as runtime from "./runtime.js";
import { checkNameOf, checksOf } from "../validators/checks-of.ts";
import { runDeclarations } from "./run-declarations.ts";

/** The two functions that are emitted for a schema. */
export interface Validator {
  readonly is: (value: unknown) => boolean;
  /** Returns what is wrong with a value: at most `limit` issues, 20 by default. */
  readonly issuesOf: (value: unknown, limit?: number) => readonly runtime.Issue[];
}

const natives: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(runtime),
  ["Array", Array],
  ["Map", Map],
  ["Object", Object],
  ["Set", Set],
]);

/**
 * Runs the validators that are emitted for a set, without `eval`: their very code, in an interpreter.
 *
 * @returns a function that returns the validator of a root
 */
export const runValidators = (set: SchemaSet): ((root: SchemaNode) => Validator) => {
  const { functions, keepsVerdicts } = checksOf(set);
  const declared = runDeclarations(functions.map(({ text }) => text).join("\n"), natives);
  return (root) => {
    const found = declared.get(checkNameOf(set, root));
    if (typeof found !== "function") throw new Error(`nothing is emitted for ${set.nameOf(root)}`);
    const run: runtime.Check = (value, place) => Reflect.apply(found, undefined, [value, place]) === true;
    const check: runtime.Check = keepsVerdicts ? (value, place) => runtime.afresh(run, value, place) : run;
    return {
      is: (value) => {
        try {
          return check(value);
        } catch {
          return false;
        }
      },
      issuesOf: (value, limit) => runtime.issuesOf(value, check, limit),
    };
  };
};
