import type { Row } from "./table.mjs";

/** Returns a sentence for each ceiling that a row exceeds. */
export declare const exceeded: (rows: readonly Row[]) => readonly string[];
