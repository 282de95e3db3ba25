import { childrenOf } from "./children.ts";
import { appendToken } from "../json-pointer.ts";
import { keyOf, type SchemaNode } from "../json-schema.ts";
import type { References } from "./references.ts";
import { targetsOf } from "./reach.ts";
import { SchemaError } from "../schema-error.ts";

const inPlace = /^\/(?:allOf|anyOf|oneOf|dependentSchemas|dependencies)\/|^\/(?:not|if|then|else)$/;

/** Whether a place below another looks at the very value that the other looks at. */
export const looksAtSame = (node: { readonly pointer: string }, child: { readonly pointer: string }): boolean =>
  inPlace.test(child.pointer.slice(node.pointer.length));

/**
 * Refuses schemas that ask themselves about the same value, which no reading of it could ever answer.
 *
 * @throws SchemaError at a reference that leads back to itself without an object or an array between
 */
export const refuseCircles = (references: References, roots: readonly SchemaNode[]): void => {
  const state = new Map<string, "open" | "done">();

  const visit = (node: SchemaNode): void => {
    const key = keyOf(node);
    if (state.get(key) === "done") return;
    state.set(key, "open");
    for (const target of targetsOf(references, node)) {
      if (state.get(keyOf(target)) === "open") {
        throw new SchemaError(node.file, appendToken(node.pointer, "$ref"), "this reference leads in a circle");
      }
      visit(target);
    }
    for (const child of childrenOf(node)) {
      const below = references.enter(child, node);
      if (looksAtSame(node, child)) visit(below);
    }
    state.set(key, "done");
  };

  const visitAll = (node: SchemaNode): void => {
    visit(node);
    for (const child of childrenOf(node)) visitAll(references.enter(child, node));
  };

  for (const root of roots) visitAll(references.enter(root));
};
