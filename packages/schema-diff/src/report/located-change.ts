import { changeKinds } from "../change-kinds.ts";
import type { Bump, Change, Role } from "../change.ts";
import { isBreakingFor } from "../classify-change.ts";

/** The role that a report is for. */
export type Audience = Role | "both";

/** A change with its position in a file. */
export interface LocatedChange extends Change {
  /** The path of the file, relative to the working folder. */
  readonly path: string;
  /** Line and column count from 1, columns in UTF-16 units; missing for YAML, and for a file that is only in git. */
  readonly line?: number;
  readonly column?: number;
}

/** The bump that a change requires for one audience. */
export const bumpFor = (change: Change, audience: Audience): Bump =>
  isBreakingFor(change, audience) ? "major" : changeKinds[change.change].bump;

/** `schemas/opened.schema.json:12:5`, as editors and terminals link it. */
export const pathInWords = ({ path, line, column }: LocatedChange): string =>
  line === undefined || column === undefined ? path : `${path}:${line}:${column}`;
