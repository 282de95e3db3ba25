import { type Addresses, addressOfFile } from "./addresses.ts";
import { addressesOf, decoded } from "./locate.ts";
import type { SchemaNode } from "../json-schema.ts";

const inLowerCase = (address: string): string => decoded(address).toLowerCase();

/**
 * Makes a function that finds what a reference to nowhere would lead to in other upper and lower case, as a reference from the
 * root of the folder, or from within the same file.
 */
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
      if (node === undefined) continue;
      const fragment = node.pointer === "" ? "" : `#${node.pointer}`;
      return node.file === from.file && fragment !== "" ? fragment : `${node.file}${fragment}`;
    }
    return undefined;
  };
};
