import { SchemaError } from "../schema-error.ts";
import { fieldsOf } from "./unchecked.ts";
import { type Dialect, defaultDialect } from "../dialects/dialect.ts";
import { internalDialects, sourceDialectOf } from "../dialects/source-dialect.ts";
import { appendToken, pointersUp } from "../json-pointer.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";

/** A place whose schema may be unchecked. */
export interface AnyNode {
  readonly file: string;
  readonly pointer: string;
  readonly schema: unknown;
}

/** A schema resource: a document, or a part of one with an `$id`. */
export interface Resource<Node = SchemaNode> {
  /** Absolute, without a fragment. */
  readonly address: string;
  /** The address by `$id`s alone, regardless of the file: below `relativeIds` as long as they are relative. */
  readonly idAddress: string;
  readonly dynamicAnchors: Map<string, Node>;
}

/** The index of some documents by address. */
export interface Addresses<Node = SchemaNode> {
  /** Every schema by place. */
  readonly places: ReadonlyMap<string, Node>;
  /** Every resource by address, and every anchor as `address#anchor`. */
  readonly byAddress: ReadonlyMap<string, Node>;
  /** The resource that contains a place. */
  readonly resourceOf: (node: Pick<SchemaNode, "file" | "pointer">) => Resource<Node>;
  /** The dialect that a place is written in. */
  readonly dialectOf: (node: Pick<SchemaNode, "file" | "pointer">) => Dialect;
}

/** How documents are indexed. */
export interface Indexing<Node> {
  /** The schemas directly below one. */
  readonly childrenOf: (node: Node) => readonly Node[];
  /** Called with each invalid `$id`, and each address that two schemas claim; the first one keeps it. */
  readonly refuse: (error: SchemaError) => void;
  /** Names a place as its author knows it. */
  readonly placeInWords?: (node: Node) => string;
}

/** The address of a document by its file, under `file:`. */
export const addressOfFile = (file: string): string =>
  new URL(encodeURI(file).replaceAll("?", "%3F").replaceAll("#", "%23"), "file:///").href;

/** Resolves a reference against a base; `undefined` where it can't be. */
export const resolveAddress = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href : undefined;

/**
 * The base of relative `$id`s without an absolute address around them. They identify documents in any folder, as in
 * validators that get schemas without files.
 */
export const relativeIds = "relative-id:///";

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Indexes every place of some documents by its file, its `$id` and its anchors. */
export const indexAddresses = <Node extends AnyNode>(
  documents: readonly Node[],
  { childrenOf, refuse, placeInWords = placeOf }: Indexing<Node>,
): Addresses<Node> => {
  const places = new Map<string, Node>();
  const byAddress = new Map<string, Node>();
  const resources = new Map<string, Resource<Node>>();
  const dialects = new Map<string, Dialect>();
  const byRelativeId = new Map<string, readonly Node[]>();

  const refuseAt = (node: Node, keyword: string, problem: string): void =>
    refuse(new SchemaError(node.file, appendToken(node.pointer, keyword), problem));

  const claim = (address: string, node: Node, keyword: string): void => {
    const owner = byAddress.get(address);
    if (owner && placeOf(owner) !== placeOf(node))
      refuseAt(node, keyword, `${address} is already used by ${placeInWords(owner)}`);
    else byAddress.set(address, node);
  };

  const addressOf = (node: Node, $id: string, base: string): string | undefined => {
    const address = resolveAddress($id, base);
    if (address === undefined) refuseAt(node, "$id", "this isn't an address");
    return address;
  };

  const open = (node: Node, address: string, idAddress: string): Resource<Node> => {
    const resource = { address, idAddress, dynamicAnchors: new Map<string, Node>() };
    resources.set(placeOf(node), resource);
    if (!idAddress.startsWith(relativeIds) || idAddress === relativeIds) return resource;
    const others = byRelativeId.get(idAddress) ?? [];
    byRelativeId.set(idAddress, [...others, node]);
    return resource;
  };

  const visit = (node: Node, above: Resource<Node>, outer: Dialect): void => {
    const fields = fieldsOf(node.schema);
    const [$id, $anchor, $dynamicAnchor] = ["$id", "$anchor", "$dynamicAnchor"].map((name) =>
      textOf(fields?.get(name)),
    );
    const named = sourceDialectOf(fields?.get("$schema"));
    const dialect = named === undefined ? outer : internalDialects[named];
    places.set(placeOf(node), node);
    dialects.set(placeOf(node), dialect);
    // An $id that is only a fragment is an anchor, as draft-07 writes it.
    const isAnchor = $id?.startsWith("#") === true && $id !== "#";
    const address = $id === undefined ? undefined : addressOf(node, $id, above.address);
    const bare = address?.split("#")[0];
    const resource =
      bare === undefined || isAnchor
        ? above
        : open(node, bare, resolveAddress($id ?? "", above.idAddress)?.split("#")[0] ?? bare);
    if (bare !== undefined && !isAnchor) claim(bare, node, "$id");
    if (address?.includes("#") && !address.endsWith("#")) {
      if (dialect !== "draft-07") refuseAt(node, "$id", "an $id has no fragment; write it as $anchor");
      claim(address, node, "$id");
    }
    if ($anchor !== undefined) claim(`${resource.address}#${$anchor}`, node, "$anchor");
    if ($dynamicAnchor !== undefined) {
      claim(`${resource.address}#${$dynamicAnchor}`, node, "$dynamicAnchor");
      resource.dynamicAnchors.set($dynamicAnchor, node);
    }
    for (const child of childrenOf(node)) visit(child, resource, dialect);
  };

  // All files first, so that no $id replaces a file.
  for (const root of documents) byAddress.set(addressOfFile(root.file), root);
  for (const root of documents) visit(root, open(root, addressOfFile(root.file), relativeIds), defaultDialect);
  for (const [address, [node, ...more]] of byRelativeId) {
    // A relative $id of two files names neither.
    if (node && more.length === 0) byAddress.set(address, node);
  }

  const resourceOf: Addresses<Node>["resourceOf"] = (node) => {
    for (const pointer of pointersUp(node.pointer)) {
      const resource = resources.get(`${node.file}#${pointer}`);
      if (resource) return resource;
    }
    throw new Error(`no document holds ${placeOf(node)}`);
  };

  const dialectOf: Addresses<Node>["dialectOf"] = ({ file, pointer }) => {
    const known = pointersUp(pointer).find((up) => dialects.has(placeOf({ file, pointer: up })));
    return known === undefined ? defaultDialect : (dialects.get(placeOf({ file, pointer: known })) ?? defaultDialect);
  };

  return { places, byAddress, resourceOf, dialectOf };
};
