import { compileFunction } from "node:vm";

/** A value's issues, as emitted code reports them. */
export interface EmittedIssue {
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
}

/** The two functions that are emitted for a schema. */
export interface EmittedValidator {
  readonly is: (value: unknown) => boolean;
  readonly issuesOf: (value: unknown, limit?: number) => readonly EmittedIssue[];
}

/** Runs emitted CommonJS validators and returns those of one name. */
export const loadValidator = (commonJs: string, name: string): EmittedValidator => {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  compileFunction(commonJs, ["module"])(module);
  const found = { is: module.exports[`is${name}`], issuesOf: module.exports[`issuesOf${name}`] };
  if (typeof found.is !== "function") throw new Error(`nothing is emitted for ${name}`);
  return found as EmittedValidator;
};
