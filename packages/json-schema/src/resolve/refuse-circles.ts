import { appendToken } from "../json-pointer.ts";
import { placeOf } from "../json-schema.ts";
import { SchemaError } from "../schema-error.ts";

interface Positioned {
  readonly file: string;
  readonly pointer: string;
}

/** How to walk schemas. */
export interface Walk<Node> {
  /** Equal for equal nodes. */
  readonly keyOf: (node: Node) => string;
  /** The targets of the references of a schema, by keyword. */
  readonly targetsOf: (node: Node) => ReadonlyMap<string, Node>;
  /** The schemas directly below one. */
  readonly childrenOf: (node: Node) => readonly Node[];
}

const circular = "this reference is circular: it leads back here with no property or item in between";

/** Keywords whose schemas apply to the same value as the schema around them. */
const inPlace = /^\/(?:allOf|anyOf|oneOf|dependentSchemas|dependencies)\/|^\/(?:not|if|then|else)$/;

/** Refuses schemas that apply themselves to the same value, each at the reference that closes the circle. */
export const refuseCircles = <Node extends Positioned>(
  walk: Walk<Node>,
  roots: readonly Node[],
  refuse: (error: SchemaError) => void,
): void => {
  const { keyOf, targetsOf, childrenOf } = walk;
  const state = new Map<string, "open" | "done">();

  /** A reference is refused once, in however many dynamic scopes it is reached. */
  const refused = new Set<string>();
  const refuseAt = (file: string, pointer: string): void => {
    const place = placeOf({ file, pointer });
    if (refused.has(place)) return;
    refused.add(place);
    refuse(new SchemaError(file, pointer, circular));
  };

  /** Visits a place and every place that applies to the same value. */
  const visit = (node: Node): void => {
    const key = keyOf(node);
    if (state.get(key) === "done") return;
    state.set(key, "open");
    for (const [keyword, target] of targetsOf(node)) {
      if (state.get(keyOf(target)) === "open") refuseAt(node.file, appendToken(node.pointer, keyword));
      else visit(target);
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
