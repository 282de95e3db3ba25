import { type Addresses, addressOfFile, type AnyNode, resolveAddress } from "./addresses.ts";

/** The folder of packages in references. */
export const packagesFolder = "node_modules/";

/** What a reference is relative to. */
export interface ReferenceBase {
  /** The address of the resource that contains it, see `Resource`. */
  readonly address: string;
  readonly idAddress: string;
  /** The document that contains it. */
  readonly file: string;
}

/**
 * The addresses that a reference may have, in order: relative to its resource, as a path from its file, relative to relative
 * `$id`s, and as a package's file.
 */
export const addressesOf = (ref: string, base: ReferenceBase): readonly string[] =>
  [
    resolveAddress(ref, base.address),
    resolveAddress(ref, addressOfFile(base.file)),
    ref.startsWith("#") ? undefined : resolveAddress(ref, base.idAddress),
    /^[.#/]|^\w+:/.test(ref) ? undefined : resolveAddress(ref, addressOfFile(packagesFolder)),
  ].filter((address) => address !== undefined);

/** Decodes a part of an address; returns it unchanged if it isn't encoded correctly. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Resolves references in some documents, with a cache. */
export interface Locator<Node> {
  /** The target of a reference; `undefined` where there is no schema. */
  readonly locate: (from: AnyNode, ref: string) => Node | undefined;
  /** Whether a reference names one of the documents, even if nothing is at its fragment. */
  readonly knows: (from: AnyNode, ref: string) => boolean;
}

/** @param nodeAt returns the node at a JSON Pointer relative to a resource, as the author of the document wrote it */
export const createLocator = <Node extends AnyNode>(
  { byAddress, resourceOf }: Addresses<Node>,
  nodeAt: (resource: Node, pointer: string) => Node | undefined,
): Locator<Node> => {
  const addressesFrom = (from: AnyNode, ref: string): readonly string[] =>
    addressesOf(ref, { ...resourceOf(from), file: from.file });

  const atAddress = (address: string): Node | undefined => {
    const [bare = "", written = ""] = address.split("#");
    const resource = byAddress.get(bare);
    const fragment = decoded(written);
    if (resource === undefined || fragment === "") return resource;
    if (written.startsWith("/")) return nodeAt(resource, fragment);
    // A document with an $id has its anchors there, also where a reference gives its path.
    return byAddress.get(`${bare}#${fragment}`) ?? byAddress.get(`${resourceOf(resource).address}#${fragment}`);
  };

  const look = (from: AnyNode, ref: string): Node | undefined => {
    for (const address of addressesFrom(from, ref)) {
      const target = atAddress(address);
      if (target) return target;
    }
    return undefined;
  };

  const found = new Map<string, { readonly target: Node | undefined }>();

  return {
    locate: (from, ref) => {
      const place = `${from.file}#${from.pointer} ${ref}`;
      const known = found.get(place) ?? { target: look(from, ref) };
      found.set(place, known);
      return known.target;
    },
    knows: (from, ref) => addressesFrom(from, ref).some((address) => byAddress.has(address.split("#")[0] ?? "")),
  };
};
