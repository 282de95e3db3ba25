import type { Issue } from "../../runtime/issues/reported.js";

export type { Issue };

/** Tells whether a value fits; given a place, it notes there what doesn't. */
export type Check = (value: unknown, place?: unknown) => boolean;

export declare function issuesOf(value: unknown, check: Check, limit?: number): Issue[];

export declare function afresh(check: Check, value: unknown, place?: unknown): boolean;
