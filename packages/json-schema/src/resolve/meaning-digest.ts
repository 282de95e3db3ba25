import { createHash } from "node:crypto";
import { type MeaningGraph, type Outline, readOutline } from "./meaning-outline.ts";
import { strongComponents } from "../strong-components.ts";

/** Digests of the meaning of schemas. */
export interface MeaningDigests<Node> {
  readonly outlineOf: (node: Node) => Outline<Node>;
  /**
   * A digest of a schema and everything it refers to, equal for schemas with the same meaning in any two sets. Different
   * digests prove nothing.
   */
  readonly digestOf: (node: Node) => string;
}

/** Recursive schemas that aren't distinguished within this many rounds count as different. */
const mostRounds = 100;

const hash = (...texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("base64");

/** A schema without a digest yet. */
interface Pending {
  readonly key: string;
  readonly text: string;
  /** The digests of its child schemas and targets, or their positions in the list of pending schemas. */
  readonly inner: readonly (number | string)[];
}

type Colours = ReadonlyMap<number, string>;

/**
 * Refines the colours of the members of a recursion until members of one colour refer to the same colours.
 *
 * @returns `undefined` where that takes too many rounds
 */
const refine = (
  members: readonly number[],
  colourOf: (member: number, before: Colours) => string,
): Colours | undefined => {
  let before: Colours = new Map();
  for (let round = 0, count = 0; round < mostRounds; round += 1) {
    const colours = new Map(members.map((member) => [member, colourOf(member, before)]));
    const distinct = new Set(colours.values()).size;
    if (distinct === count) return colours;
    [before, count] = [colours, distinct];
  }
  return undefined;
};

/** The positions of the schemas, grouped by recursion, in reverse topological order. */
const recursions = (pending: readonly Pending[]): readonly (readonly number[])[] => {
  const innerOf = (at: number): readonly number[] => pending[at]!.inner.filter((one) => typeof one === "number");
  const groups = new Map<number, number[]>();
  for (const [at, component] of strongComponents(pending.keys(), innerOf)) {
    const group = groups.get(component);
    if (group) group.push(at);
    else groups.set(component, [at]);
  }
  return [...groups.values()];
};

/**
 * Creates digests of meaning, each computed once.
 *
 * A digest is the hash of a schema's own text and the digests of its child schemas and targets. Recursive schemas are
 * distinguished by partition refinement, so that digests don't depend on where a recursion is entered.
 */
export const createMeaningDigests = <Node extends { readonly schema: unknown }>(
  graph: MeaningGraph<Node>,
): MeaningDigests<Node> => {
  const outlines = new Map<string, Outline<Node>>();
  const digests = new Map<string, string>();
  /** The digests of recursive schemas by text and inner digests, so that a schema with one level expanded is equal. */
  const recursive = new Map<string, string>();

  const outlineOf = (node: Node): Outline<Node> => {
    const key = graph.keyOf(node);
    const outline = outlines.get(key) ?? readOutline(graph, node);
    outlines.set(key, outline);
    return outline;
  };

  /** A node and everything it leads to, without nodes that have a digest. */
  const collect = (start: Node): readonly Pending[] => {
    const nodes = [start];
    const positions = new Map([[graph.keyOf(start), 0]]);
    const find = (written: Node): number | string => {
      const node = graph.meantBy(written);
      const key = graph.keyOf(node);
      const known = digests.get(key) ?? positions.get(key);
      if (known !== undefined) return known;
      positions.set(key, nodes.length);
      return nodes.push(node) - 1;
    };
    const pending: Pending[] = [];
    // The list grows while it is walked.
    for (const node of nodes) {
      const { text, inner } = outlineOf(node);
      pending.push({ key: graph.keyOf(node), text, inner: inner.map(find) });
    }
    return pending;
  };

  const settle = (pending: readonly Pending[], members: readonly number[]): void => {
    const keyOf = (at: number): string => pending[at]!.key;
    const digestAt = (at: number, before?: Colours): string => before?.get(at) ?? digests.get(keyOf(at)) ?? "";
    const written = (at: number, before?: Colours): string => {
      const { text, inner } = pending[at]!;
      return hash(text, ...inner.map((one) => (typeof one === "string" ? one : digestAt(one, before))));
    };
    const [first = 0, ...more] = members;
    if (more.length === 0 && !pending[first]!.inner.includes(first)) {
      digests.set(keyOf(first), recursive.get(written(first)) ?? written(first));
      return;
    }
    const colours = refine(members, written);
    const all = [...new Set(colours?.values())].toSorted().join(" ");
    for (const at of members) digests.set(keyOf(at), hash(colours?.get(at) ?? keyOf(at), all));
    for (const at of members) recursive.set(written(at), digestAt(at));
  };

  const digestOf = (written: Node): string => {
    const node = graph.meantBy(written);
    const key = graph.keyOf(node);
    if (!digests.has(key)) {
      const pending = collect(node);
      for (const members of recursions(pending)) settle(pending, members);
    }
    return digests.get(key)!;
  };

  return { outlineOf, digestOf };
};
