import { appendToken } from "../json-pointer.ts";
import { SchemaError } from "../schema-error.ts";

interface Positioned {
  readonly file: string;
  readonly pointer: string;
}

/** How to walk schemas. */
export interface Walk<Node> {
  /** Equal for equal nodes. */
  readonly keyOf: (node: Node) => string;
  /** The targets of the references of a schema. */
  readonly targetsOf: (node: Node) => readonly Node[];
  /** The schemas directly below one. */
  readonly childrenOf: (node: Node) => readonly Node[];
}

/** Keywords whose schemas apply to the same value as the schema around them. */
const inPlace = /^\/(?:allOf|anyOf|oneOf|dependentSchemas|dependencies)\/|^\/(?:not|if|then|else)$/;

/**
 * Refuses schemas that apply themselves to the same value.
 *
 * @throws SchemaError at a reference that leads back to itself without an object or array in between
 */
export const refuseCircles = <Node extends Positioned>(walk: Walk<Node>, roots: readonly Node[]): void => {
  const { keyOf, targetsOf, childrenOf } = walk;
  const state = new Map<string, "open" | "done">();

  /** Visits a place and every place that applies to the same value. */
  const visit = (node: Node): void => {
    const key = keyOf(node);
    if (state.get(key) === "done") return;
    state.set(key, "open");
    for (const target of targetsOf(node)) {
      if (state.get(keyOf(target)) === "open") {
        throw new SchemaError(node.file, appendToken(node.pointer, "$ref"), "this reference is circular");
      }
      visit(target);
    }
    for (const child of childrenOf(node)) if (inPlace.test(child.pointer.slice(node.pointer.length))) visit(child);
    state.set(key, "done");
  };

  const visitAll = (node: Node): void => {
    visit(node);
    childrenOf(node).forEach(visitAll);
  };

  roots.forEach(visitAll);
};
