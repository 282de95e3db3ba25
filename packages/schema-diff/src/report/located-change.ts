import { changeKinds } from "../change-kinds.ts";
import type { Bump, Change, Role } from "../change.ts";
import { isBreakingFor } from "../classify-change.ts";

/** Whose side a diff is looked at from. */
export type Audience = Role | "both";

/** A change with the place where a person or an editor finds it. */
export interface LocatedChange extends Change {
  /** The file, as it is reached from the working folder. */
  readonly path: string;
  /** Where in the file, counted from 1; missing where only the old side has the file. */
  readonly line?: number;
  readonly column?: number;
}

/** The bump that a change asks for as far as one audience is concerned. */
export const bumpFor = (change: Change, audience: Audience): Bump =>
  isBreakingFor(change, audience) ? "major" : changeKinds[change.change].bump;

/** `schemas/opened.schema.json:12:5`, as editors and terminals link it. */
export const pathInWords = ({ path, line, column }: LocatedChange): string =>
  line === undefined || column === undefined ? path : `${path}:${line}:${column}`;
