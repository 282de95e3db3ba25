import { createHash } from "node:crypto";
import { type MeaningGraph, type Outline, readOutline } from "./meaning-outline.ts";
import { strongComponents } from "../strong-components.ts";

/** Tells which schemas mean the same. */
export interface MeaningDigests<Node> {
  readonly outlineOf: (node: Node) => Outline<Node>;
  /**
   * A digest of a schema with all that it refers to. It is equal where two schemas of any two sets say the same,
   * wherever they stand. Different digests prove nothing.
   */
  readonly digestOf: (node: Node) => string;
}

/** Recursive schemas that can't be told apart within this many rounds count as different. */
const mostRounds = 100;

const hash = (...texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("base64");

/** A schema without a digest yet. */
interface Pending {
  readonly key: string;
  readonly text: string;
  /** The digests of the schemas it leads to, or their positions in the list of pending schemas. */
  readonly inner: readonly (number | string)[];
}

type Colours = ReadonlyMap<number, string>;

/**
 * Colours the members of a recursion, round by round, until two of one colour lead to the same colours.
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

/** The positions of schemas that lead to each other, group by group; what a group leads to comes before it. */
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
 * Makes digests of what schemas mean, each computed once.
 *
 * A digest is made of a schema's own text and the digests of the schemas it leads to. Recursive schemas get theirs by
 * partition refinement, so that it makes no difference where a recursion is entered.
 */
export const createMeaningDigests = <Node extends { readonly schema: unknown }>(
  graph: MeaningGraph<Node>,
): MeaningDigests<Node> => {
  const outlines = new Map<string, Outline<Node>>();
  const digests = new Map<string, string>();
  /** The digests of recursive schemas by their text and inner digests: one that is written out one level further is the same. */
  const recursive = new Map<string, string>();

  const outlineOf = (node: Node): Outline<Node> => {
    const key = graph.keyOf(node);
    const outline = outlines.get(key) ?? readOutline(graph, node);
    outlines.set(key, outline);
    return outline;
  };

  /** A node and everything it leads to, as far as they have no digest. */
  const collect = (start: Node): readonly Pending[] => {
    const nodes = [start];
    const positions = new Map([[graph.keyOf(start), 0]]);
    const find = (node: Node): number | string => {
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

  const digestOf = (node: Node): string => {
    const key = graph.keyOf(node);
    if (!digests.has(key)) {
      const pending = collect(node);
      for (const members of recursions(pending)) settle(pending, members);
    }
    return digests.get(key)!;
  };

  return { outlineOf, digestOf };
};
