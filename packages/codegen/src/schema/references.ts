import { type Addresses, addressOfFile, resolveAddress } from "./addresses.ts";
import { appendToken } from "./json-pointer.ts";
import { keyOf, placeOf, type SchemaNode } from "./json-schema.ts";
import { SchemaError } from "./schema-error.ts";

/** Follows references from place to place, inside the documents at hand and nowhere else. */
export interface References {
  /** Where a `$ref` leads. */
  readonly locate: (node: SchemaNode, ref: string) => SchemaNode;
  /** Where a `$dynamicRef` leads, given the scope of the place that it stands in. */
  readonly locateDynamic: (node: SchemaNode, ref: string) => SchemaNode;
  /** A place, as evaluation finds it that comes from another. */
  readonly enter: (node: SchemaNode, from?: SchemaNode) => SchemaNode;
}

/** Where packages stand, in the eyes of a reference. */
export const packagesFolder = "node_modules/";

/** Where a reference without a scheme may lead: by address, then as a path from its file, then as a package's file. */
export const addressesOf = (ref: string, base: string, file: string): readonly string[] =>
  [
    resolveAddress(ref, base),
    resolveAddress(ref, addressOfFile(file)),
    /^[.#/]|^\w+:/.test(ref) ? undefined : resolveAddress(ref, addressOfFile(packagesFolder)),
  ].filter((address) => address !== undefined);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const isDynamicAnchor = (node: SchemaNode, name: string): boolean =>
  typeof node.schema === "object" && node.schema.$dynamicAnchor === name;

export const createReferences = ({ places, byAddress, resourceOf }: Addresses): References => {
  // Scopes only matter, and only cost anything, where a reference is dynamic.
  const isDynamic = [...places.values()].some(({ schema }) => typeof schema === "object" && schema.$dynamicRef);

  const meanings = new Set<string>();
  const mostMeanings = 2_000 + 4 * places.size;

  const at = (address: string): SchemaNode | undefined => {
    const [bare = "", fragment = ""] = address.split("#");
    const root = byAddress.get(bare);
    if (root === undefined || fragment === "") return root;
    if (!fragment.startsWith("/")) return byAddress.get(`${bare}#${decoded(fragment)}`);
    return places.get(`${root.file}#${root.pointer}${decoded(fragment)}`);
  };

  const enter = (node: SchemaNode, from: SchemaNode = node): SchemaNode => {
    if (!isDynamic) return node;
    const anchors = new Map([...resourceOf(node).dynamicAnchors, ...(from.scope?.anchors ?? [])]);
    const { file, pointer, schema } = node;
    if (anchors.size === 0) return { file, pointer, schema };
    const key = [...anchors].map(([name, place]) => `${name}=${placeOf(place)}`).toSorted();
    const entered = { file, pointer, schema, scope: { key: key.join(" "), anchors } };
    meanings.add(keyOf(entered));
    if (meanings.size > mostMeanings) {
      const problem = "$dynamicRef gives the schemas here too many meanings to be written out; use $ref";
      throw new SchemaError(file, pointer, problem);
    }
    return entered;
  };

  const found = new Map<string, SchemaNode>();

  const find = (node: SchemaNode, ref: string, keyword: string): SchemaNode => {
    const place = `${keyword} ${placeOf(node)} ${ref}`;
    const known = found.get(place) ?? look(node, ref, keyword);
    found.set(place, known);
    return known;
  };

  const look = (node: SchemaNode, ref: string, keyword: string): SchemaNode => {
    const addresses = addressesOf(ref, resourceOf(node).address, node.file);
    for (const address of addresses) {
      const target = at(address);
      if (target) return target;
    }
    const problem = `no schema stands at ${ref} (addresses are looked up in the folder and in packages, never fetched)`;
    throw new SchemaError(node.file, appendToken(node.pointer, keyword), problem);
  };

  return {
    enter,
    locate: (node, ref) => enter(find(node, ref, "$ref"), node),
    locateDynamic: (node, ref) => {
      const initial = find(node, ref, "$dynamicRef");
      const name = decoded(ref.split("#")[1] ?? "");
      const bound = isDynamicAnchor(initial, name) ? node.scope?.anchors.get(name) : undefined;
      return enter(bound ?? initial, node);
    },
  };
};
