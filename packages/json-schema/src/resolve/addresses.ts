import { SchemaError } from "../schema-error.ts";
import { childrenOf, keywordsOf } from "./children.ts";
import { type Dialect, defaultDialect, dialectNamed } from "../dialects/dialect.ts";
import { appendToken, pointersUp } from "../json-pointer.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";

/** A schema with an address of its own: a document, or a part of one with an `$id`. */
export interface Resource {
  /** Absolute, without a fragment. */
  readonly address: string;
  /** What the `$id`s alone give, wherever the file lies: below `relativeIds` as long as they are relative. */
  readonly idAddress: string;
  readonly dynamicAnchors: Map<string, SchemaNode>;
}

/** Where everything in a number of documents stands. */
export interface Addresses {
  /** Every schema, by its place. */
  readonly places: ReadonlyMap<string, SchemaNode>;
  /** Every resource by its address, and every anchor as `address#anchor`. */
  readonly byAddress: ReadonlyMap<string, SchemaNode>;
  /** The resource that a place belongs to. */
  readonly resourceOf: (node: SchemaNode) => Resource;
  /** The dialect that a place is written in. */
  readonly dialectOf: (node: SchemaNode) => Dialect;
}

/** The address of a document: its own when it has one, and otherwise one under `file:` that nothing else stands for. */
export const addressOfFile = (file: string): string =>
  new URL(encodeURI(file).replaceAll("?", "%3F").replaceAll("#", "%23"), "file:///").href;

/** Resolves a reference against a base; `undefined` where it can't be. */
export const resolveAddress = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href : undefined;

/**
 * Where relative `$id`s stand that have no address around them. They name documents to each other whatever folders their
 * files lie in, as for validators that are given schemas without files.
 */
export const relativeIds = "relative-id:///";

const addressOf = (node: SchemaNode, $id: string, base: string): string => {
  const address = resolveAddress($id, base);
  if (address === undefined)
    throw new SchemaError(node.file, appendToken(node.pointer, "$id"), "this isn't an address");
  return address;
};

/** Indexes every place of some documents, under its own address and under those that `$id` and the anchors give it. */
export const indexAddresses = (documents: readonly SchemaNode[]): Addresses => {
  const places = new Map<string, SchemaNode>();
  const byAddress = new Map<string, SchemaNode>();
  const resources = new Map<string, Resource>();
  const dialects = new Map<string, Dialect>();
  const byRelativeId = new Map<string, readonly SchemaNode[]>();

  const claim = (address: string, node: SchemaNode, keyword: string): void => {
    const owner = byAddress.get(address);
    if (owner && placeOf(owner) !== placeOf(node)) {
      const problem = `${address} is taken by ${placeOf(owner)}`;
      throw new SchemaError(node.file, appendToken(node.pointer, keyword), problem);
    }
    byAddress.set(address, node);
  };

  const open = (node: SchemaNode, address: string, idAddress: string): Resource => {
    const resource = { address, idAddress, dynamicAnchors: new Map<string, SchemaNode>() };
    resources.set(placeOf(node), resource);
    if (!idAddress.startsWith(relativeIds) || idAddress === relativeIds) return resource;
    const others = byRelativeId.get(idAddress) ?? [];
    byRelativeId.set(idAddress, [...others, node]);
    return resource;
  };

  const visit = (node: SchemaNode, above: Resource, outer: Dialect): void => {
    const { $id, $anchor, $dynamicAnchor, $schema } = keywordsOf(node) ?? {};
    const dialect = dialectNamed($schema) ?? outer;
    places.set(placeOf(node), node);
    dialects.set(placeOf(node), dialect);
    // Draft-07 writes an anchor as an $id that is only a fragment.
    const isAnchor = dialect === "draft-07" && $id?.startsWith("#") === true && $id !== "#";
    const address = $id === undefined ? undefined : addressOf(node, $id, above.address);
    const bare = address?.split("#")[0];
    const resource =
      bare === undefined || isAnchor
        ? above
        : open(node, bare, resolveAddress($id ?? "", above.idAddress)?.split("#")[0] ?? bare);
    if (bare !== undefined && !isAnchor) claim(bare, node, "$id");
    if (address?.includes("#") && !address.endsWith("#")) {
      if (dialect !== "draft-07") throw new SchemaError(node.file, `${node.pointer}/$id`, "an $id has no fragment");
      claim(address, node, "$id");
    }
    if ($anchor !== undefined) claim(`${resource.address}#${$anchor}`, node, "$anchor");
    if ($dynamicAnchor !== undefined) {
      claim(`${resource.address}#${$dynamicAnchor}`, node, "$dynamicAnchor");
      resource.dynamicAnchors.set($dynamicAnchor, node);
    }
    for (const child of childrenOf(node)) visit(child, resource, dialect);
  };

  // All files before the first $id, which may not stand for another file.
  for (const root of documents) byAddress.set(addressOfFile(root.file), root);
  for (const root of documents) visit(root, open(root, addressOfFile(root.file), relativeIds), defaultDialect);
  for (const [address, [node, ...more]] of byRelativeId) {
    // One that two files have names neither of them.
    if (node && more.length === 0) byAddress.set(address, node);
  }

  const resourceOf = (node: SchemaNode): Resource => {
    for (const pointer of pointersUp(node.pointer)) {
      const resource = resources.get(`${node.file}#${pointer}`);
      if (resource) return resource;
    }
    throw new Error(`no document holds ${placeOf(node)}`);
  };

  const dialectOf = (node: SchemaNode): Dialect => dialects.get(placeOf(node)) ?? defaultDialect;

  return { places, byAddress, resourceOf, dialectOf };
};
