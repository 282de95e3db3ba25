import { appendToken } from "./json-pointer.ts";
import { SchemaError } from "./schema-error.ts";

// Schemas are walked by recursive functions. No schema that a person wrote comes near this.
const maxDepth = 256;

interface Level {
  readonly pointer: string;
  readonly depth: number;
  readonly value: object;
}

/**
 * Refuses a document that is nested too deep to be walked. The walk here is the only one without recursion.
 *
 * @throws SchemaError at a place that is too deep
 */
export const refuseDepth = (file: string, document: unknown): void => {
  const waiting: Level[] = [];
  const add = (pointer: string, depth: number, value: unknown): void => {
    if (typeof value === "object" && value !== null) waiting.push({ pointer, depth, value });
  };
  add("", 1, document);
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    const { pointer, depth, value } = level;
    if (depth > maxDepth) throw new SchemaError(file, pointer, `this is nested more than ${maxDepth} levels deep`);
    for (const [token, below] of Object.entries(value)) add(appendToken(pointer, token), depth + 1, below);
  }
};
