import { changeKinds } from "../change-kinds.ts";
import type { Bump, Change, Role } from "../change.ts";
import { isBreakingFor } from "../classify-change.ts";

/** The role that a report is for. */
export type Audience = Role | "both";

/** A change with its position in a file. */
export interface LocatedChange extends Change {
  /** The path of the file, relative to the working folder. */
  readonly path: string;
  /** Counted from 1; missing where only the old side has the file. */
  readonly line?: number;
  readonly column?: number;
}

/** The bump that a change requires for one audience. */
export const bumpFor = (change: Change, audience: Audience): Bump =>
  isBreakingFor(change, audience) ? "major" : changeKinds[change.change].bump;

/** `schemas/opened.schema.json:12:5`, as editors and terminals link it. */
export const pathInWords = ({ path, line, column }: LocatedChange): string =>
  line === undefined || column === undefined ? path : `${path}:${line}:${column}`;
