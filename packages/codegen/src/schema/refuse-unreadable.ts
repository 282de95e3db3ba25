import { appendToken } from "./json-pointer.ts";
import { SchemaError } from "./schema-error.ts";

// Schemas are walked by recursive functions. No schema that a person wrote comes near this.
const maxDepth = 256;

interface Part {
  readonly pointer: string;
  readonly depth: number;
  readonly value: unknown;
}

/**
 * Refuses a document that is nested too deep to be walked, or holds a number that JavaScript can't: `1e400` is read as
 * infinite, and would be written as `null`. The walk here is the only one without recursion.
 *
 * @throws SchemaError at a place that is too deep, or at the number
 */
export const refuseUnreadable = (file: string, document: unknown): void => {
  const waiting: Part[] = [{ pointer: "", depth: 1, value: document }];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const { pointer, depth, value } = part;
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new SchemaError(file, pointer, "this number is too large to be read");
    }
    if (typeof value !== "object" || value === null) continue;
    if (depth > maxDepth) throw new SchemaError(file, pointer, `this is nested more than ${maxDepth} levels deep`);
    for (const [token, below] of Object.entries(value)) {
      waiting.push({ pointer: appendToken(pointer, token), depth: depth + 1, value: below });
    }
  }
};
