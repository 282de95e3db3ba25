import { dirname, relative } from "node:path/posix";
import { type Addresses, addressOfFile } from "./addresses.ts";
import { addressesOf, decoded, packagesFolder } from "./locate.ts";
import type { SchemaNode } from "../json-schema.ts";

const inLowerCase = (address: string): string => decoded(address).toLowerCase();

/** A reference from a place to another, as its author writes it: a package's file by its name in the package. */
const referenceTo = (node: SchemaNode, from: SchemaNode): string => {
  const fragment = node.pointer === "" ? "" : `#${node.pointer}`;
  if (node.file === from.file && fragment !== "") return fragment;
  const isOfPackage = node.file.startsWith(packagesFolder) && !from.file.startsWith(packagesFolder);
  const path = isOfPackage ? node.file.slice(packagesFolder.length) : relative(dirname(from.file), node.file);
  return `${path}${fragment}`;
};

/** Makes a function that finds what a reference to nowhere would lead to in other upper and lower case, as a reference. */
export const createOtherCase = ({ places, resourceOf }: Addresses) => {
  let known: ReadonlyMap<string, SchemaNode> | undefined;
  // Only made for a refusal, and once for all of them.
  const index = (): ReadonlyMap<string, SchemaNode> =>
    new Map(
      [...places.values()].map((node) => {
        const fragment = node.pointer === "" ? "" : `#${node.pointer}`;
        return [inLowerCase(`${addressOfFile(node.file)}${fragment}`), node] as const;
      }),
    );

  return (from: SchemaNode, ref: string): string | undefined => {
    known ??= index();
    for (const address of addressesOf(ref, { ...resourceOf(from), file: from.file })) {
      const node = known.get(inLowerCase(address));
      if (node !== undefined) return referenceTo(node, from);
    }
    return undefined;
  };
};
